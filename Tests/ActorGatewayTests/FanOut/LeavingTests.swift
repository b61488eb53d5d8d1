import ActorRuntime
import ActorWire
import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import ActorGateway

/// Members whose sockets are closed in the midst of a broadcast that is written in parts, straight to the kernel.
@Suite(.timeLimit(.minutes(1))) struct LeavingTests {
    private let loop = MultiThreadedEventLoopGroup.singleton.next()

    private func event(_ number: Int) -> Delivery {
        .broadcast(
            event: "said", EncodedFrame(.event(name: "said", arguments: [.int(Int64(number))])), except: nil)
    }

    private func number(_ text: String?) throws -> Int? {
        guard let text, case .event(_, let arguments) = try ToClient(json: Array(text.utf8)) else { return nil }
        return arguments[0].int
    }

    /// What has the number of a member's socket after it.
    private struct Heir {
        let end: CInt
        let other: CInt

        /// Nil when somebody else was quicker.
        init?(_ socket: CInt) {
            var ends: [CInt] = [-1, -1]
            guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
            if ends[1] == socket { ends.swapAt(0, 1) }
            if ends[0] != socket {
                let moved = fcntl(ends[0], F_DUPFD_CLOEXEC, socket)
                Glibc.close(ends[0])
                ends[0] = moved
            }
            (end, other) = (ends[0], ends[1])
            guard end == socket else {
                close()
                return nil
            }
        }

        /// How much was written to it.
        var unread: Int {
            var bytes = [UInt8](repeating: 0, count: 1_024)
            return max(0, recv(other, &bytes, bytes.count, CInt(MSG_DONTWAIT)))
        }

        func close() {
            Glibc.close(end)
            Glibc.close(other)
        }
    }

    @Test func whoLeavesMeanwhileHearsNothingMoreNorDoesWhoeverGetsTheirSocket() async throws {
        try await withGateway(.with(\.eventLoopGroup, loop)) { _, address, room in
            var opened = room.opened.makeAsyncIterator()
            var members: [(client: TestClient, link: SocketLink)] = []
            for _ in 0..<100 {
                let client = try await TestClient(address)
                _ = try await client.nextText()
                let link = try #require(await opened.next(isolation: #isolation)?.link as? SocketLink)
                room.deliver([.subscribe(link, event: "said")])
                members.append((client, link))
            }
            // None of the first part, and the last of all.
            let leavers = Array(65..<75) + Array(80..<90) + [99]
            let links = leavers.map { members[$0].link }
            let heirs = try await loop.submit { [loop] in
                room.deliver([event(1)])
                // Comes between the first part and the second.
                return loop.submit {
                    let heirs = links.compactMap { link -> Heir? in
                        guard let connection = link.connection else { return nil }
                        let socket = connection.freeSocket
                        connection.closeNow()
                        return Heir(socket)
                    }
                    room.deliver([event(2)])
                    return heirs
                }
            }.get().get()
            for (index, member) in members.enumerated() where !leavers.contains(index) {
                #expect(try number(await member.client.nextText()) == 1)
                #expect(try number(await member.client.nextText()) == 2)
            }
            #expect(!heirs.isEmpty)
            #expect(heirs.map(\.unread) == heirs.map { _ in 0 })
            for index in leavers { #expect(await members[index].client.next() == nil) }
            for heir in heirs { heir.close() }
        }
    }
}
