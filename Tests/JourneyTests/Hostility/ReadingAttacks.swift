import Foundation

extension Attack {
    /// Those that ask for much and read none of it.
    static let reading = [
        Attack("pages that nobody reads") { ground in
            let socket = try ground.guest("sleeper", receiveBuffer: 4_096)
            let text = String(repeating: "z", count: 4_000)
            for id in 1...15 { socket.call(id, "sendMessage", #"["\#(text)"]"#) }
            for id in 16...110 where !socket.call(id, "history", #"[{"limit":100}]"#) { break }
            // What the host has for it is more than it bears; to write shows when it is over.
            for _ in 0..<100 where !socket.hasEnded {
                Thread.sleep(forTimeInterval: 0.1)
                socket.frame(10, [])
            }
            return [socket.hasEnded ? .held("cut off") : .gotThrough("still open after 10 s")]
        }
    ]
}
