public import ActorWire
public import ParlorGames
public import Terminal

/// The board of a match of one game.
public struct GameSession<B: Board>: BoardSession {
    public var names: [String] = []
    public var look = Look()
    public private(set) var snapshot: MatchSnapshot?
    public private(set) var revision = 0
    private var shown: Shown?
    /// Stands in while the host's views are none of ours.
    private var plain = PlainSession(title: B.Rules.info.title)

    /// A view that can be drawn, and what was made of it once for all drawing.
    private struct Shown: Sendable {
        var view: B.Rules.View
        var moves: [B.Rules.Move]
        var last: Scene<B>.LastMove?
        var cursor: B.Cursor
    }

    public init() {}

    public var title: String { B.Rules.info.title }
    public var keys: [KeyHint] { shown.map { B.keys($0.view) } ?? plain.keys }
    public var minimumSize: Size { shown.map { B.minimumSize($0.view) } ?? plain.minimumSize }
    public var idealSize: Size { shown.map { B.idealSize($0.view) } ?? plain.idealSize }

    // MARK: What changes

    public mutating func update(_ new: MatchSnapshot) {
        let isSameMatch = new.match == snapshot?.match
        if isSameMatch, new.revision < revision { return }
        let cursor = isSameMatch && new.seat == snapshot?.seat ? shown?.cursor : nil
        snapshot = new
        revision = new.revision
        guard let view = try? new.view.decode(B.Rules.View.self), B.isSound(view) else {
            shown = nil
            plain.update(new)
            return
        }
        show(view, cursor: cursor ?? B.cursor(view, for: new.seat))
    }

    public mutating func apply(delta: Value, of match: String, revision new: Int) -> DeltaResult {
        guard let shown, match == snapshot?.match else { return .missed }
        guard new > revision else { return .late }
        var view = shown.view
        guard new - 1 == revision, B.apply(delta: delta, to: &view), B.isSound(view) else { return .missed }
        revision = new
        show(view, cursor: shown.cursor)
        return .applied
    }

    private mutating func show(_ view: B.Rules.View, cursor: B.Cursor) {
        let last = snapshot?.last.map {
            Scene<B>.LastMove(seat: $0.seat, move: try? $0.move.decode(B.Rules.Move.self), text: $0.text)
        }
        let moves = snapshot?.seat.map { B.Rules.moves(view, for: $0) } ?? []
        let shown = Shown(view: view, moves: moves, last: last, cursor: cursor)
        var scene = scene(shown, size: B.minimumSize(view))
        B.settle(&scene)
        self.shown = shown
        self.shown?.cursor = scene.cursor
    }

    // MARK: What is seen

    public func draw(in size: Size) -> Grid {
        guard let shown else { return plain.draw(in: size) }
        let smallest = B.minimumSize(shown.view)
        guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
            return .tooSmall(title, size: size, needed: smallest, isPlaying: snapshot?.seat != nil)
        }
        let place = place(of: shown, in: size)
        var board = Grid(size: place.size)
        B.draw(scene(shown, size: place.size), on: &board)
        var grid = Grid(size: size)
        grid.draw(board, at: place.origin)
        return grid
    }

    public func rows(in size: Size) -> Int {
        shown.map { place(of: $0, in: size).size.rows } ?? plain.rows(in: size)
    }

    private func place(of shown: Shown, in size: Size) -> Rect {
        let (smallest, room) = (B.minimumSize(shown.view), Rect(size: size).centered(B.idealSize(shown.view)))
        guard size.columns >= smallest.columns, size.rows >= smallest.rows else { return room }
        return Rect(size: size).centered(B.size(scene(shown, size: room.size)))
    }

    private func scene(_ shown: Shown, size: Size) -> Scene<B> {
        Scene(
            view: shown.view, seat: snapshot?.seat, names: names, turn: snapshot?.turn ?? [], last: shown.last,
            outcome: snapshot?.outcome, moves: shown.moves, size: size, look: look, cursor: shown.cursor)
    }

    // MARK: What the person does

    public mutating func press(_ key: KeyPress, in size: Size) -> Response<Choice> {
        guard let shown else { return plain.press(key, in: size) }
        var scene = scene(shown, size: place(of: shown, in: size).size)
        let response = B.press(key, on: &scene)
        return take(response, scene)
    }

    public mutating func click(_ position: Position, in size: Size) -> Response<Choice> {
        guard let shown else { return .ignored }
        let place = place(of: shown, in: size)
        guard place.contains(position), size.columns >= minimumSize.columns, size.rows >= minimumSize.rows else {
            return .ignored
        }
        var scene = scene(shown, size: place.size)
        let inside = Position(column: position.column - place.origin.column, row: position.row - place.origin.row)
        let response = B.click(inside, on: &scene)
        return take(response, scene)
    }

    private mutating func take(_ response: Response<B.Rules.Move>, _ scene: Scene<B>) -> Response<Choice> {
        shown?.cursor = scene.cursor
        switch response {
        case .ignored: return .ignored
        case .moved: return .moved
        case .refused(let why): return .refused(why)
        case .play(let move):
            guard !scene.moves.isEmpty else { return .refused(noMove.message) }
            guard let choice = choice(move, in: scene.view) else { return .ignored }
            return .play(choice)
        }
    }

    public func choice(from text: String) throws(Rejection) -> Choice {
        guard let shown else { return try plain.choice(from: text) }
        guard let seat = snapshot?.seat, !shown.moves.isEmpty else { throw noMove }
        let move = try B.Rules.move(from: text, in: shown.view, for: seat)
        return choice(move, in: shown.view) ?? Choice(move: nil, text: text)
    }

    private func choice(_ move: B.Rules.Move, in view: B.Rules.View) -> Choice? {
        (try? Value(encoding: move)).map { Choice(move: $0, text: B.Rules.text(of: move, in: view)) }
    }
}
