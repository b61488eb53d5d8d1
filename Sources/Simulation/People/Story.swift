import ActorClient
import ActorRuntime
import ActorTesting
import ActorWire
import ParlorRooms

/// What people and machines do in one simulation: first anything, then what shows whether all came out well.
// Sendable: see RunQueue.
final class Story: @unchecked Sendable {
    let world: World
    let host: Host
    let network: Network
    let judge: Judge
    let people: [Person]
    /// Those of them who play.
    let players: [Player]
    let scorer: Scorer
    let visitors: [Visitor]
    let ledger: Ledger
    private var chance: Chance

    init(
        _ world: World, host: Host, network: Network, judge: Judge, people: [Person], players: [Player],
        scorer: Scorer, visitors: [Visitor], ledger: Ledger, chance: Chance
    ) {
        self.world = world
        self.host = host
        self.network = network
        self.judge = judge
        self.people = people
        self.players = players
        self.scorer = scorer
        self.visitors = visitors
        self.ledger = ledger
        self.chance = chance
    }

    /// Owns the room.
    var owner: Person { people[0] }

    func tell() async {
        host.start()
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
        chance.happens(900) ? chance.milliseconds(0...400) : chance.milliseconds(1_000...12_000)
    }

    // MARK: What happens

    private func happen() async {
        guard let person = chance.pick(people) else { return }
        switch chance.below(100) {
        case 0..<40: for _ in 0...chance.below(4) { person.say() }
        case 40..<52:
            let line = chance.pick([person.line] + players.map(\.line) + visitors.map(\.line)) ?? nil
            line?.cut(.init(tellsClient: chance.happens(700), tellsServer: chance.happens(700)))
        case 52..<58: person.leave()
        case 58..<70: for person in people { person.come() }
        case 70..<75: await moderate()
        case 75..<80: beSlow(person)
        case 80..<86: failDisk()
        case 86..<92: restart(afterCrash: true)
        case 92..<94: restart(afterCrash: false)
        case 94..<95: setClock()
        default: await moderate()
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
        guard let line = person.line else { return }
        person.note("does not read")
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
