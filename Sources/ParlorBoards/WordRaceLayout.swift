import ParlorGames
import Terminal

/// Where the parts of the board stand: the own grid under a row that says how far the match is, a keyboard below it, and
/// the table of all players beside both.
struct WordRaceLayout {
    /// The own guesses; nil for who watches.
    let guesses: Lattice?
    /// Where it stands what the marks of the own guesses mean; nil where there is no room.
    let legend: Position?
    /// The rows of the keyboard; none where there is no room.
    let keys: [Lattice]
    /// One row for each player.
    let table: Rect

    static let letters = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

    private static let letter = Size(columns: 3, rows: 1)
    private static let gridWidth = 5 * letter.columns
    private static let keysWidth = 10 * letter.columns
    /// A row above, the tries, and a blank and the keyboard below them.
    private static let keysRow = WordRace.tries + 2
    private static let height = keysRow + letters.count
    private static let gap = 3
    private static let tableWidth = 52

    static let minimum = Size(columns: 22, rows: WordRace.tries + 1)

    static func ideal(players: Int) -> Size {
        Size(columns: keysWidth + gap + tableWidth, rows: max(height, players + 1))
    }

    init(_ scene: Scene<WordRaceBoard>) {
        let size = scene.size
        guard scene.seat != nil else {
            guesses = nil
            legend = nil
            keys = []
            table = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 1)
            return
        }
        let isWide = size.columns >= Self.keysWidth + Self.gap + 20
        // Without a blank row above it, the keyboard needs a row less.
        let keysRow = min(Self.keysRow, size.rows - Self.letters.count)
        let hasKeys = keysRow > WordRace.tries && size.columns >= Self.keysWidth
        let left = isWide ? (Self.keysWidth - Self.gridWidth) / 2 : 0
        guesses = Lattice(
            origin: Position(column: left, row: 1), columns: 5, rows: WordRace.tries, square: Self.letter)
        let below = WordRace.tries + 1
        legend = isWide && (hasKeys ? keysRow : size.rows) > below ? Position(column: 0, row: below) : nil
        keys =
            !hasKeys
            ? []
            : Self.letters.enumerated().map { row, letters in
                Lattice(
                    origin: Position(column: row, row: keysRow + row), columns: letters.count, rows: 1,
                    square: Self.letter)
            }
        let start = (isWide ? Self.keysWidth : Self.gridWidth) + Self.gap
        let rows = isWide || !hasKeys ? size.rows - 1 : keysRow - 1
        table = Rect(column: start, row: 1, columns: size.columns - start, rows: rows)
    }

    /// The key at a position.
    func letter(at position: Position) -> Character? {
        for (lattice, letters) in zip(keys, Self.letters) {
            guard let square = lattice.square(at: position) else { continue }
            return letters[letters.index(letters.startIndex, offsetBy: square.column)]
        }
        return nil
    }
}
