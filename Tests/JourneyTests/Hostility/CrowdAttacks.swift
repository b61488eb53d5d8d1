extension Attack {
    /// Those that come often, or as somebody else.
    static let crowds = [
        Attack("a storm of connections", needsPeople: true) { ground in
            let address = ground.address()
            let sockets = try (0..<100).map { number in
                try ground.guest("s\(number)", from: address)
            }
            var verdicts: [Verdict] = []
            var inside = 0
            for socket in sockets {
                guard let frame = socket.next() else {
                    verdicts.append(socket.hasEnded ? .held("cut off") : .gotThrough("neither let in nor refused"))
                    continue
                }
                if frame.text.contains(#""tag":"Init""#) { inside += 1 } else { verdicts.append(socket.isEnded()) }
            }
            return verdicts.isEmpty ? [.gotThrough("\(inside) let in")] : verdicts
        },
        Attack("coming and going", needsPeople: true) { ground in
            // It costs the room something, and nobody else: that is seen by those who talk. Where the host has not noticed
            // yet that the others have gone, it refuses the last.
            let address = ground.address()
            for number in 0..<200 { _ = try ground.guest("g\(number)", from: address) }
            let last = try ground.guest("last", from: address)
            guard let frame = last.next() else { return [last.hasEnded ? .held("cut off") : .gotThrough("no answer")] }
            return [frame.text.contains(#""tag":"Init""#) ? .held("let in again") : last.isEnded()]
        },
        Attack("coming back after a kick") { ground in
            let owner = try ground.socket()
            owner.enter(ground.room, parameters: #"{"name":"olga","token":"olgaolgaolgaolga"}"#)
            let (name, address) = ("kicked\(ground.number())", ground.address())
            let socket = try ground.guest(name, from: address)
            guard socket.next(with: #""tag":"Init""#) != nil else { return [socket.isEnded()] }
            owner.call(1, "kick", #"[{"name":"\#(name)"}]"#)
            guard owner.next(with: #""tag":"ActionResponse""#) != nil else { return [.gotThrough("not kicked")] }
            let first = socket.isEnded()
            return try [first] + ["", "x", "2"].map { try ground.guest(name + $0, from: address).isEnded() }
        },
        Attack("rooms without number") { ground in
            let address = ground.builder()
            let made = try (0..<30).map { _ in
                try ground.guest("builder", from: address, room: "siege-\(ground.number())")
            }
            let refused = made.compactMap { socket -> Verdict? in
                guard let frame = socket.next(), !frame.text.contains(#""tag":"Init""#) else { return nil }
                return socket.isEnded()
            }
            return refused.isEmpty ? [.gotThrough("\(made.count) rooms")] : refused
        },
        Attack("rooms by the control plane") { ground in
            let address = ground.builder()
            let verdicts = try (0..<30).compactMap { _ -> Verdict? in
                let socket = try ground.socket(from: address)
                let body = #"{"name":"chatRoom","key":"siege-\#(ground.number())"}"#
                socket.send(
                    "PUT /actors HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                let verdict = socket.isRefused()
                if case .gotThrough("status 200") = verdict { return nil }
                return verdict
            }
            return verdicts.isEmpty ? [.gotThrough("30 rooms")] : verdicts
        },
        Attack("names of others", needsPeople: true) { ground in
            try [
                "mika", "MIKA", "mikа", "ｍｉｋａ", "mi\\u200bka", "mi\\u00adka", "𝓶𝓲𝓴𝓪", "mika\\ufe0f", "кai", "kaі",
                "kɑi", "KAΙ",
            ]
            .map { name in
                let socket = try ground.guest(name)
                socket.call(1, "hello", "[]")
                guard let welcome = socket.next(with: #""tag":"ActionResponse""#) else { return socket.isEnded() }
                let own = welcome.firstMatch(of: /"you":\{[^}]*"name":"([^"]*)"/)?.output.1 ?? ""
                return own.last?.isNumber == true ? .held("another name") : .gotThrough("came in as \(own)")
            }
        },
    ]
}
