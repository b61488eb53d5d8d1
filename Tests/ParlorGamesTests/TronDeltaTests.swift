import Foundation
import ParlorGames
import Testing

@Suite struct TronDeltaTests {
    @Test(arguments: 2...8) func deltasMakeExactlyTheWholeView(seats: Int) throws {
        for seed in 0..<10 as Range<UInt64> {
            var ride = try TronTests.Ride(
                seed: seed, seats: seats, options: TronTests.options(width: 24, height: 12, rounds: 3))
            var shown = ride.view
            while ride.match.turn != .over {
                _ = ride.turnAtRandom()
                ride.match.tick()
                let isNewPhase = ride.view.phase != shown.phase && ride.view.phase != .race
                let delta = Tron.delta(from: shown, to: ride.view)
                #expect((delta == nil) == isNewPhase)
                if let delta { Tron.apply(delta, to: &shown) } else { shown = ride.view }
                try #require(shown == ride.view)
            }
        }
    }

    @Test func aTickOfFourIsAFewBytes() throws {
        var ride = try TronTests.Ride(seed: 1, seats: 4)
        var longest = 0
        while ride.view.round == 1 {
            let before = ride.view
            _ = ride.turnAtRandom()
            ride.match.tick()
            guard let delta = Tron.delta(from: before, to: ride.view) else { continue }
            longest = max(longest, try JSONEncoder().encode(delta).count)
        }
        #expect(longest == #"{"moved":"rlUd"}"#.utf8.count)
    }

    @Test func aPlayerWhoLeavesIsToldWithTheWholeView() throws {
        var ride = try TronTests.Ride(seed: 1, seats: 3)
        ride.start()
        let before = ride.view
        try ride.match.forfeit(2)
        #expect(Tron.delta(from: before, to: ride.view) == nil)
        #expect(Tron.delta(from: before, to: before) == Tron.Delta())
    }

    @Test(arguments: [
        Tron.Delta(moved: ""), .init(moved: "r"), .init(moved: "rrr"), .init(moved: "--"), .init(moved: "zz"),
        .init(moved: "r\u{301}l"), .init(moved: "🚲"), .init(ticks: 0), .init(ticks: .min), .init(ticks: .max),
        .init(moved: "rl", ticks: 1), .init(),
    ])
    func aDeltaThatDoesNotFitChangesNothing(delta: Tron.Delta) throws {
        var ride = try TronTests.Ride(seed: 1, seats: 2)
        ride.start()
        var view = ride.view
        Tron.apply(delta, to: &view)
        #expect(view == ride.view)
    }

    @Test func itsFormsInJSONAreAsDocumented() throws {
        let turn = try JSONDecoder().decode(Tron.Move.self, from: Data(#"{"turn":"left"}"#.utf8))
        #expect(turn == Tron.Move(turn: .left))
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(Tron.Move.self, from: Data(#"{"turn":"back"}"#.utf8))
        }
        let options = try JSONDecoder().decode(Tron.Options.self, from: Data(#"{"rounds":3}"#.utf8))
        #expect(options == TronTests.options(rounds: 3))

        let ride = try TronTests.Ride(seed: 1, seats: 2, options: TronTests.options(width: 20, height: 12))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let left = ride.view.bikes[0].x == 5 ? 0 : 1
        let bikes = [
            #"{"hasLeft":false,"heading":"right","isRiding":true,"wins":0,"x":5,"y":6}"#,
            #"{"hasLeft":false,"heading":"left","isRiding":true,"wins":0,"x":14,"y":6}"#,
        ]
        let free = Array(repeating: #""....................""#, count: 6)
        let rows = free + [#"".....\#(left)........\#(1 - left).....""#] + free.dropLast()
        let json = """
            {"arena":[\(rows.joined(separator: ","))],"bikes":[\(bikes[left]),\(bikes[1 - left])],\
            "phase":"ready","round":1,"rounds":5,"ticks":30}
            """
        #expect(String(decoding: try encoder.encode(ride.view), as: UTF8.self) == json)
    }

    /// A client reads what a server of ill will sends: it may be refused, but nothing traps.
    @Test(arguments: [
        #"{"x":9223372036854775807,"y":-9223372036854775808,"#, #"{"x":-1,"y":0,"#, #"{"x":0,"y":0,"#,
    ])
    func hostileViewsDoNotTrap(place: String) throws {
        let bike = place + #""heading":"right","isRiding":true,"wins":0,"hasLeft":false}"#
        let rows = Array(repeating: #""....................""#, count: 12).joined(separator: ",")
        for (phase, ticks) in [("race", 0), ("ready", -5), ("ready", 5)] {
            let json = """
                {"round":1,"rounds":-1,"phase":"\(phase)","ticks":\(ticks),"arena":[\(rows)],\
                "bikes":[\(Array(repeating: bike, count: 12).joined(separator: ","))]}
                """
            var view = try JSONDecoder().decode(Tron.View.self, from: Data(json.utf8))
            var rng = SeededRandom(seed: 1)
            for seat in [-1, 0, 11, 12, .max] {
                for bot in Tron.bots { _ = bot.choose(view, for: seat, rng: &rng) }
            }
            for letter in ["r", "l", "u", "d", "L"] {
                Tron.apply(.init(moved: String(repeating: letter, count: 12)), to: &view)
                Tron.apply(.init(ticks: 1), to: &view)
            }
        }
        let ragged = #"{"round":1,"rounds":1,"phase":"race","ticks":0,"arena":["...","."],"bikes":[]}"#
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Tron.View.self, from: Data(ragged.utf8)) }
    }
}
