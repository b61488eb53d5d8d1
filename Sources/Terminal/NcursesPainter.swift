import CNcurses
import Glibc

/// Paints grids through ncurses. All calls of ncurses are here; they belong to one thread.
package final class NcursesPainter {
    private let screen: OpaquePointer
    let depth: ColorDepth
    private var shown: Grid?
    private var isCursorVisible = true
    var abilities: TerminalAbilities {
        didSet { if abilities != oldValue { repaintAll() } }
    }

    /// Takes over the terminal; nothing is written yet.
    ///
    /// - Parameters:
    ///   - type: The terminal's type. An unknown one is taken for xterm's, as nearly all are like it.
    ///   - noColor: The value of `NO_COLOR`.
    package init(type: String, noColor: String?) throws(TerminalError) {
        let isUnicode = Self.chooseLocale()
        guard let screen = cn_newterm(type) ?? cn_newterm("xterm-256color") else { throw .unknownType(type) }
        guard cn_capability("cup") != nil else {
            // Even now ncurses has changed the modes.
            endwin()
            delscreen(screen)
            throw .unknownType(type)
        }
        self.screen = screen
        abilities = TerminalAbilities(isUnicode: isUnicode)
        raw()
        noecho()
        nonl()
        keypad(cn_stdscr(), true)
        intrflush(cn_stdscr(), false)
        // Or a frame would be put off while keys are waiting.
        typeahead(-1)
        depth = Self.startColor(noColor)
    }

    deinit {
        delscreen(screen)
    }

    /// A shell without a locale still gets UTF-8.
    private static func chooseLocale() -> Bool {
        setlocale(LC_CTYPE, "")
        if String(cString: cn_codeset()) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        return String(cString: cn_codeset()) == "UTF-8"
    }

    private static func startColor(_ noColor: String?) -> ColorDepth {
        guard noColor?.isEmpty != false, start_color() == OK, use_default_colors() == OK else { return .monochrome }
        return ColorDepth(colors: Int(cn_colors()), noColor: noColor)
    }

    /// What gives the terminal back when the program cannot call ncurses any more.
    var restoreBytes: [UInt8] {
        let names = ["sgr0", "rmkx", "cnorm", "rmcup"]
        let capabilities = names.compactMap { cn_capability($0).map { String(cString: $0) } }
        return EscapeCodes.disableModes + Array(capabilities.joined().utf8)
    }
}

extension NcursesPainter {
    /// Switches to the blank screen of the program.
    package func begin() {
        clearok(cn_stdscr(), true)
        wnoutrefresh(cn_stdscr())
        doupdate()
    }

    package func end() {
        endwin()
    }

    /// Takes the terminal back after ``end()``.
    func resume() {
        reset_prog_mode()
        repaintAll()
        begin()
    }

    package func resize(to size: Size) {
        resizeterm(Int32(size.rows), Int32(size.columns))
        repaintAll()
    }

    /// Nothing of what the terminal shows is known any more.
    private func repaintAll() {
        shown = nil
        clearok(cn_stdscr(), true)
    }

    /// Paints what differs from the last grid. The grid must have the terminal's size.
    package func paint(_ grid: Grid) {
        let rows = grid.damagedRows(since: shown)
        guard !rows.isEmpty || grid.cursor != shown?.cursor else { return }
        let plans = rows.map { (row: $0, items: items(of: grid[row: $0])) }
        let overlay = OverlayPass.bytes(plans)
        // What is written at once needs nothing around it, as after nearly every key.
        let isOneWrite = plans.count <= 1 && overlay.isEmpty
        if !isOneWrite { Output.write(EscapeCodes.beginFrame) }
        for plan in plans { put(plan.items, plan.row) }
        placeCursor(grid)
        wnoutrefresh(cn_stdscr())
        doupdate()
        if !isOneWrite { Output.write(overlay + EscapeCodes.endFrame) }
        shown = grid
    }

    private func placeCursor(_ grid: Grid) {
        let cursor = grid.cursor.flatMap { grid.bounds.contains($0) ? $0 : nil }
        if let cursor { wmove(cn_stdscr(), Int32(cursor.row), Int32(cursor.column)) }
        guard (cursor != nil) != isCursorVisible else { return }
        isCursorVisible = cursor != nil
        curs_set(isCursorVisible ? 1 : 0)
    }

