import NIOCore
import NIOEmbedded
import Testing

@testable import ActorGateway

/// What a channel with `maxMessagesPerRead` 1 does with its receive buffers, by NIO's own pool.
@Suite struct ReceiveBufferTests {
    private let loop = EmbeddedEventLoop()

    private func pool(_ shared: ReceiveBuffer) -> NIOPooledRecvBufferAllocator {
        NIOPooledRecvBufferAllocator(capacity: 1, recvAllocator: shared)
    }

    /// Reads as a channel does: what fits of the bytes.
    private func read(_ bytes: [UInt8], by pool: inout NIOPooledRecvBufferAllocator) -> ByteBuffer {
        let (buffer, count) = pool.buffer(allocator: ByteBufferAllocator()) { buffer in
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 0) { space in
                space.copyBytes(from: bytes.prefix(space.count))
                return min(space.count, bytes.count)
            }
        }
        pool.record(actualReadBytes: count)
        return buffer
    }

    private func memory(of buffer: ByteBuffer) -> UnsafeRawPointer? {
        buffer.withVeryUnsafeBytes { $0.baseAddress }
    }

    @Test func theBufferThatAChannelKeepsIsTiny() {
        var pool = pool(ReceiveBuffer(eventLoop: loop))
        let first = read([1, 2, 3], by: &pool)
        #expect(first.capacity <= 16 && first.readableBytes > 0)
        let second = read([2, 3], by: &pool)
        #expect(second.capacity == ReceiveBuffer.size && Array(second.readableBytesView) == [2, 3])
        #expect(pool.count == 1)
    }

    @Test func allChannelsOfALoopReadIntoOneBuffer() {
        let shared = ReceiveBuffer(eventLoop: loop)
        var pools = (0..<10).map { _ in pool(shared) }
        for index in pools.indices { _ = read([0], by: &pools[index]) }
        var places: Set<UnsafeRawPointer?> = []
        for round in 0..<3 {
            for index in pools.indices {
                let buffer = read([UInt8(round), UInt8(index)], by: &pools[index])
                #expect(Array(buffer.readableBytesView) == [UInt8(round), UInt8(index)])
                places.insert(memory(of: buffer))
                shared.giveBack(buffer)
            }
        }
        #expect(places.count == 1)
    }

    @Test func whatSomebodyStillHoldsIsNotWrittenTo() {
        let shared = ReceiveBuffer(eventLoop: loop)
        var pool = pool(shared)
        _ = read([0], by: &pool)
        let held = read([1, 2, 3], by: &pool)
        shared.giveBack(held)
        let next = read([4, 5], by: &pool)
        #expect(Array(held.readableBytesView) == [1, 2, 3] && Array(next.readableBytesView) == [4, 5])
        let unreturned = read([6], by: &pool)
        #expect(memory(of: unreturned) != memory(of: next))
    }
}
