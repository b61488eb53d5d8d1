import Terminal

/// Asks what is to become of a long paste, over the lower part of the chat.
enum PasteScreen {
    private static let shown = 4

    static func draw(_ paste: PasteGuard, on grid: inout Grid) {
        var rest = grid.bounds
        let lines = min(shown, max(grid.size.rows - 6, 1))
        var box = rest.cutBottom(lines + 4)
        grid.fill(box)
        grid.cursor = nil
        let top = box.cutTop(1)
        grid.fill(top, with: "─", style: Theme.border)
        grid.draw([Span("── paste of \(paste.lines.count) lines ", Theme.strong)], in: top)
        let keys = box.cutBottom(1)
        let question = box.cutBottom(1)
        for (row, line) in paste.lines.prefix(lines).enumerated() {
            grid.draw([Span("  \(line)", Theme.faint)], in: box, row: row)
        }
        let more = paste.lines.count - lines
        if more > 0 { grid.draw([Span("  … \(more) more", Theme.faint)], in: box, row: lines) }
        let text = paste.trouble ?? "Send \(paste.messages.count) messages to #\(paste.room), or one?"
        grid.draw([Span(" \(text)", paste.trouble == nil ? Theme.text : Theme.trouble)], in: question)
        grid.draw([Span(" [l]ines  [o]ne message  [e]dit  Esc no", Theme.strong)], in: keys)
    }
}
