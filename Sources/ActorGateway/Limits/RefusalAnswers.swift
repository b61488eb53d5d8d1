import ActorWire
import NIOCore

/// Answers to those who are not served, whole and ready: they cost nothing when they are needed most.
struct RefusalAnswers: Sendable {
    static let tooSlow = make("408 Request Timeout", .requestTimedOut)

    let headTooLarge: ByteBuffer
    let tooManyInAll: ByteBuffer
    let tooManyFromAddress: ByteBuffer
    let tooFastFromAddress: ByteBuffer

    init(_ limits: GatewayConfiguration) {
        headTooLarge = Self.make(
            "431 Request Header Fields Too Large",
            .headTooLarge(bytes: limits.headerLimit, fields: limits.headerCount))
        tooManyInAll = Self.make("503 Service Unavailable", .full(limit: limits.connectionLimit))
        tooManyFromAddress = Self.make(
            "429 Too Many Requests", .tooManyConnections(limit: limits.connectionsPerAddress ?? .max))
        tooFastFromAddress = Self.make(
            "429 Too Many Requests", .connectingTooFast(perSecond: limits.arrivalRate?.perSecond ?? .max))
    }

    private static func make(_ status: String, _ error: WireError) -> ByteBuffer {
        let body = error.json()
        let head = [
            "HTTP/1.1 \(status)", "content-type: application/json", "content-length: \(body.count)", "retry-after: 5",
            "connection: close",
        ]
        var answer = ByteBuffer(string: head.joined(separator: "\r\n") + "\r\n\r\n")
        answer.writeBytes(body)
        return answer
    }
}
