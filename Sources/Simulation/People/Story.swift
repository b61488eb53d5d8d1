import ActorClient
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorRooms

/// What people and machines do in one simulation: first anything, then what shows whether all came out well.
// Sendable: see RunQueue.
final class Story: @unchecked Sendable {
    let world: World
    let network: Network
    let people: [Person]
    private let pairing: Pairing?
    /// Those of them who play.
    let players: [Player]
    let visitors: [Visitor]
    let ledger: Ledger
    let door: Doorkeeper
    private var strangers = 0
    private var chance: Chance

    init(
        _ world: World, network: Network, people: [Person], pairing: Pairing?, players: [Player], visitors: [Visitor],
        ledger: Ledger, chance: Chance
    ) {
        self.world = world
        self.network = network
        self.people = people
        self.pairing = pairing
        self.players = players
        self.visitors = visitors
        self.ledger = ledger
        self.chance = chance
        door = Doorkeeper(network.judge, world)
    }

    var host: Host { network.host }
    var judge: Judge { network.judge }

    /// Owns the room.
    var owner: Person { people[0] }

    func tell() async {
        host.start()
        host.hireWatchman()
        for person in people { person.come() }
        for player in players { player.come() }
        for visitor in visitors { visitor.come() }
        for _ in 0..<(20 + chance.below(30)) {
            await world.sleep(pause())
            guard judge.violation == nil else { return }
            await happen()
        }
        await Ending(self).tell()
    }

    private func pause() -> Duration {
        // So long that a bot takes the seat of whoever is away.
        if let pairing, pairing.hasBot, !pairing.hasTicks, chance.happens(20) {
            return chance.milliseconds(121_000...150_000)
        }
        return chance.happens(900) ? chance.milliseconds(0...400) : chance.milliseconds(1_000...12_000)
    }

    // MARK: What happens

    private func happen() async {
        guard let person = chance.pick(people) else { return }
        switch chance.below(100) {
        case 0..<36: for _ in 0...chance.below(4) { person.say() }
        case 36..<48:
            let line = chance.pick([person.line] + players.map(\.line) + visitors.map(\.line)) ?? nil
            line?.cut(.init(tellsClient: chance.happens(700), tellsServer: chance.happens(700)))
        case 48..<53: person.leave()
        case 53: chance.pick(players)?.leave()
        case 54..<65:
            for person in people { person.come() }
            for player in players { player.come() }
        case 65..<74: await moderate()
        case 74..<79: beSlow(person)
        case 79..<85: failDisk()
        case 85..<91: restart(afterCrash: true)
        case 91..<93: restart(afterCrash: false)
        case 93: setClock()
        case 94..<97: await turnKey()
        default: try? letStrangerKnock()
        }
    }

    /// As an operator or a time server does.
    private func setClock() {
        let step = chance.milliseconds(1...3_600_000) * (chance.happens(500) ? 1 : -1)
        world.note("host", "has its clock set by \(step)")
        judge.isClockSet = true
        world.clock.setTimeOfDay(to: world.clock.now + step)
    }

    private func beSlow(_ person: Person) {
        guard let line = chance.pick([person.line] + players.map(\.line)) ?? nil else { return }
        world.note("line \(line.number)", "is not read")
        line.isSlow = true
        world.after(chance.milliseconds(100...8_000)) { line.isSlow = false }
    }

    private func failDisk() {
        host.disk.health = chance.happens(700) ? .faulty : .full
        world.note("disk", host.disk.health == .full ? "is full" : "has faults")
        world.after(chance.milliseconds(100...3_000)) { [self] in
            host.disk.health = .well
            world.note("disk", "is well")
        }
    }

    private func restart(afterCrash: Bool) {
        guard host.isUp else { return }
        let pause = chance.milliseconds(10...2_000)
        world.start { [self] in
            if afterCrash { host.crash() } else { await host.shutDown() }
            await world.sleep(pause)
            host.start()
        }
    }

    // MARK: The door

    /// The owner makes the room private, or open to everybody.
    private func turnKey() async {
        if chance.happens(600) {
            door.closes()
            let invitation = await owner.ask("the code") { try await $0.invite.within(.seconds(3))() }
            if let invitation { door.hasClosed(by: invitation.code.description) }
        } else {
            door.opens()
            let isPrivate = await owner.ask("an open door") { try await $0.setPrivate.within(.seconds(3))(false) }
            if isPrivate != nil { door.hasOpened() }
        }
    }

    /// Somebody comes whom the room does not know, with the code, an old one or none.
    private func letStrangerKnock() throws {
        let stranger = try stranger()
        let code = chance.pick([nil, door.codes.last, door.codes.first]) ?? nil
        world.start { _ = await stranger.knock(with: code) }
    }

    func stranger() throws -> Stranger {
        strangers += 1
        return try Stranger(strangers, network: network, door: door, chance: chance.split())
    }

    // MARK: Moderation

    /// An act of moderation, by the owner or by somebody who may not be allowed to. One at a time, so that it is known
    /// which came first.
    private func moderate() async {
        guard let whom = chance.pick(Array(people.dropFirst())), let by = chance.pick([owner, owner, owner, people[1]])
        else { return }
        let name = whom.name
        let seconds = chance.happens(500) ? 1 + chance.below(20) : nil
        let act: Act?
        switch chance.below(8) {
        case 0: act = await by.ask("kick \(name)") { try await $0.kick.within(.seconds(3))(KickRequest(name: name)) }
        case 1, 2:
            // The newest ban is the one in force.
            if seconds != nil { judge.pardons(name) }
            act = await by.ask("ban \(name)") {
                try await $0.ban.within(.seconds(3))(BanRequest(name: name, seconds: seconds))
            }
        case 3, 4:
            judge.pardons(name)
            act = await by.ask("unban \(name)") { try await $0.unban.within(.seconds(3))(UnbanRequest(name: name)) }
        case 5: act = await by.ask("op \(name)") { try await $0.op.within(.seconds(3))(Whom(name)) }
        case 6: act = await by.ask("deop \(name)") { try await $0.deop.within(.seconds(3))(Whom(name)) }
        default:
            whom.mayBeMuted = true
            act = await by.ask("mute \(name)") {
                try await $0.mute.within(.seconds(3))(MuteRequest(name: name, seconds: 1 + (seconds ?? 0)))
            }
        }
        if let act { judge.acted(act) }
    }
}
