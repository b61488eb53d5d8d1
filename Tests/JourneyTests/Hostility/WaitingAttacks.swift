import Foundation

extension Attack {
    /// Those that hold connections by saying nothing, or as little as they can.
    static let waiting = [
        Attack("half-open handshakes") { ground in
            let count = ground.isLong ? 10_000 : 500
            let address = Addresses(ground, every: 200)
            let sockets = (0..<count).compactMap { _ in
                let socket = try? ground.socket(from: address.next())
                socket?.send("GET /gateway/chatRoom/connect?rvt-namespace=def")
                return socket
            }
            return untilAllEnd(sockets) { _ in }
        },
        Attack("slowloris") { ground in
            let address = Addresses(ground, every: 50)
            let sockets = try (0..<50).map { _ in
                let socket = try ground.socket(from: address.next())
                socket.send("GET /health HTTP/1.1\r\nHost: localhost\r\n")
                return socket
            }
            return untilAllEnd(sockets) { $0.send("X-a: b\r\n") }
        },
        Attack("bodies that drip") { ground in
            let address = Addresses(ground, every: 50)
            let sockets = try (0..<50).map { _ in
                let socket = try ground.socket(from: address.next())
                socket.send("POST /actors HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n{")
                return socket
            }
            return untilAllEnd(sockets) { $0.send(" ") }
        },
        Attack("connections that say nothing") { ground in
            let address = Addresses(ground, every: 50)
            return untilAllEnd(try (0..<50).map { _ in try ground.socket(from: address.next()) }) { _ in }
        },
    ]

    /// Waits until the server has ended all of these, and keeps them going meanwhile.
    private static func untilAllEnd(_ sockets: [RawSocket], _ keepGoing: (RawSocket) -> Void) -> [Verdict] {
        var open = sockets
        var verdicts: [Verdict] = []
        let deadline = ContinuousClock.now + .seconds(40)
        while !open.isEmpty, ContinuousClock.now < deadline {
            Thread.sleep(forTimeInterval: 0.25)
            for socket in open {
                keepGoing(socket)
                socket.takeWhatIsThere()
                guard socket.hasEnded else { continue }
                let words =
                    socket.text.hasPrefix("HTTP/1.1 ") ? "status \(socket.text.dropFirst(9).prefix(3))" : "cut off"
                verdicts.append(.held(words))
            }
            open.removeAll(where: \.hasEnded)
        }
        return verdicts + open.map { _ in .gotThrough("still open after 40 s") }
    }
}

/// Addresses of which each is taken so often, so that no limit for one of them hides what is tried.
private final class Addresses {
    private let ground: Ground
    private let every: Int
    private var count = 0
    private var current = ""

    init(_ ground: Ground, every: Int) {
        self.ground = ground
        self.every = every
    }

    func next() -> String {
        if count % every == 0 { current = ground.address() }
        count += 1
        return current
    }
}
