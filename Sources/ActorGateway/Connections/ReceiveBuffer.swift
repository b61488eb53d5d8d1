import NIOCore

/// The one buffer into which all connections of an event loop read, one after the other.
///
/// A buffer for each connection would be most of what an idle connection costs. It works with a channel that reads once
/// for each event of its socket (`maxMessagesPerRead` 1), and leans on what NIO does then: it keeps the first buffer of
/// a channel for ever, so that one is tiny; and as long as `record` says that buffers may grow, it asks for another one
/// for each read and keeps none. A test watches the memory.
///
/// Who has read what is in the buffer gives it back. A buffer that is not given back is replaced, and one that somebody
/// still holds is not written to: it is copied then, which costs time and nothing else.
struct ReceiveBuffer: RecvByteBufferAllocator {
    /// In bytes: what one read takes at most.
    static let size = 16 << 10

    private let idle: NIOLoopBoundBox<ByteBuffer?>
    private var hasRead = false

    /// - Parameter eventLoop: Of all channels that get a copy of this.
    init(eventLoop: any EventLoop) { idle = .makeEmptyBox(eventLoop: eventLoop) }

    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer {
        guard hasRead else { return allocator.buffer(capacity: 1) }
        guard var buffer = idle.value.take() else { return allocator.buffer(capacity: Self.size) }
        buffer.clear()
        return buffer
    }

    mutating func record(actualReadBytes: Int) -> Bool {
        hasRead = true
        return true
    }

    /// Takes a buffer back, for the next read.
    func giveBack(_ buffer: ByteBuffer) {
        if buffer.capacity == Self.size { idle.value = buffer }
    }
}
