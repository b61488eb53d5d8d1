import ActorRuntime

/// Messages from one thread to the reader of a mailbox, against an `AsyncStream`.
func measureMailbox() async throws -> [Comparison] {
    let count = 200_000
    let ours = await nanoseconds(for: count) {
        let mailbox = Mailbox(limit: count)
        let writer = Task.detached {
            for _ in 0..<count { _ = mailbox.post(.stop) }
        }
        var read: [Mailbox.Message] = []
        var total = 0
        while total < count {
            read = await mailbox.take(exchanging: read)
            total += read.count
        }
        await writer.value
    }
    let theirs = await nanoseconds(for: count) {
        let (stream, continuation) = AsyncStream.makeStream(of: Mailbox.Message.self)
        let writer = Task.detached {
            for _ in 0..<count { continuation.yield(.stop) }
            continuation.finish()
        }
        for await _ in stream {}
        await writer.value
    }
    return [Comparison(name: "mailbox, a message, ns", ours: ours, baseline: "AsyncStream", theirs: theirs)]
}
