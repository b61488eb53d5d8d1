import ActorRuntime

/// Messages from one thread to the reader of a mailbox, against an `AsyncStream`.
func measureMailbox() async throws -> [Comparison] {
    let count = 200_000
    let ours = await nanoseconds(for: count) {
        let wakes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let mailbox = Mailbox(limit: count) { wakes.continuation.yield() }
        let writer = Task.detached {
            for _ in 0..<count { _ = mailbox.post(.stop) }
        }
        var wake = wakes.stream.makeAsyncIterator()
        var read: [Mailbox.Message] = []
        var total = 0
        while total < count {
            read = mailbox.take(exchanging: read)
            total += read.count
            if read.isEmpty, mailbox.rest() { _ = await wake.next() }
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
