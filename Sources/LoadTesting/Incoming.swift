import ActorWire
import Glibc

/// What a text from the host means to the test. The two texts that come in masses are recognised by their first bytes;
/// what begins otherwise is read in full.
enum Incoming: Equatable {
    case welcome
    /// A message of this run with its place in the room.
    case delivery(seq: UInt64, number: Int)
    /// A message of somebody else.
    case foreign(seq: UInt64)
    case answer(UInt64)
    case refusal(WireError, action: UInt64?)
    case other

    private static let event = Array(#"{"body":{"tag":"Event","val":{"name":"newMessage","args":[{"text":""#.utf8)
    private static let seq = Array(#"","seq":"#.utf8)
    private static let id = Array(#","id":""#.utf8)
    private static let response = Array(#"{"body":{"tag":"ActionResponse","val":{"id":["$BigInt",""#.utf8)

    /// - Parameter run: With which the ids of this run's messages begin.
    init(_ text: UnsafeRawBufferPointer, run: [UInt8]) throws(LoadError) {
        var scan = Scan(text)
        if scan.skip(Self.event), scan.skipToQuote(), scan.skip(Self.seq), let seq = scan.number() {
            if scan.skip(Self.id), scan.skip(run), let number = scan.number() {
                self = .delivery(seq: seq, number: Int(clamping: number))
            } else {
                self = .foreign(seq: seq)
            }
            return
        }
        scan = Scan(text)
        if scan.skip(Self.response), let action = scan.number() {
            self = .answer(action)
            return
        }
        do {
            self.init(try ToClient(json: text), run: run)
        } catch {
            throw .protocolError(error.message)
        }
    }

    private init(_ frame: ToClient, run: [UInt8]) {
        switch frame {
        case .initialized: self = .welcome
        case .actionResponse(let id, _): self = .answer(id)
        case .error(let error, let action): self = .refusal(error, action: action)
        case .event("newMessage", let arguments):
            guard let message = arguments.first, let seq = message["seq"]?.uint64 else {
                self = .other
                return
            }
            let id = message["id"]?.string ?? ""
            let number =
                id.utf8.starts(with: run) ? Int(String(decoding: id.utf8.dropFirst(run.count), as: UTF8.self)) : nil
            self = number.map { .delivery(seq: seq, number: $0) } ?? .foreign(seq: seq)
        case .event: self = .other
        }
    }
}

/// Reads bytes from their front.
private struct Scan {
    private var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

    /// Passes over these bytes, if they are next.
    mutating func skip(_ bytes: [UInt8]) -> Bool {
        guard rest.count >= bytes.count, let front = rest.baseAddress, memcmp(front, bytes, bytes.count) == 0 else {
            return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[bytes.count...])
        return true
    }

    /// Passes over all before the next quotation mark; in a text with an escaped one that is not its end.
    mutating func skipToQuote() -> Bool {
        guard let front = rest.baseAddress, let quote = memchr(front, 0x22, rest.count) else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(quote) - front)...])
        return true
    }

    /// A decimal number of at most 18 digits.
    mutating func number() -> UInt64? {
        var value: UInt64 = 0
        var count = 0
        while count < rest.count, count <= 18, case let digit = rest[count] &- 0x30, digit < 10 {
            value = value * 10 + UInt64(digit)
            count += 1
        }
        guard (1...18).contains(count) else { return nil }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return value
    }
}
