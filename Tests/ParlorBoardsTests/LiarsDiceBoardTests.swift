import ActorWire
import ParlorGames
import ScreenTesting
import Terminal
import Testing

@testable import ParlorBoards

struct LiarsDiceBoardTests {
    typealias Table = TestTable<LiarsDiceBoard>

    private func bid(_ count: Int64, _ face: Int64) -> Response<Choice> {
        .play(Choice(move: ["bid": ["count": .int(count), "face": .int(face)]], text: "\(count)x\(face)"))
    }

    private let lie = Response.play(Choice(move: "challenge", text: "liar"))

    /// Who begins is drawn by lot: with this seed mika does.
    private func table(_ texts: String..., seats: Int = 3, exact: Bool = false) throws -> Table {
        var options = LiarsDice.Options()
        options.exact = exact
        var table = try Table(seed: 3, seats: seats, options: options)
        for text in texts { try table.play(text) }
        return table
    }

    @Test(arguments: [true, false])
    func `the key that calls a bid exact is told where the match allows it`(exact: Bool) throws {
        #expect(try table(exact: exact).screen(of: 0).keys.contains { $0.names == "=" } == exact)
    }

    // MARK: Screens

    @Test(arguments: [(60, 14), (38, 6)])
    func `the table for the player whose turn it is`(columns: Int, rows: Int) throws {
        let grid = try table("2x3", "3x3", "3x5").draw(for: 0, columns: columns, rows: rows)
        try expectScreen(grid, "liarsdice-turn-\(columns)x\(rows)")
    }

    @Test(arguments: [(60, 14), (40, 6)])
    func `the table when the cups are lifted`(columns: Int, rows: Int) throws {
        let grid = try table("2x3", "3x3", "liar").draw(for: 1, columns: columns, rows: rows)
        try expectScreen(grid, "liarsdice-lifted-\(columns)x\(rows)")
    }

    @Test func `the table in ASCII, for the player who waits`() throws {
        var table = try table("2x3", exact: true)
        table.look = Look(isUnicode: false, hasColor: false)
        try expectScreen(table.draw(for: 0, columns: 60, rows: 14), "liarsdice-ascii-60x14")
    }

    @Test func `a full table of ten dice each is played in 40 columns`() throws {
        var options = LiarsDice.Options()
        (options.dice, options.exact) = (10, true)
        var table = try Table(seed: 19, seats: 6, options: options)
        try table.play("10x2")
        try expectScreen(table.draw(for: 1, columns: 40, rows: 9), "liarsdice-full-40x9")
        try expectScreen(table.draw(for: 1, columns: 38, rows: 5), "liarsdice-full-38x5")
        try table.play("liar")
        try expectScreen(table.draw(for: 1, columns: 38, rows: 5), "liarsdice-full-lifted-38x5")
    }

    @Test func `who is out has nothing to bid with`() throws {
        var table = try Table(seed: 3, seats: 3, options: LiarsDice.Options(dice: 1))
        try table.play("3x6", "liar")
        let out = try #require(table.match.view(for: .spectator).counts.firstIndex(of: 0))
        #expect(table.match.outcome == nil)
        var screen = try table.screen(of: out)
        let lines = screen.draw(in: Size(columns: 60, rows: 12)).lines
        #expect(!lines.contains { $0.contains("yours") || $0.contains("[bid]") })
        let clicks = (0..<60).map { screen.click(Position(column: $0, row: 10), in: Size(columns: 60, rows: 12)) }
        #expect(clicks.allSatisfy { $0 == .ignored })
    }

    @Test func `wild ones count in what is lifted`() throws {
        var options = LiarsDice.Options()
        options.wild = true
        var table = try Table(seed: 3, seats: 3, options: options)
        try table.play("2x3", "liar")
        let hands = try #require(table.match.view(for: .spectator).reveal?.hands)
        let rows = try table.draw(for: nil, columns: 60, rows: 14).lines
        for hand in hands {
            let dice = hand.map { [1, 3].contains($0) ? "[\($0)]" : " \($0) " }.joined()
            #expect(rows.contains { $0.contains(dice.trimmed) })
        }
    }

