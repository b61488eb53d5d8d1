import Glibc
import Terminal

/// Frames of a chat of 120 × 36 cells through ncurses, against writing the whole screen anew.
func measureRender() async throws -> [Comparison] {
    let screen = try CapturedOutput()
    let painter = try NcursesPainter(type: "xterm-256color", noColor: nil)
    painter.begin()
    painter.resize(to: Chat.size)
    var chat = Chat()
    var comparisons: [Comparison] = []
    for (name, change) in [("a key", { chat.type() }), ("a message", { chat.scroll() })] {
        let frames = 200
        let bytesBefore = screen.count
        let ours = await nanoseconds(for: frames) {
            for _ in 0..<frames {
                change()
                painter.paint(chat.grid)
            }
        }
        let oursBytes = (screen.count - bytesBefore) / (frames * 6)
        let theirs = await nanoseconds(for: frames) {
            for _ in 0..<frames {
                change()
                screen.write("\u{1B}[H\u{1B}[2J" + chat.grid.lines.joined(separator: "\r\n"))
            }
        }
        let theirsBytes = chat.grid.text.utf8.count
        comparisons += [
            Comparison(
                name: "render, \(name), µs", ours: ours / 1_000, baseline: "the whole screen", theirs: theirs / 1_000),
            Comparison(
                name: "render, \(name), bytes", ours: Double(oursBytes), baseline: "the whole screen",
                theirs: Double(theirsBytes)),
        ]
    }
    painter.end()
    screen.end()
    return comparisons
}

/// A screen full of messages, and an input line below.
private struct Chat {
    static let size = Size(columns: 120, rows: 36)

    private(set) var grid = Grid(size: Self.size)
    private var messages = 0
    private var typed = ""

    init() { draw() }

    mutating func type() {
        typed = typed.count < 100 ? typed + "x" : ""
        draw()
    }

    mutating func scroll() {
        messages += 1
        draw()
    }

    private mutating func draw() {
        grid = Grid(size: Self.size)
        for row in 0..<(Self.size.rows - 1) {
            let number = messages + row
            let text = "person\(number % 7): message \(number), which says \(number * 7_919 % 1_000)"
            grid.write("12:\(10 + number % 50) " + text, at: Position(column: 0, row: row))
        }
        grid.write("> " + typed, at: Position(column: 0, row: Self.size.rows - 1))
        grid.cursor = Position(column: 2 + typed.count, row: Self.size.rows - 1)
    }
}

/// Standard output, led into a file while something is painted.
private final class CapturedOutput {
    private let saved: CInt
    private let file: CInt

    struct Failure: Error {}

    init() throws {
        fflush(nil)
        saved = dup(STDOUT_FILENO)
        file = tmpfile().map(fileno) ?? -1
        guard saved >= 0, file >= 0, dup2(file, STDOUT_FILENO) >= 0 else { throw Failure() }
    }

    /// The bytes so far.
    var count: Int { Int(lseek(file, 0, SEEK_CUR)) }

    func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }

    func end() {
        fflush(nil)
        dup2(saved, STDOUT_FILENO)
        close(saved)
    }
}