    private func items(of cells: [Cell]) -> [OverlayPass.Item] {
        var items: [OverlayPass.Item] = []
        items.reserveCapacity(cells.count)
        var wished = Style.plain
        var style = Style.plain
        for (column, cell) in cells.enumerated() where cell.width > 0 {
            if cell.style != wished {
                wished = cell.style
                style = wished.reduced(to: depth)
            }
            let glyph = abilities.adapted(cell.glyph)
            items.append(
                OverlayPass.Item(
                    glyph: glyph, column: column, style: style, link: cell.link, isPlain: isPlain(glyph)))
        }
        return items
    }

    /// Whether ncurses holds the glyph with our width: the system's table may not know its scalars.
    private func isPlain(_ glyph: Glyph) -> Bool {
        if glyph.character.isASCII { return glyph.width == 1 }
        guard glyph.kind == .simple else { return false }
        var expected = Int32(glyph.width)
        for scalar in glyph.character.unicodeScalars {
            if cn_width(wchar_t(scalar.value)) != expected { return false }
            expected = 0
        }
        return true
    }
}

extension NcursesPainter {
    private func put(_ items: [OverlayPass.Item], _ row: Int) {
        var cells: [cchar_t] = []
        cells.reserveCapacity(items.count)
        var pen = Pen(Style.plain, self)
        for item in items {
            if item.style != pen.style { pen = Pen(item.style, self) }
            if item.isPlain {
                cells.append(pen.cell(item.glyph.character))
            } else {
                for half in 0..<item.glyph.width { cells.append(pen.cell(Self.placeholder(item.glyph, half: half))) }
            }
        }
        mvwadd_wchnstr(cn_stdscr(), Int32(row), 0, cells, Int32(cells.count))
    }

    /// A blank that is different for each glyph, so that ncurses sees whether a row has moved or changed: a no-break
    /// space with two variation selectors. Two glyphs that share one cost nothing but a repaint.
    private static func placeholder(_ glyph: Glyph, half: Int) -> Character {
        let selectors: UInt32 = 240
        var hash = UInt32(half)
        for scalar in glyph.character.unicodeScalars { hash = (hash ^ scalar.value) &* 0x0100_0193 }
        var text = String.UnicodeScalarView(["\u{A0}"])
        text += [hash % selectors, hash / selectors % selectors].compactMap { Unicode.Scalar(0xE0100 + $0) }
        return Character(String(text))
    }

    /// ncurses finds the pair again when it is known, and forgets the oldest when it has no more.
    fileprivate func pair(for style: Style) -> Int32 {
        guard depth > .monochrome, style.foreground != .standard || style.background != .standard else { return 0 }
        return max(alloc_pair(Self.number(style.foreground, depth), Self.number(style.background, depth)), 0)
    }

    private static func number(_ color: Color, _ depth: ColorDepth) -> Int32 {
        switch color {
        case .standard: return -1
        case .indexed(let index) where depth < .direct || index < 8: return Int32(index)
        case .indexed, .rgb:
            guard let (red, green, blue) = color.components else { return -1 }
            // The first eight numbers of a terminal with direct colour are the ANSI colours.
            return max(Int32(red << 16 | green << 8 | blue), 8)
        }
    }
}

/// A style as ncurses wants it.
private struct Pen {
    let style: Style
    private var attributes: attr_t = 0
    private let pair: Int32

    init(_ style: Style, _ painter: NcursesPainter) {
        self.style = style
        pair = painter.pair(for: style)
        if style.attributes.contains(.bold) { attributes |= cn_bold() }
        if style.attributes.contains(.dim) { attributes |= cn_dim() }
        if style.attributes.contains(.italic) { attributes |= cn_italic() }
        if style.attributes.contains(.underline) { attributes |= cn_underline() }
        if style.attributes.contains(.reverse) { attributes |= cn_reverse() }
    }

    /// The cell of a cluster whose first scalar alone has a width.
    func cell(_ character: Character) -> cchar_t {
        var cell = cchar_t()
        if let ascii = character.asciiValue {
            cn_set_scalar(&cell, wchar_t(ascii), attributes, pair)
        } else {
            cn_set_cell(&cell, character.unicodeScalars.map { wchar_t($0.value) } + [0], attributes, pair)
        }
        return cell
    }
}
