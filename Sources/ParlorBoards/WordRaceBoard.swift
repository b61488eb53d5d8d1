public import ParlorGames
public import Terminal

/// Word Race: letters are typed into the own grid, and Enter guesses; `pass` passes.
///
/// `[A]` is at its place, `(A)` is elsewhere in the word, and a small `a` is not in it. Beside it stands what the marks of
/// the others are: `●` for a place, `○` for elsewhere, `·` for none.
public enum WordRaceBoard: Board {
    public typealias Rules = WordRace
    /// The letters that have been typed and not yet guessed.
    public typealias Cursor = String

    public static func keys(_ view: WordRace.View) -> [KeyHint] {
        [
            ("letters", "write a word"),
            ("Enter", "guess it; pass gives up the round"),
            ("Backspace, Delete", "take back a letter, or all"),
        ]
    }

    public static func cursor(_ view: WordRace.View, for seat: Seat?) -> String { "" }

    public static func isSound(_ view: WordRace.View) -> Bool {
        (1...WordRace.info.seats.upperBound).contains(view.players.count) && view.tries == WordRace.tries
            && (1...99).contains(view.rounds) && (1...view.rounds).contains(view.round)
            && view.players.allSatisfy(isSound) && view.last.map { isWord($0.word) } ?? true
    }

    private static func isSound(_ player: WordRace.View.Player) -> Bool {
        player.marks.count <= WordRace.tries && (0...999).contains(player.points)
            && player.marks.allSatisfy { $0.utf8.count == 5 && $0.allSatisfy("GY.".contains) }
            && player.words.map { $0.count == player.marks.count && $0.allSatisfy(isWord) } ?? true
    }

    private static func isWord(_ text: String) -> Bool { text.utf8.count == 5 && text.allSatisfy(isLetter) }
    private static func isLetter(_ character: Character) -> Bool { character.isASCII && character.isLowercase }

    public static func minimumSize(_ view: WordRace.View) -> Size { WordRaceLayout.minimum }

    public static func idealSize(_ view: WordRace.View) -> Size {
        WordRaceLayout.ideal(players: view.players.count)
    }

    /// What was typed is kept until it is guessed: a word that is refused can be mended.
    public static func settle(_ scene: inout Scene<Self>) {
        let isGuessed =
            scene.seat.flatMap { WordRacePicture.guesses(of: $0, in: scene.view).last?.word } == scene.cursor
        if isGuessed || scene.moves.isEmpty { scene.cursor = "" }
    }

    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        WordRacePicture(scene: scene, layout: WordRaceLayout(scene)).draw(on: &grid)
    }

    // MARK: Playing

    public static func press(_ key: KeyPress, on scene: inout Scene<Self>) -> Response<WordRace.Move> {
        guard key.modifiers.isEmpty, !scene.moves.isEmpty else { return .ignored }
        switch key.key {
        case .enter: return guess(on: &scene)
        case .backspace where !scene.cursor.isEmpty:
            scene.cursor.removeLast()
            return .moved
        case .delete where !scene.cursor.isEmpty:
            scene.cursor = ""
            return .moved
        case .character(let character): return type(character, on: &scene)
        default: return .ignored
        }
    }

    private static func guess(on scene: inout Scene<Self>) -> Response<WordRace.Move> {
        if scene.cursor == "pass" {
            scene.cursor = ""
            return .play(.pass)
        }
        guard scene.cursor.count == 5 else { return .refused("type a word of five letters, or pass") }
        return .play(.guess(scene.cursor))
    }

    private static func type(_ character: Character, on scene: inout Scene<Self>) -> Response<WordRace.Move> {
        guard let letter = character.lowercased().first, isLetter(letter) else { return .ignored }
        if scene.cursor.count < 5 { scene.cursor.append(letter) }
        return .moved
    }

    /// A letter of the keyboard types it.
    public static func click(_ position: Position, on scene: inout Scene<Self>) -> Response<WordRace.Move> {
        guard !scene.moves.isEmpty, let letter = WordRaceLayout(scene).letter(at: position) else { return .ignored }
        return type(letter, on: &scene)
    }
}
