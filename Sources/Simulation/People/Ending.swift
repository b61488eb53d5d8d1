import ActorClient
import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorRooms

/// The end of a story: nothing fails any more, so everybody must come to know everything.
struct Ending {
    private let story: Story
    private let world: World
    private let judge: Judge
    private let people: [Person]

    /// Longer than any delay and any time limit on the way.
    private static let patience = Duration.seconds(180)

    init(_ story: Story) {
        self.story = story
        world = story.world
        judge = story.judge
        people = story.people
    }

    func tell() async {
        world.note("story", "nothing fails from here on")
        await heal()
        await settle()
        await compareActs()
        await compareMatches()
        await comparePasses()
        let watch = await watchmanSays()
        await compareDoor()
        await gather()
        await compareWatch(since: watch)
        await compareHistories()
        await close()
        await compareDisk()
    }

    private func heal() async {
        story.host.disk.health = .well
        for person in people { person.line?.isSlow = false }
        for player in story.players { player.rest() }
        for visitor in story.visitors { visitor.rest() }
        // A host that is just going down or coming up does so first.
        await world.sleep(.seconds(25))
        story.host.disk.health = .well
        story.host.start()
        story.owner.come()
    }

    /// Waits until nothing is wrong any more.
    ///
    /// - Parameter wrong: Says what is; nil for nothing.
    private func expect(_ wrong: () -> String?) async {
        guard judge.violation == nil else { return }
        _ = await world.waits(for: Self.patience) { wrong() == nil || judge.violation != nil }
        guard let sentence = wrong() else { return }
        judge.check(false) { "nothing fails, and still \(sentence)" }
    }

    private func nobody(_ does: String, unless isSo: (Person) -> Bool) -> String? {
        people.first { !isSo($0) }.map { "\($0.name) \(does)" }
    }

    /// What was begun comes to its end.
    private func settle() async {
        await expect { story.owner.isConnected ? nil : "the owner does not come in" }
        await expect { nobody("waits for the answer to a post", unless: { $0.pending.isEmpty }) }
    }

    private func compareActs() async {
        guard judge.violation == nil else { return }
        var audit: [Act] = []
        while true {
            let after = UInt64(audit.count)
            guard let page = await story.owner.insist("audit", { try await $0.audit(PageRequest(after: after)) }) else {
                return judge.check(false) { "nothing fails, and still the audit log cannot be read" }
            }
            if page.isEmpty { break }
            audit += page
        }
        guard let bans = await story.owner.insist("bans", { try await $0.bans() }),
            let members = await story.owner.insist("members", { try await $0.members() })
        else { return judge.check(false) { "nothing fails, and still the bans cannot be read" } }
        let roles = Dictionary(members.map { ($0.name, $0.role) }) { first, _ in first }
        judge.compare(audit: audit, bans: bans, roles: roles)
    }

    /// Bots and time must go on with the match under way. Then it is given up, and the records of all must come.
    private func compareMatches() async {
        guard judge.violation == nil, let player = story.players.last else { return }
        await expectStillness(for: player)
        let scorer = story.network.scorer
        for _ in 0..<60 {
            for player in story.players { player.come() }
            if let records = await player.endAndTell(scorer.matches) {
                scorer.compare(records)
                for player in story.players { player.leave() }
                return await expect { story.players.allSatisfy { $0.client == nil } ? nil : "a player cannot leave" }
            }
            await world.sleep(.seconds(1))
        }
        judge.check(false) { "nothing fails, and still the records of the matches cannot be read" }
    }

    private func expectStillness(for player: Player) async {
        for _ in 0..<90 {
            for player in story.players { player.come() }
            if await player.isMatchMoving() == false { return }
            await world.sleep(.seconds(1))
        }
        judge.check(false) { "nothing fails, and still a match waits for a bot or the end of its time" }
    }

    private func comparePasses() async {
        guard judge.violation == nil, let visitor = story.visitors.first else { return }
        for _ in 0..<20 {
            if let passed = await visitor.ask() { return story.ledger.compare(passed: passed) }
        }
        judge.check(false) { "nothing fails, and still the turnstile does not say how many have passed" }
    }

    private func watchmanSays() async -> Watchman.State? {
        guard judge.violation == nil else { return nil }
        for _ in 0..<20 {
            if let state = await story.host.askWatchman() { return state }
            await world.sleep(.seconds(1))
        }
        judge.check(false) { "nothing fails, and still the watchman does not say what he has done" }
        return nil
    }

