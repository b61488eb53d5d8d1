extension Attack {
    /// Those below the messages: frames that are none, and floods of frames that are fine.
    static let frames = [
        Attack("frames that RFC 6455 forbids") { ground in
            let hello = Array("hello".utf8)
            let wrong: [[UInt8]] = [
                RawSocket.bytes(of: 1, hello, masked: false), RawSocket.bytes(of: 1, hello, first: 0xC0),
                RawSocket.bytes(of: 1, hello, first: 0x90), RawSocket.bytes(of: 3, hello),
                RawSocket.bytes(of: 11, hello),
                RawSocket.bytes(of: 0, hello), RawSocket.bytes(of: 9, hello, first: 0),
                RawSocket.bytes(of: 9, Array(repeating: 0, count: 126)), RawSocket.bytes(of: 8, [3]),
                RawSocket.bytes(of: 8, [0x03, 0xED]), RawSocket.bytes(of: 2, hello),
                RawSocket.bytes(of: 1, hello, first: 0) + RawSocket.bytes(of: 1, hello),
                [0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4],
            ]
            return try wrong.map { bytes in
                let socket = try ground.guest()
                socket.send(bytes)
                return socket.isEnded()
            }
        },
        Attack("text that is no UTF-8") { ground in
            let wrong: [[UInt8]] = [
                [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
            ]
            return try wrong.map { bytes in
                let socket = try ground.guest()
                socket.frame(1, bytes)
                return socket.isEnded()
            }
        },
        Attack("a message in fragments without an end") { ground in
            let socket = try ground.guest()
            let fragment = RawSocket.bytes(of: 0, Array(repeating: 0x20, count: 64), first: 0)
            socket.send(RawSocket.bytes(of: 1, Array("{".utf8), first: 0))
            for _ in 0..<40 where socket.send(Array(repeating: fragment, count: 50).joined()) {}
            return [socket.isEnded()]
        },
        Attack("fragments of nothing") { ground in
            let socket = try ground.guest()
            let fragment = RawSocket.bytes(of: 0, [], first: 0)
            socket.send(RawSocket.bytes(of: 1, [], first: 0) + Array(repeating: fragment, count: 3_000).joined())
            socket.send(RawSocket.bytes(of: 0, []))
            return [socket.isEnded()]
        },
        Attack("a flood of pings") { ground in
            let socket = try ground.guest()
            let ping = RawSocket.bytes(of: 9, Array(repeating: 0x61, count: 125))
            let count = 2_000
            for _ in 0..<count / 100 where socket.send(Array(repeating: ping, count: 100).joined()) {}
            // As many bytes come back as were sent, and what comes after is answered still; or it is cut off.
            let isAnswered = socket.call(1, "nothing", "[]") && socket.next(with: "action_not_found") != nil
            return [isAnswered ? .held("answered one for one") : socket.isEnded()]
        },
        Attack("a flood of pings whose answers nobody reads") { ground in
            let socket = try ground.guest(receiveBuffer: 4_096, patience: 2)
            let pings = Array(
                Array(repeating: RawSocket.bytes(of: 9, Array(repeating: 0x61, count: 125)), count: 100).joined())
            let start = ContinuousClock.now
            for _ in 0..<1_500 where !socket.send(pings) { break }
            if socket.hasEnded { return [.held("cut off")] }
            // Whoever sends 20 MB on loopback, more than the kernel holds, and needs seconds for it is held back.
            let isHeldBack = ContinuousClock.now - start > .seconds(1)
            return [isHeldBack ? .held("held back") : socket.isEnded()]
        },
        Attack("a flood of frames") { ground in
            let socket = try ground.guest()
            let frame = RawSocket.bytes(of: 1, Array(#"{"body":{"tag":"Nothing","val":{}}}"#.utf8))
            socket.send(Array(repeating: frame, count: 5_000).joined())
            return [socket.isEnded()]
        },
    ]
}
