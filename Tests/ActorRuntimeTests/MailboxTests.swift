import ActorDefinition
import ActorTesting
import ActorWire
import Testing

@testable import ActorRuntime

/// What its reader finds in a mailbox.
@Suite struct MailboxTests {
    private let room: TestActor<Probe>
    private let client: RawClient

    init() async throws {
        room = try await TestActor(Probe())
        client = RawClient(room.system, parameters: nil)
    }

    private func frames(_ ids: ClosedRange<UInt64>) -> [Message] {
        ids.map { .frame(client.session, IncomingFrame(.actionRequest(id: $0, name: "", arguments: []), size: 10)) }
    }

    private func ids(_ messages: [Message]) -> [UInt64] {
        messages.compactMap { message in
            guard case .frame(_, let arrival) = message else { return nil }
            guard case .actionRequest(let id, _, _) = arrival.frame else { return nil }
            return id
        }
    }

    @Test func whatIsPutBackComesBeforeWhatCameSinceAndStillCounts() {
        let mailbox = Mailbox(limit: 100, byteLimit: 50, wake: {})
        #expect(mailbox.add(contentsOf: frames(1...3)).count == 3)
        let taken = mailbox.take(exchanging: [])
        #expect(mailbox.add(contentsOf: frames(4...4)).count == 1)
        mailbox.putBack(taken.dropFirst())
        #expect(mailbox.add(contentsOf: frames(5...9)).count == 2)
        #expect(ids(mailbox.take(exchanging: taken)) == [2, 3, 4, 5, 6])
    }

    @Test func aFullOneTakesOnlyTheEndOfSomethingAndWhatWasAcceptedBefore() {
        let mailbox = Mailbox(limit: 1, byteLimit: 50, wake: {})
        #expect(mailbox.post(frames(1...1)[0]) == .accepted)
        #expect(mailbox.post(frames(2...2)[0]) == .full)
        #expect(mailbox.post(.stop) == .accepted)
        #expect(mailbox.add(frames(3...3)[0], evenIfFull: true).posting == .accepted)
        #expect(ids(mailbox.take(exchanging: [])) == [1, 3])
    }

    @Test func whatComesAloneCountsWithItsBytesToo() {
        let mailbox = Mailbox(limit: 100, byteLimit: 25, wake: {})
        #expect(mailbox.post(frames(1...1)[0]) == .accepted)
        #expect(mailbox.add(contentsOf: frames(2...4)).count == 1)
    }

    @Test func whoIsNudgedWhileItReadsDoesNotRest() {
        let mailbox = Mailbox(limit: 100, wake: {})
        mailbox.nudge()
        #expect(!mailbox.rest())
        _ = mailbox.take(exchanging: [])
        #expect(mailbox.rest())
    }
}
