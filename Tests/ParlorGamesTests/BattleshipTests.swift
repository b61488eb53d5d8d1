import Foundation
import Testing

@testable import ParlorGames

@Suite struct BattleshipTests {
    typealias Kind = Battleship.Ship.Kind

    // MARK: The fleet

    @Test func shipsLieWhereTheyWerePlaced() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        match.play(.place(ship(.patrol, "J10", down: false)), by: 0, expecting: "outside")
        try match.play(.place(ship(.patrol, "I10", down: true)), by: 0)
        match.play(.place(ship(.patrol, "A1", down: true)), by: 0, expecting: "placed")
        match.play(.place(ship(.carrier, "J6", down: false)), by: 0, expecting: "occupied")
        match.play(.place(ship(.destroyer, "I10", down: false)), by: 0, expecting: "outside")
        match.play(.place(ship(.battleship, "F10", down: true)), by: 0, expecting: "occupied")
        match.play(.place(ship(.submarine, "I8", down: false)), by: 0, expecting: "occupied")
        try match.play(.place(ship(.carrier, "J5", down: false)), by: 0)
        #expect(
            match.view(for: .seat(0)).waters[0].ships == [
                ship(.carrier, "J5", down: false), ship(.patrol, "I10", down: true),
            ])
        match.play(.place(ship(.destroyer, "J5", down: false)), by: 0, expecting: "occupied")
    }

    @Test func aShipThatIsLiftedCanBePlacedAgain() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        match.play(.lift(.patrol), by: 0, expecting: "not_placed")
        try match.play(.place(ship(.patrol, "A1", down: true)), by: 0)
        try match.play(.lift(.patrol), by: 0)
        try match.play(.place(ship(.patrol, "B2", down: true)), by: 0)
        #expect(match.view(for: .seat(0)).waters[0].ships == [ship(.patrol, "B2", down: true)])
    }

    @Test func autoKeepsWhatIsPlacedAndDealsAWholeFleetAnew() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        let patrol = ship(.patrol, "A1", down: true)
        try match.play(.place(patrol), by: 0)
        try match.play(.auto, by: 0)
        let fleet = match.view(for: .seat(0)).waters[0].ships
        #expect(fleet.map(\.kind) == Kind.allCases)
        #expect(fleet.last == patrol)
        #expect(Set(fleet.flatMap(\.cells)).count == 17)
        try match.play(.auto, by: 0)
        #expect(match.view(for: .seat(0)).waters[0].ships != fleet)
    }

    @Test func noFleetDependsOnWhatTheOtherSeatDid() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        var other = match
        try other.play(.auto, by: 0)
        try match.play(.ready, by: 1)
        try other.play(.ready, by: 1)
        #expect(match.state.waters[1] == other.state.waters[1])
        #expect(match.view(for: .seat(1)).waters[1].ships != other.view(for: .seat(0)).waters[0].ships)
    }

    @Test func theClockPutsTheFleetInPlace() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        try match.timeOut(0)
        #expect(match.turn == .seats([1]))
        try match.timeOut(1)
        guard case .seats(let seats) = match.turn else {
            Issue.record("the match is over")
            return
        }
        #expect(match.view(for: .spectator).phase == .shooting)
        try match.timeOut(seats[0])
        #expect(match.view(for: .spectator).waters[1 - seats[0]].shots.map(\.at) == [cell("A1")])
    }

    // MARK: Shots

    @Test func fleetsAreInPlaceBeforeTheFirstShotAndStayThere() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        match.play(.shoot(cell("A1")), by: 0, expecting: "not_ready")
        try match.play(.ready, by: 0)
        try match.play(.ready, by: 1)
        for move in [Battleship.Move.auto, .ready, .lift(.carrier), .place(ship(.carrier, "A1", down: true))] {
            match.play(move, by: match.state.shooter, expecting: "in_place")
        }
    }

    @Test func nobodyShootsTwiceAtACell() throws {
        var match = try match(fleet: ["A1", "B1", "C1", "D1", "E1"])
        let shooter = match.state.shooter
        try match.play(.shoot(cell("A1")), by: shooter)
        try match.play(.shoot(cell("A1")), by: 1 - shooter)
        match.play(.shoot(cell("A1")), by: shooter, expecting: "shot_before")
    }

    /// Both shoot at the same cells in the same order, so that who begins wins.
    @Test func whoSinksTheFleetWins() throws {
        var match = try match(fleet: ["A1", "B1", "C1", "D1", "E1"])
        let first = match.state.shooter
        let lengths = [5, 4, 3, 3, 2]
        var sunk: [Kind] = []
        for (row, length) in lengths.enumerated() {
            for column in (0..<length).reversed() {
                for shooter in [first, 1 - first] where match.outcome == nil {
                    let cell = try #require(Battleship.Cell(row: row, column: column))
                    try match.play(.shoot(cell), by: shooter)
                }
            }
            sunk.append(Kind.allCases[row])
            let waters = match.view(for: .seat(first)).waters[1 - first]
            #expect(waters.ships.map(\.kind) == sunk)
            #expect(!waters.shots.contains { !$0.hit })
            #expect(waters.shots.compactMap(\.sunk) == sunk)
        }
        #expect(match.outcome?.winners == [first])
    }

    @Test func aMissIsAMiss() throws {
        var match = try match(fleet: ["A1", "B1", "C1", "D1", "E1"])
        let shooter = match.state.shooter
        try match.play(.shoot(cell("A6")), by: shooter)
        let view = match.view(for: .spectator)
        #expect(view.waters[1 - shooter].shots == [.init(at: cell("A6"), hit: false)])
        #expect(view.lastTarget == 1 - shooter)
        #expect(view.turn == [1 - shooter])
    }

    @Test func whoGivesUpLoses() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        try match.forfeit(0)
        #expect(match.outcome?.winners == [1])
    }

    // MARK: What is seen

    @Test func nobodySeesWhereTheOtherFleetLiesBeforeTheEnd() throws {
        var match = try match(fleet: ["A1", "B1", "C1", "D1", "E1"])
        let shooter = match.state.shooter
        try match.play(.shoot(cell("A1")), by: shooter)
        for audience in [Audience.seat(shooter), .spectator, .seat(2), .seat(-1)] {
            #expect(match.view(for: audience).waters[1 - shooter].ships.isEmpty)
        }
        #expect(match.view(for: .seat(1 - shooter)).waters[1 - shooter].ships.count == 5)
        try match.forfeit(shooter)
        #expect(match.view(for: .spectator).waters.map(\.ships.count) == [5, 5])
    }

    @Test func nobodySeesHowFarTheOtherIsWithPlacing() throws {
        var match = try Match<Battleship>(seed: 1, seats: 2)
        let before = match.view(for: .seat(1))
        try match.play(.place(ship(.carrier, "A1", down: true)), by: 0)
        #expect(match.view(for: .seat(1)) == before)
        #expect(match.view(for: .spectator).waters[0].ships.isEmpty)
    }

    /// A fleet that is dealt anew has to answer every shot as the old one did.
    @Test func aFleetDealtAnewExplainsAllShots() throws {
        var changes = 0
        for seed in 0..<6 {
            var match = try Match<Battleship>(seed: UInt64(seed), seats: 2)
            var rng = SeededRandom(seed: UInt64(seed))
            while case .seats(let seats) = match.turn {
                let hunter = try #require(Battleship.bots.last)
                let move = try #require(hunter.choose(match.view(for: .seat(seats[0])), for: seats[0], rng: &rng))
                try match.play(move, by: seats[0])
                let dealt = Battleship.redealt(match.state, hiddenFrom: .spectator, rng: &rng)
                for (old, new) in zip(match.state.waters, dealt.waters) where old.isReady {
                    #expect(answers(of: new.ships, to: old.shots.map(\.at)) == old.shots)
                    if old.ships != new.ships { changes += 1 }
                }
            }
        }
        #expect(changes > 500)
    }

    /// What a fleet answers, found in another way than the rules do.
    private func answers(of fleet: [Battleship.Ship], to cells: [Battleship.Cell]) -> [Battleship.Shot] {
        var left = fleet.map { ($0.kind, Set($0.cells)) }
        return cells.map { cell in
            guard let index = left.firstIndex(where: { $0.1.contains(cell) }) else {
                return .init(at: cell, hit: false)
            }
            left[index].1.remove(cell)
            return .init(at: cell, hit: true, sunk: left[index].1.isEmpty ? left[index].0 : nil)
        }
    }

    @Test func aViewOfWhateverOriginTrapsNobody() {
        let ships = [ship(.carrier, "J10", down: true), ship(.carrier, "J10", down: false)]
        let waters = Battleship.View.Waters(ships: ships, shots: [], ready: false)
        for count in 0...3 {
            for phase in [Battleship.Phase.placing, .shooting, .over] {
                let view = Battleship.View(
                    phase: phase, turn: [0, 5, -1], waters: Array(repeating: waters, count: count), lastTarget: .max)
                for seat in [-1, 0, 5] {
                    let moves = Battleship.moves(view, for: seat)
                    #expect(moves.isEmpty == (seat != 0 || count != 2 || phase == .over))
                }
            }
        }
    }

    // MARK: Forms

    @Test func aCellHasAName() {
        for cell in Battleship.Cell.all { #expect(Battleship.Cell(cell.description) == cell) }
        #expect(Battleship.Cell("a1") == Battleship.Cell(row: 0, column: 0))
        #expect(Battleship.Cell("j10") == Battleship.Cell(row: 9, column: 9))
        for text in ["", "A", "A0", "A01", "A11", "K1", "1A", "A+1", "AA1", "Ä1", "A1\u{301}", "é7"] {
            #expect(Battleship.Cell(text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("b7", Battleship.Move.shoot(cell("B7"))), ("carrier b2 down", .place(ship(.carrier, "B2", down: true))),
        ("c B2", .place(ship(.carrier, "B2", down: false))), ("s j8 a", .place(ship(.submarine, "J8", down: false))),
        ("lift dest", .lift(.destroyer)), ("Auto", .auto), ("ready", .ready),
    ])
    func aMoveIsTyped(text: String, move: Battleship.Move) throws {
        let view = try Match<Battleship>(seed: 1, seats: 2).view(for: .seat(0))
        #expect(try Battleship.move(from: text, in: view, for: 0) == move)
        #expect(try Battleship.move(from: Battleship.text(of: move, in: view), in: view, for: 0) == move)
    }

    @Test(arguments: [
        "", "k7", "carrier", "carrier k7", "carrier b7 up", "lift", "lift kayak", "auto now", "\u{1B}[2J",
    ])
    func whatIsNoMoveIsAnsweredWithHowToType(text: String) throws {
        let view = try Match<Battleship>(seed: 1, seats: 2).view(for: .seat(0))
        #expect(throws: Rejection.self) { try Battleship.move(from: text, in: view, for: 0) }
    }

    @Test(arguments: [
        (
            Battleship.Move.place(ship(.carrier, "B7", down: true)),
            #"{"place":{"at":"B7","down":true,"kind":"carrier"}}"#
        ),
        (.lift(.patrol), #"{"lift":"patrol"}"#), (.auto, #""auto""#), (.ready, #""ready""#),
        (.shoot(cell("J10")), #"{"shoot":"J10"}"#),
    ])
    func theCodedFormsOfMovesAreThoseOfTheDocumentation(move: Battleship.Move, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let coded = try encoder.encode(move)
        #expect(String(decoding: coded, as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(Battleship.Move.self, from: Data(json.utf8)) == move)
    }

    @Test(arguments: [
        "{}", "[]", "1", #""surrender""#, #"{"shoot":"K1"}"#, #"{"shoot":"A1","lift":"patrol"}"#,
        #"{"place":{"at":"A1","kind":"kayak","down":true}}"#,
    ])
    func otherFormsAreNoMoves(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Battleship.Move.self, from: Data(json.utf8)) }
    }

    @Test func theCodedFormOfAViewIsThatOfTheDocumentation() throws {
        var match = try match(fleet: ["A1", "B1", "C1", "D1", "I10 down"])
        let shooter = match.state.shooter
        for name in ["I10", "A9", "J10"] { try match.play(.shoot(cell(name)), by: match.state.shooter) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(match.view(for: .spectator)), as: UTF8.self)
        let waters = [
            #"{"ready":true,"ships":[],"shots":[{"at":"A9","hit":false}]}"#,
            #"""
            {"ready":true,"ships":[{"at":"I10","down":true,"kind":"patrol"}],"shots":[{"at":"I10","hit":true},\#
            {"at":"J10","hit":true,"sunk":"patrol"}]}
            """#,
        ]
        #expect(
            text == #"""
                {"lastTarget":\#(1 - shooter),"phase":"shooting","turn":[\#(1 - shooter)],\#
                "waters":[\#(waters[shooter]),\#(waters[1 - shooter])]}
                """#)
    }
}

private func cell(_ name: String) -> Battleship.Cell {
    Battleship.Cell(name) ?? Battleship.Cell.all[0]
}

private func ship(_ kind: Battleship.Ship.Kind, _ at: String, down: Bool) -> Battleship.Ship {
    Battleship.Ship(kind: kind, at: cell(at), down: down)
}

/// A match in which both have the same fleet in place, from the carrier to the patrol boat.
private func match(fleet: [String]) throws -> Match<Battleship> {
    var match = try Match<Battleship>(seed: 1, seats: 2)
    for seat in 0...1 {
        for (kind, place) in zip(Battleship.Ship.Kind.allCases, fleet) {
            let move = try Battleship.move(from: "\(kind) \(place)", in: match.view(for: .seat(seat)), for: seat)
            try match.play(move, by: seat)
        }
        try match.play(.ready, by: seat)
    }
    return match
}

extension Match<Battleship> {
    mutating func play(_ move: Battleship.Move, by seat: Seat, expecting code: String) {
        do {
            try play(move, by: seat)
            Issue.record("\(move) was accepted")
        } catch {
            #expect(error.code == code)
        }
    }
}
