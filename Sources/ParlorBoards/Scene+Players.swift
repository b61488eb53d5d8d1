public import ParlorGames
public import Terminal

extension Scene {
    /// Draws who plays on one row: each with a mark, the own name in bold, and an arrow at those whose turn it is. Names
    /// share the width.
    ///
    /// - Parameter mark: The sign of a seat on the board, and how it looks.
    public func drawPlayers(
        count: Int, in rect: Rect, on grid: inout Grid, mark: (Seat) -> (text: String, style: Style)
    ) {
        guard count > 0, rect.size.rows > 0 else { return }
        var rest = rect
        for seat in 0..<count {
            var place = rest.cutLeft(rest.size.columns / (count - seat))
            let arrow = turn.contains(seat) ? look("▸", ">") : " "
            grid.write(arrow, at: place.cutLeft(1).origin, style: Ink.strong)
            let mark = mark(seat)
            let sign = place.cutLeft(TextWidth.columns(mark.text) + 1)
            grid.write(mark.text, at: sign.origin, style: mark.style, maxWidth: sign.size.columns)
            let name = TextWidth.truncated(name(of: seat), to: max(place.size.columns - 1, 0), mark: look("…", "~"))
            grid.write(name, at: place.origin, style: seat == self.seat ? Ink.strong : Ink.text)
        }
    }
}
