extension Attack {
    /// Those with requests that no client sends.
    static let requests = [
        Attack("a header without an end") { ground in
            let socket = try ground.socket()
            socket.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Bomb: " + String(repeating: "x", count: 1 << 20))
            return [socket.isRefused()]
        },
        Attack("headers without number") { ground in
            let socket = try ground.socket()
            socket.send("GET /health HTTP/1.1\r\nHost: localhost\r\n")
            socket.send((0..<50_000).map { "X-\($0): y\r\n" }.joined())
            return [socket.isRefused()]
        },
        Attack("an address without an end") { ground in
            let socket = try ground.socket()
            socket.send(
                "GET /gateway/chatRoom/connect?x=" + String(repeating: "%41", count: 100_000) + " HTTP/1.1\r\n\r\n")
            return [socket.isRefused()]
        },
        Attack("junk") { ground in
            var random = SystemRandomNumberGenerator()
            let noise = (0..<65_536).map { _ in UInt8.random(in: 0...255, using: &random) }
            let hello: [UInt8] = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + noise.prefix(500)
            let others = ["SSH-2.0-OpenSSH_9.6\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\0\r\n\r\n"].map {
                Array($0.utf8)
            }
            return try ([noise, hello] + others).map { bytes in
                let socket = try ground.socket()
                socket.send(bytes)
                return socket.isRefused()
            }
        },
        Attack("requests in one another") { ground in
            let tricks = [
                "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: -1\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "Transfer-Encoding: gzip, chunked, chunked\r\n",
                "X\r\n",
            ]
            return try tricks.map { trick in
                let socket = try ground.socket()
                socket.send("POST /actors HTTP/1.1\r\nHost: localhost\r\n\(trick)\r\n0\r\n\r\n")
                return socket.isRefused()
            }
        },
        Attack("a flood of requests in one connection") { ground in
            let socket = try ground.socket()
            let count = 500
            let all = socket.send(String(repeating: "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", count: count))
            socket.send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let answers = socket.readToEnd().split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            // One at a time and in order is how it is bounded, where it is not refused.
            if all, answers.count == count + 1, answers.allSatisfy({ $0 == "200" }) { return [.held("one at a time")] }
            return [socket.hasEnded ? .held("cut off") : .gotThrough("\(answers.count) of \(count) answers")]
        },
        Attack("bodies that are too much") { ground in
            let deep = 100_000
            let bodies = [
                String(repeating: "[", count: deep), #"{"args":"# + String(repeating: "[", count: deep),
                #"{"args":["# + String(repeating: #"{"a":"#, count: deep),
                #"{"args":"# + String(repeating: "[", count: deep) + String(repeating: "]", count: deep) + "}",
                #"{"args":[""# + String(repeating: "a", count: 2_000_000) + #""]}"#,
            ]
            return try bodies.map { body in
                let socket = try ground.socket()
                socket.send(
                    "POST /gateway/chatRoom/action/sendMessage?rvt-namespace=default&rvt-method=get&rvt-key=lobby HTTP/1.1\r\n"
                        + "Host: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                return socket.isRefused()
            }
        },
        Attack("huge parameters") { ground in
            try [5_000, 20_000, 200_000].map { size in
                let socket = try ground.socket()
                let head = socket.enter(parameters: #"{"name":"\#(String(repeating: "x", count: size))"}"#)
                guard head.hasPrefix("HTTP/1.1 101") else {
                    return .held(head.isEmpty ? "cut off" : "status \(head.dropFirst(9).prefix(3))")
                }
                return socket.isEnded()
            }
        },
    ]
}
