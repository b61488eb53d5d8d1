import ActorWire
import Foundation
import ParlorGames
import Terminal
import Testing

@testable import ParlorBoards

/// The guide that tells how to add a game, and the example that it adds.
struct GuideTests {
    /// The blocks of the guide that name a file, put together, are the file: whoever types them in has the whole game.
    @Test(arguments: ["Nim.swift", "NimBoard.swift", "NimTests.swift"])
    func `what the guide shows of a file is that file, word for word`(file: String) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let guide = try String(
            contentsOf: tests.appending(path: "../../Sources/ParlorGames/README.md"), encoding: .utf8)
        let example = try String(contentsOf: tests.appending(path: "Examples/\(file)"), encoding: .utf8)
        let shown = guide.components(separatedBy: "```swift \(file)\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n```").first }
        #expect(shown.joined(separator: "\n\n") + "\n" == example)
    }

    @Test func `the example is played by keys and clicks to its end`() throws {
        var table = try TestTable<NimBoard>()
        for (seat, heap, take) in [(0, 0, 3), (1, 1, 4), (0, 2, 5)] {
            let keys =
                Array(repeating: KeyPress(.down), count: heap) + Array(repeating: KeyPress(.left), count: take - 1)
            for key in keys { #expect(try table.press(key, by: seat) == .moved) }
            let response = try table.press(KeyPress(.enter), by: seat)
            guard case .play(let choice) = response else { throw Rejection("no_move", "\(response)") }
            try table.play(choice.text, by: seat)
        }
        #expect(table.match.outcome?.winners == [0])
        #expect(try table.screen(of: 0).sentence == "you win: the last stick")
    }

    @Test func `the strong bot of the example wins whatever the other does`() throws {
        let bot = try #require(Nim.bots.last)
        var rng = SeededRandom(seed: 1)
        for seed in 1...20 as ClosedRange<UInt64> {
            var match = try Match<Nim>(seed: seed, seats: 2)
            while case .seats(let seats) = match.turn {
                let player = seats == [0] ? bot : .random
                let view = match.view(for: .seat(seats[0]))
                try match.play(#require(player.choose(view, for: seats[0], rng: &rng)), by: seats[0])
            }
            #expect(match.outcome?.winners == [0])
        }
    }
}