    /// Who was left alone has done what was due.
    private func compareWatch(since before: Watchman.State?) async {
        guard let before, let state = await watchmanSays() else { return }
        story.host.watchman.ledger.compare(passed: state.rounds)
        judge.check(state.done[Watchman.bell, default: 0] > before.done[Watchman.bell, default: 0]) {
            "nothing fails, and still the bell was not struck"
        }
        for (name, time) in state.due.sorted(by: { $0.key < $1.key }) {
            judge.check(time > world.clock.now - .seconds(5)) { "nothing fails, and still the \(name) is overdue" }
        }
    }

    /// A private room lets in who has its code and nobody else, and an open one everybody.
    private func compareDoor() async {
        guard judge.violation == nil, story.door.isUsed else { return }
        let door = story.door
        guard let isPrivate = await story.owner.insist("hello", { try await $0.hello() })?.isPrivate else {
            return judge.check(false) { "nothing fails, and still nobody says whether the room is private" }
        }
        judge.check(isPrivate || door.code == nil) { "the room is open, though it was made private" }
        await expect(isPrivate ? .turnedAway : .letIn, with: nil)
        door.closes()
        if let code = await story.owner.insist("the code", { try await $0.invite() })?.code.description {
            let oldCode = door.codes.last
            door.hasClosed(by: code)
            await expect(.letIn, with: code)
            if let oldCode, oldCode != code { await expect(.turnedAway, with: oldCode) }
        }
        door.opens()
        if await story.owner.insist("an open door", { try await $0.setPrivate(false) }) != nil { door.hasOpened() }
        await expect(.letIn, with: nil)
    }

    private func expect(_ answer: Stranger.Answer, with code: String?) async {
        guard judge.violation == nil, let stranger = try? story.stranger() else { return }
        let given = await stranger.knock(with: code)
        judge.check(given == answer) {
            "nothing fails, and a stranger with \(code ?? "no code") is given \(given) instead of \(answer)"
        }
    }

    /// Everybody is let in again and comes, and hears everybody.
    private func gather() async {
        guard judge.violation == nil else { return }
        for person in people.dropFirst() {
            judge.pardons(person.name)
            _ = await story.owner.ask("unban") { try await $0.unban(UnbanRequest(name: person.name)) }
            _ = await story.owner.ask("unmute") { try await $0.unmute(Whom(person.name)) }
        }
        await expect {
            for person in people { person.come() }
            return nobody("does not come in", unless: \.isConnected)
        }
        // Who is in subscribes a moment later.
        await world.sleep(.seconds(1))
        let probes = people.map { $0.say() }
        for probe in probes {
            await expect { nobody("does not hear \(probe.prefix(10))", unless: { $0.heard.contains(probe) }) }
        }
        await expect { nobody("does not learn what was said", unless: { $0.known.count == judge.messages.count }) }
        await comparePresence()
    }

    private func comparePresence() async {
        guard judge.violation == nil else { return }
        // Lines that broke without a word have been found out by now.
        await world.sleep(.seconds(40))
        guard let report = await story.owner.insist("connections", { try await $0.connections() }) else { return }
        let names = report.connections.map(\.name).sorted()
        judge.check(names == people.map(\.name).sorted()) {
            "the room counts the connections of \(names.joined(separator: ", ")), though everybody is in once"
        }
    }

    private func compareHistories() async {
        guard judge.violation == nil else { return }
        for person in people { judge.compare(history: person.known, of: "\(person.name)'s history") }
    }

    private func close() async {
        guard judge.violation == nil else { return }
        for person in people { person.leave() }
        for visitor in story.visitors { visitor.leave() }
        await expect { nobody("cannot leave", unless: { $0.room == nil }) }
        await story.host.shutDown()
        await world.untilDone()
        story.ledger.close()
    }

    /// The disk has what was told, to the last message.
    private func compareDisk() async {
        guard judge.violation == nil else { return }
        let disk = story.host.disk.contents
        do {
            guard let room = try await disk.actor(named: ChatRoom.name, key: try ActorKey(Person.key)) else {
                return judge.check(judge.messages.isEmpty) { "the disk has no room" }
            }
            let entries = try await disk.journal(
                .main, of: room.id, from: .after(0), limit: .max, maxBytes: .max)
            judge.compare(
                history: try entries.map { try Value(json: $0.payload).decode(Message.self) }, of: "the disk")
        } catch {
            judge.check(false) { "the disk cannot be read: \(error)" }
        }
    }
}
