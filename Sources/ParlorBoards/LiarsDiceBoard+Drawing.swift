import ParlorGames
public import Terminal

extension LiarsDiceBoard {
    /// Players, what was said last, the own dice and the own bid, from the top to the bottom. Where there is room, lines
    /// are between them and the own dice are boxes; where there is little, three players share a line.
    public static func draw(_ scene: Scene<Self>, on grid: inout Grid) {
        let players = scene.view.counts.count
        let isCrowded = scene.size.rows < players + 3
        for seat in 0..<players {
            if isCrowded { drawSummary(of: seat, scene, on: &grid) } else { drawPlayer(seat, scene, on: &grid) }
        }
        let news = TextWidth.truncated(news(scene), to: scene.size.columns - 1, mark: scene.look("…", "~"))
        let newsRow = isCrowded ? 2 : isRoomy(scene) ? players + 1 : players
        grid.write(news, at: Position(column: 1, row: newsRow), style: Ink.last)
        guard let seat = seatWithDice(scene) else { return }
        drawHand(scene.view.hands[seat] ?? [], scene, on: &grid)
        drawBid(scene, on: &grid)
    }

    static func isRoomy(_ scene: Scene<Self>) -> Bool { scene.size == idealSize(scene.view) }

    // MARK: Players

    private static func drawPlayer(_ seat: Seat, _ scene: Scene<Self>, on grid: inout Grid) {
        let (view, row) = (scene.view, seat)
        let isOut = view.counts[seat] == 0
        let columns = min(max(scene.size.columns - 15 - 3 * view.options.dice, 4), 14)
        drawName(of: seat, scene, in: Rect(column: 0, row: row, columns: columns + 2, rows: 1), on: &grid)
        var column = columns + 3
        for die in dice(of: seat, view) {
            grid.write(die.text, at: Position(column: column, row: row), style: die.style)
            column += 3
        }
        let rest = isOut ? " out" : view.claim?.seat == seat ? "  bids \(text(view.claim?.bid))" : ""
        guard column + rest.count <= scene.size.columns else { return }
        grid.write(rest, at: Position(column: column, row: row), style: isOut ? Ink.faint : Ink.last)
    }

    private static func drawName(of seat: Seat, _ scene: Scene<Self>, in rect: Rect, on grid: inout Grid) {
        var rest = rect
        let arrow = scene.turn.contains(seat) ? scene.look("▸", ">") : " "
        grid.write(arrow, at: rest.cutLeft(2).origin, style: Ink.strong)
        let style = scene.view.counts[seat] == 0 ? Ink.faint : seat == scene.seat ? Ink.strong : Ink.text
        let name = TextWidth.truncated(scene.name(of: seat), to: rest.size.columns, mark: scene.look("…", "~"))
        grid.write(name, at: rest.origin, style: style)
    }

    /// A player's name and dice left, in a third of a line; in square brackets, how many counted when the cups were lifted.
    private static func drawSummary(of seat: Seat, _ scene: Scene<Self>, on grid: inout Grid) {
        let width = scene.size.columns / 3
        let rect = Rect(column: seat % 3 * width, row: seat / 3, columns: width - 5, rows: 1)
        drawName(of: seat, scene, in: rect, on: &grid)
        let counted = dice(of: seat, scene.view).count { $0.text.hasPrefix("[") }
        let text = scene.view.reveal == nil ? "\(scene.view.counts[seat])" : "[\(counted)]"
        grid.write(text, at: Position(column: rect.columns.upperBound + 1, row: rect.origin.row), style: Ink.text)
    }

    /// The dice of a player, three cells each: as they lay when the cups were lifted, else the own ones and question marks.
    private static func dice(of seat: Seat, _ view: LiarsDice.View) -> [(text: String, style: Style)] {
        if let reveal = view.reveal {
            let faces = [reveal.claim.bid.face, view.options.wild ? 1 : reveal.claim.bid.face]
            return reveal.hands[seat].map { faces.contains($0) ? ("[\($0)]", Ink.win) : (" \($0) ", Ink.text) }
        }
        let hidden = Array(repeating: (text: " ? ", style: Ink.faint), count: view.counts[seat])
        return view.hands[seat].map { $0.map { (" \($0) ", Ink.text) } } ?? hidden
    }

