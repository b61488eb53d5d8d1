import Foundation
import ParlorGames
import Testing

@Suite struct TronTests {
    /// A match in which bikes wander, some turns a tick.
    struct Ride {
        var match: Match<Tron>
        var rng: SeededRandom

        init(seed: UInt64, seats: Int, options: Tron.Options = .init()) throws {
            match = try Match<Tron>(seed: seed, seats: seats, options: options)
            rng = SeededRandom(seed: seed &+ 1)
        }

        var view: Tron.View { match.view(for: .spectator) }

        /// Tries random turns; those that were not refused.
        mutating func turnAtRandom() -> [(seat: Seat, turn: Tron.Direction)] {
            (0..<match.seats).compactMap { seat in
                guard rng.below(6) == 0, let turn = rng.pick(Tron.Direction.allCases) else { return nil }
                guard (try? match.play(.init(turn: turn), by: seat)) != nil else { return nil }
                return (seat, turn)
            }
        }

        mutating func start() {
            while view.phase == .ready { match.tick() }
        }
    }

    static func options(width: Int = 58, height: Int = 20, rounds: Int = 5) -> Tron.Options {
        var options = Tron.Options()
        options.width = width
        options.height = height
        options.rounds = rounds
        return options
    }

    // MARK: A round

    @Test(arguments: 2...8) func itAgreesWithANaiveImplementation(seats: Int) throws {
        for seed in 0..<40 as Range<UInt64> {
            var ride = try Ride(
                seed: seed, seats: seats, options: Self.options(width: 20 + Int(seed), height: 12 + Int(seed) / 2))
            var naive = NaiveTron(ride.view)
            while ride.view.round == 1, ride.view.phase == .ready || ride.view.phase == .race {
                let isRacing = ride.view.phase == .race
                for (seat, turn) in ride.turnAtRandom() + ride.turnAtRandom() {
                    naive.wish(seat, turn, isRacing: isRacing)
                }
                ride.match.tick()
                if isRacing { naive.tick() }
                try #require(naive.isShown(by: ride.view))
            }
            let alive = naive.riders.indices.filter { naive.riders[$0].isAlive }
            #expect(alive.count < 2)
            #expect(ride.view.bikes.map(\.wins) == (0..<seats).map { alive == [$0] ? 1 : 0 })
        }
    }

