import ActorRuntime
import ActorWire
import Testing

@testable import ActorGateway

/// The order of what 50 members see, when one tick holds broadcasts, replies, joins and closes.
@Suite(.timeLimit(.minutes(1))) struct SplicingTests {
    private func event(_ number: Int, except: (any Link)? = nil, name: String = "said") -> Delivery {
        .broadcast(
            event: name, EncodedFrame(.event(name: name, arguments: [.int(Int64(number))])), except: except)
    }

    private func reply(_ number: Int, to link: any Link) -> Delivery {
        .send(link, EncodedFrame(.actionResponse(id: UInt64(number), output: .null)))
    }

    /// `said 3`, `reply 3`, `close`: what a client sees, shortened.
    private func seen(by client: TestClient, count: Int) async throws -> [String] {
        var seen: [String] = []
        while seen.count < count, let frame = await client.next() {
            guard frame.opcode == 1 else {
                if frame.opcode == 8 { seen.append("close \(frame.closeReason)") }
                continue
            }
            switch try ToClient(json: Array(frame.text.utf8)) {
            case .event(let name, let arguments): seen.append("\(name) \(arguments[0].int ?? -1)")
            case .actionResponse(let id, _): seen.append("reply \(id)")
            default: break
            }
        }
        return seen
    }

    private func enter(_ count: Int, _ room: TestRoom, _ connect: () async throws -> TestClient) async throws
        -> [(client: TestClient, link: any Link)]
    {
        var opened = room.opened.makeAsyncIterator()
        var members: [(client: TestClient, link: any Link)] = []
        for _ in 0..<count {
            let client = try await connect()
            _ = try await client.nextText()
            let link = try #require(await opened.next()).link
            members.append((client, link))
            room.deliver([.subscribe(link, event: "said")])
        }
        return members
    }

    @Test func eachMemberSeesItsReplyWhereTheActorGaveIt() async throws {
        try await withGateway { _, address, room in
            let members = try await enter(50, room) { try await TestClient(address) }
            room.deliver(
                members.enumerated().flatMap { number, member in
                    [event(number), reply(number, to: member.link), event(number + 100)]
                })
            for (number, member) in members.enumerated() {
                var expected = (0..<50).flatMap { ["said \($0)", "said \($0 + 100)"] }
                expected.insert("reply \(number)", at: number * 2 + 1)
                #expect(try await seen(by: member.client, count: 101) == expected)
            }
        }
    }

    @Test func theOrderIsTheSameWhateverTheBatches() async throws {
        try await withGateway { _, address, room in
            let members = try await enter(50, room) { try await TestClient(address) }
            for number in 0..<200 {
                let talker = members[number * 7 % 50].link
                room.deliver(number % 3 == 0 ? [reply(number, to: talker), event(number)] : [event(number)])
            }
            for (index, member) in members.enumerated() {
                var expected: [String] = []
                for number in 0..<200 {
                    if number % 3 == 0, number * 7 % 50 == index { expected.append("reply \(number)") }
                    expected.append("said \(number)")
                }
                #expect(try await seen(by: member.client, count: expected.count) == expected)
            }
        }
    }

    @Test func theExceptedMemberMissesOnlyThatEvent() async throws {
        try await withGateway { _, address, room in
            let members = try await enter(3, room) { try await TestClient(address) }
            room.deliver([
                event(1), event(2, except: members[1].link), event(3), event(4, except: members[1].link), event(5),
            ])
            #expect(
                try await seen(by: members[0].client, count: 5) == ["said 1", "said 2", "said 3", "said 4", "said 5"])
            #expect(try await seen(by: members[1].client, count: 3) == ["said 1", "said 3", "said 5"])
        }
    }

    @Test func subscriptionsTakeEffectAtTheirPlaceInTheTick() async throws {
        try await withGateway { _, address, room in
            let members = try await enter(2, room) { try await TestClient(address) }
            let link = members[0].link
            room.deliver([
                event(1), event(1, name: "other"), .subscribe(link, event: "other"), event(2), event(2, name: "other"),
                .unsubscribe(link, event: "said"), event(3), event(3, name: "other"), .subscribe(link, event: "other"),
                event(4, name: "other"), reply(9, to: members[1].link),
            ])
            #expect(
                try await seen(by: members[0].client, count: 5)
                    == ["said 1", "said 2", "other 2", "other 3", "other 4"])
            #expect(
                try await seen(by: members[1].client, count: 4) == ["said 1", "said 2", "said 3", "reply 9"])
        }
    }

    @Test func aCloseComesAfterWhatPrecedesItAndNothingAfterIt() async throws {
        try await withGateway { _, address, room in
            let members = try await enter(3, room) { try await TestClient(address) }
            room.deliver([
                event(1), .close(members[1].link, .normal("bye")), event(2), reply(5, to: members[1].link), event(3),
            ])
            #expect(try await seen(by: members[1].client, count: 2) == ["said 1", "close bye"])
            #expect(try await seen(by: members[0].client, count: 3) == ["said 1", "said 2", "said 3"])
            room.deliver([event(4)])
            #expect(try await seen(by: members[2].client, count: 4).last == "said 4")
        }
    }

    @Test func aMemberThatJoinsWithinATickHearsTheRestOfIt() async throws {
        try await withGateway { _, address, room in
            var members = try await enter(2, room) { try await TestClient(address) }
            let joiner = members.removeLast()
            room.deliver([.unsubscribe(joiner.link, event: "said")])
            room.deliver([event(1), .subscribe(joiner.link, event: "said"), event(2)])
            #expect(try await seen(by: joiner.client, count: 1) == ["said 2"])
            #expect(try await seen(by: members[0].client, count: 2) == ["said 1", "said 2"])
        }
    }

    @Test func moreMembersThanOneSweepAllHearEverything() async throws {
        try await withGateway(.with(\.connectionsPerAddress, nil)) { _, address, room in
            let members = try await enter(600, room) { try await TestClient(address) }
            for number in 0..<5 { room.deliver([event(number), reply(number, to: members[number].link)]) }
            for (index, member) in members.enumerated() {
                let expected = (0..<5).flatMap { $0 == index ? ["said \($0)", "reply \($0)"] : ["said \($0)"] }
                #expect(try await seen(by: member.client, count: expected.count) == expected)
            }
        }
    }
}
