import Synchronization

/// The messages that wait for one actor, first in, first out, from any thread; the actor takes them all at once.
package final class Mailbox: Sendable {
    package enum Posting { case accepted, full, closed }
    typealias Reader = CheckedContinuation<Void, Never>

    fileprivate struct Contents {
        var messages: [Message] = []
        /// What the messages have on the wire.
        var bytes = 0
        var isNudged = false
        var isClosed = false
        var reader: Reader?
        /// Who waits until the reader waits.
        var watchers: [CheckedContinuation<Void, Never>] = []
        var isQuiet: Bool { reader != nil || isClosed }
    }

    private let limit: Int
    private let byteLimit: Int
    private let contents = Mutex(Contents())

    /// - Parameters:
    ///   - limit: How many messages wait at most.
    ///   - byteLimit: How much that is at most, in bytes on the wire.
    package init(limit: Int, byteLimit: Int = .max) {
        self.limit = limit
        self.byteLimit = byteLimit
    }

    var count: Int { contents.withLock { $0.messages.count } }
    var isEmpty: Bool { contents.withLock { $0.messages.isEmpty } }

    package func post(_ message: Message) -> Posting {
        let (posting, reader) = add(message)
        reader?.resume()
        return posting
    }

    /// Posts a message, and leaves it to the caller to wake the reader.
    ///
    /// - Parameter evenIfFull: For what was accepted before, elsewhere.
    /// - Returns: Also the reader, if it waited for this; it has to be resumed.
    func add(_ message: Message, evenIfFull: Bool = false) -> (posting: Posting, reader: Reader?) {
        contents.withLock { contents in
            if contents.isClosed { return (.closed, nil) }
            guard contents.messages.count < limit || evenIfFull || message.isUrgent else { return (.full, nil) }
            contents.messages.append(message)
            contents.bytes += message.size
            return (.accepted, contents.reader.take())
        }
    }

    /// Posts messages that came together, with nothing between them, and leaves it to the caller to wake the reader.
    ///
    /// - Returns: How many were accepted, from the first on; nil when it is closed. And the reader, if it waited for
    ///   this; it has to be resumed.
    func add(contentsOf messages: some Collection<Message>) -> (count: Int?, reader: Reader?) {
        contents.withLock { contents in
            if contents.isClosed { return (nil, nil) }
            let accepted = messages.prefix(max(0, limit - contents.messages.count))
                .prefix(fitting: byteLimit - contents.bytes, size: \.size)
            contents.messages += accepted
            contents.bytes += accepted.reduce(0) { $0 + $1.size }
            return (accepted.count, accepted.isEmpty ? nil : contents.reader.take())
        }
    }

    /// Lets the reader look at its other business although nothing is there to read.
    func nudge() {
        let reader = contents.withLock { contents in
            contents.isNudged = true
            return contents.reader.take()
        }
        reader?.resume()
    }

    /// Exchanges an array that was read for what is there. It waits until something is, or until a nudge.
    nonisolated(nonsending) package func take(exchanging read: [Message]) async -> [Message] {
        var read = read
        read.removeAll(keepingCapacity: true)
        while true {
            let isDone = contents.withLock { contents in
                defer { contents.isNudged = false }
                swap(&contents.messages, &read)
                contents.bytes = 0
                return !read.isEmpty || contents.isNudged || contents.isClosed
            }
            if isDone { return read }
            await wait()
        }
    }

    nonisolated(nonsending) private func wait() async {
        await withCheckedContinuation { (continuation: Reader) in
            let ready = contents.withLock { contents in
                if !contents.messages.isEmpty || contents.isNudged || contents.isClosed { return [continuation] }
                contents.reader = continuation
                return contents.takeWatchers()
            }
            for continuation in ready { continuation.resume() }
        }
    }

    /// Returns when everything was read and done, or when nobody reads any more.
    ///
    /// - Returns: Whether it had to wait.
    func untilQuiet() async -> Bool {
        if contents.withLock({ $0.isQuiet }) { return false }
        await withCheckedContinuation { continuation in
            let isQuiet = contents.withLock { contents in
                if !contents.isQuiet { contents.watchers.append(continuation) }
                return contents.isQuiet
            }
            if isQuiet { continuation.resume() }
        }
        return true
    }

    /// Puts back what was taken and not read, before what came since.
    func putBack(_ messages: some Collection<Message>) {
        contents.withLock { contents in
            contents.messages.insert(contentsOf: messages, at: 0)
            contents.bytes += messages.reduce(0) { $0 + $1.size }
        }
    }

    /// Takes no more messages, unless some wait.
    func closeIfEmpty() -> Bool {
        let watchers = contents.withLock { contents -> [CheckedContinuation<Void, Never>]? in
            guard contents.messages.isEmpty else { return nil }
            contents.isClosed = true
            return contents.takeWatchers()
        }
        for watcher in watchers ?? [] { watcher.resume() }
        return watchers != nil
    }

    /// Takes no more messages, and gives back those that nobody read.
    func close() -> [Message] {
        let (messages, watchers) = contents.withLock { contents in
            contents.isClosed = true
            defer { contents.messages = [] }
            return (contents.messages, contents.takeWatchers())
        }
        for watcher in watchers { watcher.resume() }
        return messages
    }
}

extension Mailbox.Contents {
    fileprivate mutating func takeWatchers() -> [CheckedContinuation<Void, Never>] {
        defer { watchers = [] }
        return watchers
    }
}
