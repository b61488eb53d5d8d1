import ParlorBoards
import ParlorGames
import ParlorRooms
import Terminal

/// What became of a key in a replay.
enum ReplayResponse: Equatable {
    /// It means nothing here.
    case ignored
    case changed
    /// The person has seen enough.
    case closed
}

extension ReplayState {
    mutating func press(_ key: KeyPress) -> ReplayResponse {
        if key == .control("c") { return .closed }
        guard key.modifiers.isEmpty else { return .ignored }
        if typed != nil, let response = pressWhileTyping(key.key) { return response }
        switch key.key {
        case .character(" "): togglePlaying()
        case .left: step(-1)
        case .right: step(1)
        case .pageUp, .up: step(-10)
        case .pageDown, .down: step(10)
        case .home: step(-end)
        case .end: step(end)
        case .character("+"), .character("="): change(speed: speed.faster)
        case .character("-"): change(speed: speed.slower)
        case .character("v"): look(through: nextEyes)
        case .character("g"): type(nil)
        case .character(let digit) where digit.isASCII && digit.isNumber: type(digit)
        case .character("q"), .escape: return .closed
        default: return .ignored
        }
        return .changed
    }

    static let keys: [KeyHint] = [
        ("Space", "play, or stop"), ("Left, Right", "a move back, or on"), ("Up, Down, PageUp, PageDown", "ten moves"),
        ("Home, End", "the beginning and the end"), ("+, -", "faster, and slower"),
        ("g", "go to a move: type its number, then Enter"), ("v", "see what another player saw"),
        ("q, Escape", "go back"),
    ]

    /// What the keys are, in the longest words that fit.
    static func hint(width: Int) -> String {
        let words = [
            "Space plays, Left and Right step, Up and Down ten, Home, End, + - speed, g number, v eyes, q back",
            "Space plays, arrows step, Home, End, + - speed, g number, v eyes, q back", "Space, arrows, + -, g, v, q",
        ]
        return words.first { TextWidth.columns($0) < width } ?? "q back"
    }

    /// Nil for a key that means what it always means.
    private mutating func pressWhileTyping(_ key: Key) -> ReplayResponse? {
        switch key {
        case .enter: finishTyping(going: true)
        case .escape: finishTyping(going: false)
        case .backspace: eraseDigit()
        default: return nil
        }
        return .changed
    }

    private mutating func step(_ count: Int) {
        // Whoever steps wants to look, and not to be carried on.
        if isPlaying { togglePlaying() }
        go(to: position + count)
    }

    /// All, then each player, then who watches.
    private var nextEyes: Audience {
        switch eyes {
        case .referee: return .seat(0)
        case .seat(let seat) where seat + 1 < result.players.count: return .seat(seat + 1)
        case .seat: return .spectator
        case .spectator: return .referee
        }
    }
}
