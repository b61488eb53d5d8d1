import Synchronization

/// One way to attack a host, and how the host is known to have stood it.
struct Attack: Sendable {
    let name: String
    /// Whether it is about the room in which people talk. Others go there as well, and by turns to a room where crowds
    /// leave a seat for them.
    let needsPeople: Bool
    /// Attacks once, and says what came of it.
    let strike: @Sendable (Ground) throws -> [Verdict]

    init(
        _ name: String, needsPeople: Bool = false, _ strike: @escaping @Sendable (Ground) throws -> [Verdict]
    ) {
        self.name = name
        self.needsPeople = needsPeople
        self.strike = strike
    }

    static let all = waiting + requests + frames + messages + crowds + reading
}

/// What came of an attack.
enum Verdict: Sendable {
    /// The host refused or bounded it; how.
    case held(String)
    /// The host let it go on; what it did instead of refusing.
    case gotThrough(String)
}

/// Where attacks take place, and the addresses from which they come.
struct Ground: Sendable {
    let port: Int
    /// Whether there is time for the numbers that fill a host, instead of those that show its limits.
    let isLong: Bool
    /// The room that is attacked.
    var room = "lobby"
    private let sources = Numbers()

    /// A room in which nobody talks.
    static let annex = "annex"

    private final class Numbers: Sendable {
        let next = Atomic<Int>(0)
    }

    /// A number that nobody else got.
    func number() -> Int { sources.next.wrappingAdd(1, ordering: .relaxed).newValue }

    /// An address of the loopback network from which no attack came of late, and no honest person ever comes.
    func address() -> String {
        let number = number()
        return "127.\(1 + number / 62_500 % 200).\(number / 250 % 250).\(1 + number % 250)"
    }

    /// The address of those who make rooms: another each time where the host is to be filled.
    func builder() -> String { isLong ? address() : "127.250.0.1" }

    func socket(from address: String? = nil, receiveBuffer: Int32? = nil, patience: Int = 10) throws -> RawSocket {
        try RawSocket(port: port, from: address ?? self.address(), receiveBuffer: receiveBuffer, patience: patience)
    }

    /// A client that is in a room.
    func guest(
        _ name: String = "mallory", from address: String? = nil, room: String? = nil, receiveBuffer: Int32? = nil,
        patience: Int = 10, encoding: String = "json"
    ) throws -> RawSocket {
        let socket = try socket(from: address, receiveBuffer: receiveBuffer, patience: patience)
        socket.enter(room ?? self.room, parameters: #"{"name":"\#(name)"}"#, encoding: encoding)
        return socket
    }
}

extension RawSocket {
    /// How the server ends the connection; nil when it does not.
    func ending() -> String? {
        while goodbye == nil, next() != nil {}
        if let goodbye { return "close \(goodbye.closeCode) \(goodbye.closeReason)".trimmed }
        return hasEnded ? "cut off" : nil
    }

    /// The status of the server's answer to a request, or that it ended the connection without one; nil when it does
    /// neither.
    func status() -> String? {
        guard let (status, body) = readAnswer() else { return hasEnded ? "cut off" : nil }
        let code = body.firstMatch(of: /"code":"([a-z_]+)"/).map { " \($0.output.1)" } ?? ""
        return "status \(status)\(code)"
    }

    /// Judges an attack that has to cost it the connection.
    func isEnded() -> Verdict { ending().map(Verdict.held) ?? .gotThrough("stayed") }

    /// Judges a request that has to be refused, or cost it the connection.
    func isRefused() -> Verdict {
        switch status() {
        case let status? where status == "cut off" || status.hasPrefix("status 4") || status.hasPrefix("status 5"):
            .held(status)
        case let status: .gotThrough(status ?? "stayed")
        }
    }
}

extension String {
    fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