    /// The same seed lays the same round out; what each does on one side, its opposite does mirrored on the other.
    @Test(arguments: [2, 4, 6, 8]) func mirroredTurnsMakeAMirroredRound(seats: Int) throws {
        for seed in 0..<30 as Range<UInt64> {
            let options = Self.options(width: 20 + Int(seed))
            var ride = try Ride(seed: seed, seats: seats, options: options)
            var mirrored = try Match<Tron>(seed: seed, seats: seats, options: options)
            let bikes = ride.view.bikes
            let opposite = bikes.map { bike in
                bikes.firstIndex { $0.x == options.width - 1 - bike.x && $0.y == bike.y }
            }
            while ride.view.phase == .ready || ride.view.phase == .race {
                for (seat, turn) in ride.turnAtRandom() {
                    try mirrored.play(.init(turn: Self.mirror(turn)), by: try #require(opposite[seat]))
                }
                ride.match.tick()
                mirrored.tick()
                let there = mirrored.view(for: .spectator)
                for (seat, bike) in ride.view.bikes.enumerated() {
                    let twin = there.bikes[try #require(opposite[seat])]
                    try #require(twin.x == options.width - 1 - bike.x && twin.y == bike.y)
                    try #require(twin.heading == Self.mirror(bike.heading))
                    try #require(twin.isRiding == bike.isRiding && twin.wins == bike.wins)
                }
            }
        }
    }

    static func mirror(_ direction: Tron.Direction) -> Tron.Direction {
        switch direction {
        case .left: .right
        case .right: .left
        case .up, .down: direction
        }
    }

    /// In an arena of odd width two that face each other meet in a cell; in one of even width they would change places.
    @Test(arguments: [20, 21]) func bothCrashWhoMeetHeadOn(width: Int) throws {
        var ride = try Ride(seed: 3, seats: 2, options: Self.options(width: width))
        ride.start()
        while ride.view.phase == .race { ride.match.tick() }
        #expect(ride.view.riders.isEmpty)
        #expect(ride.view.bikes.map(\.wins) == [0, 0])
        #expect(abs(ride.view.bikes[0].x - ride.view.bikes[1].x) == (width == 20 ? 1 : 2))
    }

    @Test func nobodyStandsAtTheSamePlaceInEveryRound() throws {
        let columns = try Set((0..<20 as Range<UInt64>).map { try Ride(seed: $0, seats: 3).view.bikes[0].x })
        #expect(columns == [14, 43])
    }

    // MARK: Turns

    @Test func aBikeCannotTurnBack() throws {
        var ride = try Ride(seed: 1, seats: 2)
        ride.start()
        let heading = ride.view.bikes[0].heading
        let refusal = #expect(throws: Rejection.self) {
            try ride.match.play(.init(turn: heading.opposite), by: 0)
        }
        #expect(refusal?.code == "no_reverse")
    }

    @Test func twoTurnsInATickAreTakenOneAfterTheOther() throws {
        var ride = try Ride(seed: 1, seats: 2)
        ride.start()
        let before = ride.view.bikes[0]
        try ride.match.play(.init(turn: .up), by: 0)
        try ride.match.play(.init(turn: before.heading.opposite), by: 0)
        ride.match.tick()
        #expect(ride.view.bikes[0].heading == .up)
        ride.match.tick()
        #expect(ride.view.bikes[0].heading == before.heading.opposite)
        #expect(ride.view.bikes[0].y == before.y - 1)
        #expect(ride.view.bikes[0].isRiding)
    }

    @Test func theLatestTurnCounts() throws {
        var ride = try Ride(seed: 1, seats: 2)
        ride.start()
        try ride.match.play(.init(turn: .up), by: 0)
        try ride.match.play(.init(turn: .down), by: 0)
        ride.match.tick()
        #expect(ride.view.bikes[0].heading == .down)
    }

    @Test func whoHasCrashedCannotTurn() throws {
        var ride = try Ride(seed: 1, seats: 2)
        ride.start()
        while ride.view.phase == .race { ride.match.tick() }
        let refusal = #expect(throws: Rejection.self) { try ride.match.play(.init(turn: .up), by: 0) }
        #expect(refusal?.code == "not_riding")
        #expect(ride.match.moves(for: 0) == [])
    }

    @Test(arguments: [("left", Tron.Direction.left), ("R", .right), ("Up", .up), ("d", .down)])
    func turnsAreTyped(text: String, turn: Tron.Direction) throws {
        let view = try Ride(seed: 1, seats: 2).view
        #expect(try Tron.move(from: text, in: view, for: 0) == .init(turn: turn))
        #expect(try Tron.move(from: Tron.text(of: .init(turn: turn), in: view), in: view, for: 0).turn == turn)
        #expect(throws: Rejection.self) { try Tron.move(from: text + "x", in: view, for: 0) }
    }

    // MARK: A match

    /// Best of five for two players: it ends as soon as the lead is more than the rounds that are left.
    @Test func aMatchEndsWhenNobodyCanCatchUp() throws {
        var lengths: Set<Int> = []
        for seed in 0..<60 as Range<UInt64> {
            var ride = try Ride(seed: seed, seats: 2, options: Self.options(width: 20, height: 12))
            while ride.match.outcome == nil {
                let wins = ride.view.bikes.map(\.wins)
                let left = 5 - ride.view.round + (ride.view.phase == .rest ? 0 : 1)
                try #require(abs(wins[0] - wins[1]) <= left && left >= 0)
                _ = ride.turnAtRandom()
                ride.match.tick()
            }
            let wins = ride.view.bikes.map(\.wins)
            #expect(ride.view.round == 5 || abs(wins[0] - wins[1]) > 5 - ride.view.round)
            lengths.insert(ride.view.round)
            #expect(ride.match.turn == .over)
            let places = wins[0] == wins[1] ? [1, 1] : wins[0] > wins[1] ? [1, 2] : [2, 1]
            #expect(ride.match.outcome?.places == places)
        }
        #expect(lengths == [3, 4, 5])
    }

    @Test func aMatchInWhichAllCrashAtOnceSaysThatNobodyWonARound() throws {
        var ride = try Ride(seed: 5, seats: 2, options: Self.options(rounds: 1))
        while ride.match.turn != .over { ride.match.tick() }
        #expect(ride.match.outcome == .draw(of: 2, "nobody won a round"))
    }

    @Test func peopleCanGetReadyBeforeEachRound() throws {
        var ride = try Ride(seed: 5, seats: 2)
        for round in 1...2 {
            #expect(ride.view.round == round && ride.view.ticks == 30)
            let start = ride.view.bikes.map(\.x)
            for _ in 0..<30 {
                #expect(ride.view.phase == .ready && ride.view.bikes.map(\.x) == start)
                ride.match.tick()
            }
            while ride.view.phase == .race { ride.match.tick() }
            while ride.view.phase == .rest { ride.match.tick() }
        }
    }

    @Test func whoLeavesIsInNoFurtherRoundAndComesLast() throws {
        var ride = try Ride(seed: 2, seats: 3, options: Self.options(rounds: 1))
        ride.start()
        try ride.match.forfeit(1)
        #expect(!ride.view.bikes[1].isRiding)
        #expect(ride.match.outcome == nil)
        try ride.match.forfeit(0, for: .left)
        #expect(ride.match.outcome == Outcome(places: [2, 2, 1], reason: "the last of the others left"))
    }

    @Test func aSeatThatLeftIsNotLaidOut() throws {
        var ride = try Ride(seed: 2, seats: 3)
        try ride.match.forfeit(1)
        while ride.view.round == 1 { ride.match.tick() }
        #expect(ride.view.riders == [0, 2])
        let walls = (0..<20).flatMap { y in (0..<58).map { ride.view.arena.wall(at: .init(x: $0, y: y)) } }
        #expect(Set(walls.compactMap { $0 }) == [0, 2])
    }

    @Test(arguments: [(19, 20, 5), (121, 20, 5), (60, 11, 5), (60, 61, 5), (60, 20, 0), (60, 20, 16), (.min, .max, 1)])
    func anArenaHasBounds(width: Int, height: Int, rounds: Int) {
        #expect(throws: Rejection.self) {
            try Match<Tron>(seed: 1, seats: 2, options: Self.options(width: width, height: height, rounds: rounds))
        }
    }
}