    @Test func `the table for who watches, after the end`() throws {
        var table = try Table(seed: 4, seats: 2)
        while table.match.turn != .over { try table.play("1x1", "liar") }
        try expectScreen(table.draw(for: nil, columns: 60, rows: 14), "liarsdice-over-60x14")
    }

    // MARK: Keys and clicks

    @Test func `arrows make a bid and Enter says it`() throws {
        var table = try table()
        #expect(try table.press(KeyPress(.up), KeyPress(.up), KeyPress(.right), KeyPress(.enter), by: 0) == bid(3, 2))
        #expect(try table.press(KeyPress(.down), KeyPress(.left), KeyPress(.enter), by: 0) == bid(2, 1))
    }

    @Test func `no bid goes beyond the dice and their faces`() throws {
        var table = try table()
        for _ in 0..<20 { try table.press(KeyPress(.up), KeyPress(.right), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == bid(15, 6))
        for _ in 0..<20 { try table.press(KeyPress(.down), KeyPress(.left), by: 0) }
        #expect(try table.press(KeyPress(.enter), by: 0) == bid(1, 1))
    }

    @Test func `the bid in hand rises above what others bid`() throws {
        var table = try table("2x6")
        #expect(try table.press(KeyPress(.enter), by: 1) == bid(3, 1))
        #expect(
            try table.press(KeyPress(.down), KeyPress(.enter), by: 1)
                == .refused("bid more than 2x6, or call it a lie with !"))
    }

    @Test func `an exclamation mark calls a lie, and an equals sign is exact where that is played`() throws {
        var table = try table()
        #expect(try table.press(KeyPress(.character("!")), by: 0) == .refused("there is no bid yet"))
        try table.play("2x6")
        #expect(try table.press(KeyPress(.character("!")), by: 1) == lie)
        #expect(try table.press(KeyPress(.character("=")), by: 1) == .ignored)
        var exact = try self.table("2x6", exact: true)
        #expect(try exact.press(KeyPress(.character("=")), by: 1) == .play(Choice(move: "exact", text: "exact")))
    }

    @Test(arguments: [(80, 24), (38, 6)])
    func `signs and words are clicked`(columns: Int, rows: Int) throws {
        var table = try table("2x3")
        #expect(try table.click(on: "+", by: 1, columns: columns, rows: rows) == .moved)
        #expect(try table.click(on: "<", by: 1, columns: columns, rows: rows) == .moved)
        #expect(try table.press(KeyPress(.enter), by: 1) == bid(3, 3))
        #expect(try table.click(on: "m", by: 1, columns: columns, rows: rows) == .ignored)
        #expect(try table.click(on: "[", by: 1, columns: columns, rows: rows) == bid(3, 3))
    }

    // MARK: Views of any origin

    @Test func `a view out of shape is not sound`() throws {
        let lifted = try table("2x3", "liar").match.view(for: .seat(0))
        let claimed = try table("2x3").match.view(for: .seat(0))
        #expect(LiarsDiceBoard.isSound(lifted) && LiarsDiceBoard.isSound(claimed))
        let spoilLifted: [(inout LiarsDice.View) -> Void] = [
            { $0.hands.removeLast() }, { $0.hands[0] = [7] }, { $0.hands[0] = Array(repeating: 1, count: 11) },
            { $0.counts.removeLast() }, { $0.counts[1] = -1 }, { $0.counts[1] = .max }, { $0.options.dice = .max },
            { $0.turn = 3 }, { $0.reveal?.hands.removeLast() }, { $0.reveal?.hands[1] = [0] },
            { $0.reveal?.caller = -1 }, { $0.reveal?.loser = 3 }, { $0.reveal?.count = .min },
            { $0.reveal?.claim.seat = 3 },
        ]
        for (index, spoil) in spoilLifted.enumerated() {
            var view = lifted
            spoil(&view)
            #expect(!LiarsDiceBoard.isSound(view), "the change with number \(index)")
        }
        let spoilClaimed: [(inout LiarsDice.View) -> Void] = [
            { $0.claim?.seat = 3 }, { $0.claim?.bid.count = .max }, { $0.claim?.bid.face = 0 },
        ]
        for (index, spoil) in spoilClaimed.enumerated() {
            var view = claimed
            spoil(&view)
            #expect(!LiarsDiceBoard.isSound(view), "the change with number \(index)")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
    }
}