    /// What was said last, and what came of it.
    private static func news(_ scene: Scene<Self>) -> String {
        let view = scene.view
        if let reveal = view.reveal {
            let (bid, caller) = (text(reveal.claim.bid), scene.name(of: reveal.caller))
            let verdict =
                switch reveal.call {
                case .challenge: reveal.isTrue ? "is true" : "is a lie"
                case .exact: reveal.loser == nil ? "is exact" : "is not exact"
                }
            let end = reveal.loser.map { "\(scene.name(of: $0)) loses a die" } ?? "\(caller) is right"
            return "\(bid) \(verdict), \(reveal.count) in all: \(end)"
        }
        guard let claim = view.claim else { return "no bid yet" }
        return "the bid is \(text(claim.bid)) by \(scene.name(of: claim.seat))"
    }

    private static func text(_ bid: LiarsDice.Bid?) -> String { bid.map { "\($0.count)x\($0.face)" } ?? "" }

    // MARK: The own dice and bid

    private static func drawHand(_ hand: [Int], _ scene: Scene<Self>, on grid: inout Grid) {
        let look = scene.look
        let row = isRoomy(scene) ? scene.size.rows - 5 : scene.size.rows - 2
        let start = grid.write("yours ", at: Position(column: 1, row: row), style: Ink.faint) + 1
        for (index, die) in hand.enumerated() {
            let column = start + index * (isRoomy(scene) ? 4 : 3)
            guard isRoomy(scene) else {
                grid.write(" \(die) ", at: Position(column: column, row: row), style: Ink.strong)
                continue
            }
            // Boxes share their sides: each draws its left half, and the last one closes the row.
            let isFirst = index == 0
            let box = [
                look(isFirst ? "┌───┐" : "┬───┐", "+---+"), look("│ \(die) │", "| \(die) |"),
                look(isFirst ? "└───┘" : "┴───┘", "+---+"),
            ]
            for (line, text) in box.enumerated() {
                grid.write(text, at: Position(column: column, row: row - 1 + line), style: Ink.strong)
            }
        }
    }

    private static func drawBid(_ scene: Scene<Self>, on grid: inout Grid) {
        let style = scene.moves.isEmpty ? Ink.faint : Ink.strong
        for button in buttons(scene) {
            grid.write(button.text, at: button.rect.origin, style: scene.moves.isEmpty ? Ink.faint : Ink.legal)
        }
        let row = bidRow(scene)
        let count = String(scene.cursor.count)
        grid.write(count, at: Position(column: 5 - count.count, row: row), style: style)
        grid.write("x", at: Position(column: 9, row: row), style: style)
        grid.write("\(scene.cursor.face)", at: Position(column: 13, row: row), style: style)
        guard isRoomy(scene) else { return }
        let keys = "arrows change the bid, Enter bids, ! liar" + (scene.view.options.exact ? ", = exact" : "")
        grid.write(keys, at: Position(column: 1, row: row + 1), style: Ink.faint)
    }

    private static func bidRow(_ scene: Scene<Self>) -> Int { scene.size.rows - (isRoomy(scene) ? 2 : 1) }

    /// What can be clicked: `- 4 +  x  < 5 >  [bid] [liar] [exact]`.
    static func buttons(_ scene: Scene<Self>) -> [(text: String, rect: Rect, act: Act)] {
        var buttons: [(Int, String, Act)] = [
            (1, "-", .count(-1)), (6, "+", .count(1)), (11, "<", .face(-1)), (15, ">", .face(1)), (18, "[bid]", .bid),
        ]
        if scene.view.claim != nil {
            buttons.append((24, "[liar]", .call(.challenge)))
            if scene.view.options.exact { buttons.append((31, "[exact]", .call(.exact))) }
        }
        return buttons.map { column, text, act in
            (text, Rect(column: column, row: bidRow(scene), columns: text.count, rows: 1), act)
        }
    }
}
