import ActorWire
import ParlorGames
import Terminal
import Testing

@testable import ParlorBoards

/// What holds for every board that is listed, and for the guide's, in matches of random moves.
struct EveryBoardTests {
    static let boards: [any Board.Type] = BoardCatalog.boards + [NimBoard.self]

    @Test(arguments: boards.indices, 0..<2)
    func `keys, clicks and sizes of any kind make legal shapes of moves, and texts read back`(
        board: Int, seed: Int
    ) throws {
        try play(Self.boards[board], seed: UInt64(seed))
    }

    private func play<B: Board>(_ board: B.Type, seed: UInt64) throws {
        var rng = SeededRandom(seed: seed)
        let seats = B.Rules.info.seats
        let count = seats.lowerBound + rng.below(min(seats.count, 6))
        var match = try Match<B.Rules>(seed: seed, seats: count)
        let look = Look(isUnicode: seed % 2 == 0)
        var screens = [.seat(0), .seat(count - 1), .spectator, .referee].map { RandomScreen<B>($0, look) }
        for _ in 0..<30 where match.turn != .over {
            for index in screens.indices {
                try screens[index].show(match)
                try screens[index].useAtRandom(&rng)
            }
            if match.turn == .everyTick { match.tick() }
            let seat = (0..<count).first { !match.moves(for: $0).isEmpty }
            if let seat, let move = rng.pick(match.moves(for: seat)) { try match.play(move, by: seat) }
        }
    }

    @Test(arguments: boards.indices)
    func `a move that is typed is the move that is played, where keys do not steer`(board: Int) throws {
        try typeMoves(on: Self.boards[board])
    }

    private func typeMoves<B: Board>(on board: B.Type) throws {
        guard !(B.Rules.self is any RealTimeGame.Type) else { return }
        var rng = SeededRandom(seed: 3)
        var match = try Match<B.Rules>(seed: 3, seats: B.Rules.info.seats.lowerBound)
        for _ in 0..<60 {
            guard case .seats(let seats) = match.turn, let seat = seats.first,
                let move = rng.pick(match.moves(for: seat))
            else { return }
            let text = B.Rules.text(of: move, in: match.view(for: .seat(seat)))
            var screen = RandomScreen<B>(.seat(seat), Look())
            try screen.show(match)
            #expect(try screen.type(text) == .play(Choice(move: Value(encoding: move), text: text)), "\(text)")
            try match.play(move, by: seat)
        }
    }

    @Test(arguments: boards.indices)
    func `a board tells its keys`(board: Int) throws {
        try expectKeys(of: Self.boards[board])
    }

    private func expectKeys<B: Board>(of board: B.Type) throws {
        let match = try Match<B.Rules>(seed: 1, seats: B.Rules.info.seats.lowerBound)
        #expect(!B.keys(match.view(for: .seat(0))).isEmpty)
    }

    @Test(arguments: boards.indices)
    func `a view of whatever origin is drawn, and answers keys`(board: Int) throws {
        try spoil(Self.boards[board])
    }

    private func spoil<B: Board>(_ board: B.Type) throws {
        var rng = SeededRandom(seed: 7)
        let count = B.Rules.info.seats.lowerBound
        var match = try Match<B.Rules>(seed: 7, seats: count)
        for round in 0..<100 {
            if round % 10 == 0 {
                if match.turn == .everyTick { match.tick() }
                let seat = (0..<count).first { !match.moves(for: $0).isEmpty }
                if let seat, let move = rng.pick(match.moves(for: seat)) { try match.play(move, by: seat) }
            }
            var screen = RandomScreen<B>(.seat(rng.below(count)), Look())
            try screen.show(match) { $0.spoiled(&rng) }
            try screen.useAtRandom(&rng)
        }
    }
}

/// A screen whose keys and mouse a monkey has got hold of.
private struct RandomScreen<B: Board> {
    var session = GameSession<B>()
    private let audience: Audience

    init(_ audience: Audience, _ look: Look) {
        self.audience = audience
        session.look = look
        session.names = ["mika", "kai", "jo"]
    }

