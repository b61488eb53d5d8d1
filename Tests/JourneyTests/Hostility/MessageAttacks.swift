extension Attack {
    /// Those with messages: too long, too deep, too many.
    static let messages = [
        Attack("messages that are too much") { ground in
            let call = #"{"body":{"tag":"ActionRequest","val":{"id":1,"name":"sendMessage","args":"#
            let messages = [
                call + #"[""# + String(repeating: "a", count: 100_000) + #""]}}}"#,
                call + String(repeating: "[", count: 100_000), call + String(repeating: "[", count: 60_000),
                call + String(repeating: #"{"":"#, count: 12_000), "{", "null",
                #"{"body":{"tag":"ActionRequest","val":7}}"#,
                #"{"body":{"tag":"ActionRequest","val":{"id":1e999,"name":"x","args":[]}}}"#,
            ]
            return try messages.map { message in
                let socket = try ground.guest()
                socket.frame(message)
                return socket.isEnded()
            }
        },
        Attack("messages in CBOR and BARE that are too much") { ground in
            let call: [UInt8] = [4, 0, 0, 0, 1, 0x61]
            let deep = [UInt8](repeating: 0x81, count: 60_000)
            let messages: [(encoding: String, bytes: [UInt8])] = [
                ("bare", []), ("bare", [4, 0, 9]), ("bare", [4, 0, 1] + Array(repeating: 0xFF, count: 20)),
                ("bare", call + [0xE0, 0xD4, 3] + deep), ("bare", call + [5, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF]),
                ("bare", call + Array(repeating: 0, count: 100_000)), ("cbor", deep),
                ("cbor", deep.map { _ in 0xBF }), ("cbor", deep.map { _ in 0xC1 }),
                ("cbor", [0x5B] + Array(repeating: 0xFF, count: 8)), ("cbor", Array("{}".utf8)),
            ]
            return try messages.map { message in
                let socket = try ground.guest(encoding: message.encoding)
                socket.frame(2, message.bytes)
                return socket.isEnded()
            }
        },
        Attack("a flood of messages") { ground in
            let socket = try ground.guest("flooder")
            for id in 1...1_000 where !socket.call(id, "sendMessage", #"["buy now"]"#) { break }
            return count(of: ["flood", "overloaded"], in: socket, until: 1_000)
        },
        Attack("a flood of calls") { ground in
            let socket = try ground.guest("caller")
            for id in 1...1_000 where !socket.call(id, "history", #"[{"limit":100}]"#) { break }
            return count(of: ["flood", "overloaded"], in: socket, until: 1_000)
        },
        Attack("calls that only operators may make") { ground in
            let socket = try ground.guest("climber")
            let calls = [
                ("kick", #"[{"name":"mika"}]"#), ("ban", #"[{"address":"127.0.0.0/8"}]"#), ("op", #"["climber"]"#),
                ("setTopic", #"["mine"]"#), ("connections", "[]"), ("audit", "[]"), ("setPrivate", "[true]"),
                ("setSlow", "[3600]"), ("setLocked", "[true]"),
            ]
            for (id, call) in calls.enumerated() { socket.call(id + 1, call.0, call.1) }
            return count(of: ["forbidden"], in: socket, until: calls.count)
        },
        Attack("a flood of subscriptions") { ground in
            let socket = try ground.guest("listener")
            for number in 1...1_000 {
                let request =
                    #"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"e\#(number)","subscribe":true}}}"#
                guard socket.frame(request) else { break }
            }
            return count(of: ["There is no event", "overloaded"], in: socket, until: 1_000)
        },
        Attack("text that is to take a terminal over") { ground in
            let socket = try ground.guest(#"m\u001b[2J\u202e\u0007x"#)
            let listener = try ground.guest("reader")
            listener.frame(#"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"newMessage","subscribe":true}}}"#)
            listener.call(1, "members", "[]")
            guard let members = listener.next(with: "ActionResponse") else { return [listener.isEnded()] }
            socket.call(1, "sendMessage", #"["\u001b]0;owned\u0007 \u009b2J \u202etxt.exe"]"#)
            guard let heard = listener.next(with: #""newMessage""#, "owned") else { return [socket.isEnded()] }
            let isHarmless = [members, heard].allSatisfy { text in
                !["\\u001b", "\\u0007", "\\u009b", "\u{9B}", "\u{202E}", "\\u202e"].contains(
                    where: text.lowercased().contains)
            }
            return [isHarmless ? .held("made harmless") : .gotThrough(heard)]
        },
    ]

    /// Counts the answers that refuse something, until so many answers came, or the connection was ended for it.
    private static func count(of words: [String], in socket: RawSocket, until limit: Int) -> [Verdict] {
        var refusals: [Verdict] = []
        var answers = 0
        while answers < limit, let frame = socket.next() {
            if frame.opcode == 8 { return refusals + [.held("close \(frame.closeCode) \(frame.closeReason)")] }
            let text = frame.text
            guard text.contains(#""tag":"Error""#) || text.contains(#""tag":"ActionResponse""#) else { continue }
            answers += 1
            if let word = words.first(where: text.contains) { refusals.append(.held(word)) }
        }
        if socket.hasEnded { refusals.append(.held("cut off")) }
        return refusals.isEmpty ? [.gotThrough("\(answers) answers, none of which refuses")] : refusals
    }
}
