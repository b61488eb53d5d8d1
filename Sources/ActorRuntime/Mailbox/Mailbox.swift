import Synchronization

/// The messages that wait for one actor, first in, first out, from any thread; the actor takes them all at once.
package final class Mailbox: Sendable {
    package enum Posting { case accepted, full, closed }

    fileprivate struct Contents: Watched {
        var messages: [Message] = []
        /// What the messages have on the wire.
        var bytes = 0
        var isNudged = false
        var isClosed = false
        /// Whether the reader has gone to rest until something comes.
        var isResting = false
        /// Who waits until it has.
        var watchers = Watchers()
        var isQuiet: Bool { isResting || isClosed }
    }

    private let limit: Int
    private let byteLimit: Int
    private let wake: @Sendable () -> Void
    private let contents = Mutex(Contents())

    /// - Parameters:
    ///   - limit: How many messages wait at most.
    ///   - byteLimit: How much that is at most, in bytes on the wire.
    ///   - wake: Wakes a reader that rests.
    package init(limit: Int, byteLimit: Int = .max, wake: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.byteLimit = byteLimit
        self.wake = wake
    }

    var count: Int { contents.withLock { $0.messages.count } }
    var isEmpty: Bool { contents.withLock { $0.messages.isEmpty } }

    package func post(_ message: Message) -> Posting {
        let (posting, hasToWake) = add(message)
        if hasToWake { wake() }
        return posting
    }

    /// Posts a message, and leaves it to the caller to wake the reader.
    ///
    /// - Parameter evenIfFull: For what was accepted before, elsewhere.
    /// - Returns: Also whether the reader rested, and has to be woken.
    func add(_ message: Message, evenIfFull: Bool = false) -> (posting: Posting, hasToWake: Bool) {
        contents.withLock { contents in
            if contents.isClosed { return (.closed, false) }
            guard contents.messages.count < limit || evenIfFull || message.isUrgent else { return (.full, false) }
            contents.messages.append(message)
            contents.bytes += message.size
            return (.accepted, contents.endRest())
        }
    }

    /// Posts messages that came together, with nothing between them, and leaves it to the caller to wake the reader.
    ///
    /// - Returns: How many were accepted, from the first on; nil when it is closed. And whether the reader rested, and
    ///   has to be woken.
    func add(contentsOf messages: some Collection<Message>) -> (count: Int?, hasToWake: Bool) {
        contents.withLock { contents in
            if contents.isClosed { return (nil, false) }
            let accepted = messages.prefix(max(0, limit - contents.messages.count))
                .prefix(fitting: byteLimit - contents.bytes, size: \.size)
            contents.messages += accepted
            contents.bytes += accepted.reduce(0) { $0 + $1.size }
            return (accepted.count, !accepted.isEmpty && contents.endRest())
        }
    }

    /// Lets the reader look at its other business although nothing is there to read.
    func nudge() {
        let hasToWake = contents.withLock { contents in
            contents.isNudged = true
            return contents.endRest()
        }
        if hasToWake { wake() }
    }

    /// Exchanges an array that was read for what is there.
    package func take(exchanging read: [Message]) -> [Message] {
        var read = read
        read.removeAll(keepingCapacity: true)
        contents.withLock { contents in
            swap(&contents.messages, &read)
            contents.bytes = 0
            contents.isNudged = false
        }
        return read
    }

    /// The reader has nothing to do until it is woken.
    ///
    /// - Returns: False when there is something already: then nobody wakes it.
    package func rest() -> Bool {
        let (isResting, watchers) = contents.withLock { contents in
            contents.isResting = contents.messages.isEmpty && !contents.isNudged && !contents.isClosed
            return (contents.isResting, contents.isResting ? contents.watchers.take() : Watchers())
        }
        watchers.wake()
        return isResting
    }

    /// Returns when everything was read and done, or when nobody reads any more.
    ///
    /// - Returns: Whether it had to wait.
    func untilQuiet() async -> Bool {
        await contents.wait { $0.isQuiet }
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
        let watchers = contents.withLock { contents -> Watchers? in
            guard contents.messages.isEmpty else { return nil }
            contents.isClosed = true
            return contents.watchers.take()
        }
        watchers?.wake()
        return watchers != nil
    }

    /// Takes no more messages, and gives back those that nobody read.
    func close() -> [Message] {
        let (messages, watchers) = contents.withLock { contents in
            contents.isClosed = true
            defer { contents.messages = [] }
            return (contents.messages, contents.watchers.take())
        }
        watchers.wake()
        return messages
    }
}

extension Mailbox.Contents {
    /// - Returns: Whether the reader rested.
    fileprivate mutating func endRest() -> Bool {
        defer { isResting = false }
        return isResting
    }
}
