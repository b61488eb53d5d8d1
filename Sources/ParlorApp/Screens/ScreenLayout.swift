import Terminal

/// Where the parts of the chat stand, by the size of the screen.
struct ScreenLayout {
    /// The smallest screen that holds a chat.
    static let smallest = Size(columns: 40, rows: 10)

    private(set) var rooms: Rect?
    private(set) var people: Rect?
    /// The borders beside the panes.
    private(set) var borders: [Rect] = []
    private(set) var topic: Rect
    /// The game of a game room.
    private(set) var table: TableArea?
    /// Where a few words stand about a game whose board takes everything else.
    private(set) var aside: Rect?
    private(set) var messages: Rect
    /// Why the person is no longer in the room.
    private(set) var banner: Rect?
    /// One row for what is told for a moment: a broken line, completions, how much is new below.
    private(set) var hint: Rect
    private(set) var input: Rect
    private(set) var status: Rect
    private(set) var help: Rect

    var board: Rect? { table?.board }

    /// Whether a chat can be shown at all.
    static func fits(_ size: Size) -> Bool { size.columns >= smallest.columns && size.rows >= smallest.rows }

    static func hasRoomsPane(_ size: Size) -> Bool { size.columns >= 76 }
    static func hasPeoplePane(_ size: Size) -> Bool { size.columns >= 92 }

    private static let roomsWidth = 19
    private static let peopleWidth = 15

    /// Where a row has room for a word at its end, unless it needs it itself.
    private static func end(of row: Rect) -> Rect {
        var row = row
        return row.cutRight(9)
    }

    /// Half of the input line; for a refusal all that is not written on.
    private static func aside(_ state: AppState, width: Int) -> Int {
        guard state.isAtBoard, state.current.table?.trouble != nil else { return width / 2 }
        let written = TextWidth.columns(InputArea.prompt(state)) + TextWidth.columns(state.current.editor.text) + 1
        return max(width - written, width / 2)
    }

    init(_ state: AppState) {
        var rest = Rect(size: state.size)
        var side: Rect?
        if Self.hasRoomsPane(state.size) {
            side = rest.cutLeft(Self.roomsWidth)
            borders.append(rest.cutLeft(1))
        }
        var corner: Rect?
        if Self.hasPeoplePane(state.size) {
            people = rest.cutRight(Self.peopleWidth)
            borders.append(rest.cutRight(1))
            corner = people?.cutBottom(1)
        }
        let rows = TableArea.takesAll(state) ? 0 : 1
        let line = side == nil ? rest.cutBottom(rows) : nil
        status = line ?? side?.cutBottom(1) ?? rest
        rooms = side
        topic = rest.cutTop(rows)
        input = rest.cutBottom(InputArea.height(state))
        hint = rest.cutBottom(rows)
        let ending = Banner.height(state, width: rest.size.columns)
        if ending > 0 { banner = rest.cutBottom(min(ending, rest.size.rows / 2)) }
        if rows == 0 {
            table = TableArea(state, alone: &rest)
            aside = input.cutRight(Self.aside(state, width: input.size.columns))
        } else {
            table = TableArea(state, cutFrom: &rest)
        }
        messages = rest
        help = corner ?? status
        if corner == nil { help = side == nil ? status.cutRight(9) : Self.end(of: hint) }
    }
}