    mutating func show(_ match: Match<B.Rules>, change: (Value) -> Value = { $0 }) throws {
        let view = change(try Value(encoding: match.view(for: audience)))
        var seat: Seat?
        if case .seat(let own) = audience { seat = own }
        var turn: [Seat] = []
        if case .seats(let seats) = match.turn { turn = seats }
        session.update(
            MatchSnapshot(
                match: "m", revision: match.revision, seat: seat, view: view, turn: turn, outcome: match.outcome))
    }

    /// Types a line and Enter: what the board has no use for goes into the line, and so does what follows.
    mutating func type(_ text: String) throws -> Response<Choice> {
        let size = session.idealSize
        var line = ""
        var response = Response<Choice>.ignored
        for character in text {
            response = line.isEmpty ? session.press(KeyPress(.character(character)), in: size) : .ignored
            if response == .ignored { line.append(character) }
        }
        guard response == .ignored || response == .moved else { return response }
        return line.isEmpty ? session.press(KeyPress(.enter), in: size) : .play(try session.choice(from: line))
    }

    mutating func useAtRandom(_ rng: inout SeededRandom) throws {
        for _ in 0..<3 {
            let size = randomSize(&rng)
            let grid = session.draw(in: size)
            #expect(grid.size == size)
            #expect(session.rows(in: size) <= size.rows)
            let fits = size.columns >= session.minimumSize.columns && size.rows >= session.minimumSize.rows
            if !session.look.isUnicode, fits {
                #expect(grid.text.allSatisfy { $0.isASCII }, "\(grid.text)")
            }
            try check(session.press(randomKey(&rng), in: size))
            let place = Position(column: rng.below(size.columns + 2) - 1, row: rng.below(size.rows + 2) - 1)
            try check(session.click(place, in: size))
        }
    }

    private func check(_ response: Response<Choice>) throws {
        guard case .play(let choice) = response else { return }
        let move = try #require(choice.move)
        _ = try move.decode(B.Rules.Move.self)
        guard (try? session.choice(from: choice.text)) != nil else { return }
        #expect(try session.choice(from: choice.text) == choice)
    }

    private func randomSize(_ rng: inout SeededRandom) -> Size {
        let (smallest, ideal) = (session.minimumSize, session.idealSize)
        return switch rng.below(4) {
        case 0: smallest
        case 1: ideal
        case 2: Size(columns: rng.below(120), rows: rng.below(50))
        default: Size(columns: smallest.columns + rng.below(9), rows: smallest.rows + rng.below(9))
        }
    }

    private func randomKey(_ rng: inout SeededRandom) -> KeyPress {
        let keys: [Key] = [
            .enter, .enter, .up, .down, .left, .right, .home, .end, .tab, .backspace, .escape, .pageUp, .pageDown,
            .delete, .character(" "),
            .character(rng.pick(Array("0123456789abcdefghijklmnopqrstuvwxyz+-ABR?é漢")) ?? "a"),
        ]
        let modifiers: [Modifiers] = [[], [], [], .shift, .alt, .control]
        return KeyPress(rng.pick(keys) ?? .enter, rng.pick(modifiers) ?? [])
    }
}

extension Value {
    /// The value with something changed in one place.
    fileprivate func spoiled(_ rng: inout SeededRandom) -> Value {
        switch self {
        case .object(var members) where !members.isEmpty:
            let index = rng.below(members.count)
            members[index].value = members[index].value.spoiled(&rng)
            return .object(members)
        case .array(var elements) where !elements.isEmpty:
            let index = rng.below(elements.count)
            switch rng.below(6) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            case 2: elements = []
            default: elements[index] = elements[index].spoiled(&rng)
            }
            return .array(elements)
        case .int(let number):
            return .int(rng.pick([-1, 0, 1, number &+ 1, number &- 1, 99, 1 << 40, .max, .min]) ?? number)
        case .string(let text):
            return .string(rng.pick(["", text + "x", "\u{1B}[2J", String(text.dropLast())]) ?? text)
        case .bool(let value): return .bool(!value)
        default: return .int(3)
        }
    }
}
