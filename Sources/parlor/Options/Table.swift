import ParlorApp

/// Columns of text, each as wide as its widest cell. Nothing in them is obeyed by a terminal.
struct Table {
    let lines: [String]

    init(_ rows: [[String]]) {
        let rows = rows.map { row in row.map { PlainText.harmless($0).replacing("\n", with: " ") } }
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], PlainText.columns(cell))
            }
        }
        lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - PlainText.columns(cell))
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
