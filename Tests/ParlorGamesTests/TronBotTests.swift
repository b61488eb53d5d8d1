import ParlorGames
import Testing

@Suite struct TronBotTests {
    /// Plays a match between bots and counts the crashes that one free cell beside the bike would have avoided.
    static func play(_ bots: [Bot<Tron>], seed: UInt64) throws -> (outcome: Outcome?, needless: [Int]) {
        var match = try Match<Tron>(
            seed: seed, seats: bots.count, options: TronTests.options(width: 24, height: 12, rounds: 3))
        var rng = SeededRandom(seed: seed)
        var needless = bots.map { _ in 0 }
        while match.turn != .over {
            let before = match.view(for: .spectator)
            for (seat, bot) in bots.enumerated() {
                if let move = bot.choose(before, for: seat, rng: &rng) { try match.play(move, by: seat) }
            }
            match.tick()
            for (seat, bike) in match.view(for: .spectator).bikes.enumerated() {
                let was = before.bikes[seat]
                guard was.isRiding, !bike.isRiding, !before.arena.isFree(was.cell.next(bike.heading)) else { continue }
                let hadWay = Tron.Direction.allCases.contains { before.arena.isFree(was.cell.next($0)) }
                needless[seat] += hadWay ? 1 : 0
            }
        }
        return (match.outcome, needless)
    }

    @Test func noBotRidesIntoAWallWhileThereIsAWay() throws {
        for seed in 0..<5 as Range<UInt64> {
            #expect(try Self.play([.easy, .strong, .easy, .strong], seed: seed).needless == [0, 0, 0, 0])
        }
    }

    /// Two that race for the same cell would both lose: where there is another way, it is taken.
    @Test func strongBotsDoNotMeetHeadOn() throws {
        var match = try Match<Tron>(seed: 1, seats: 2, options: TronTests.options(width: 21, height: 12, rounds: 1))
        var rng = SeededRandom(seed: 1)
        while match.view(for: .spectator).phase == .ready { match.tick() }
        func distance() -> Int {
            let bikes = match.view(for: .spectator).bikes
            return abs(bikes[0].x - bikes[1].x) + abs(bikes[0].y - bikes[1].y)
        }
        while distance() > 2 { match.tick() }
        for seat in 0..<2 {
            let view = match.view(for: .seat(seat))
            guard let move = Bot<Tron>.strong.choose(view, for: seat, rng: &rng) else { continue }
            try match.play(move, by: seat)
        }
        match.tick()
        #expect(match.view(for: .spectator).riders == [0, 1])
    }

    @Test func theStrongBotBeatsTheEasyOne() throws {
        var wins = [0, 0]
        for seed in 0..<12 as Range<UInt64> {
            for winner in try Self.play([.easy, .strong], seed: seed).outcome?.winners ?? [] { wins[winner] += 1 }
        }
        #expect(wins[1] >= 10, "it won \(wins[1]) of 12")
    }

    @Test func levelsHaveNames() {
        #expect(Tron.bots.map(\.level) == ["random", "easy", "strong"])
    }
}
