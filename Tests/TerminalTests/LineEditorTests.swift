import RandomTesting
import Terminal
import Testing

/// The stroke of a name, which readline's manual begins with `C-` for Ctrl and `M-` for Alt.
private func press(_ name: String) -> KeyPress {
    let keys: [String: Key] = [
        "Enter": .enter, "Backspace": .backspace, "Delete": .delete, "Left": .left, "Right": .right, "Up": .up,
        "Down": .down, "Home": .home, "End": .end, "F1": .function(1),
    ]
    let modifiers: Modifiers = name.hasPrefix("C-") ? .control : name.hasPrefix("M-") ? .alt : []
    let key = modifiers.isEmpty ? name : String(name.dropFirst(2))
    return KeyPress(keys[key] ?? .character(Character(key)), modifiers)
}

extension LineEditor {
    /// Types a script: characters, and names of keys in angle brackets.
    fileprivate mutating func type(_ script: String) {
        var rest = script[...]
        while let character = rest.popFirst() {
            if character == "<", let end = rest.firstIndex(of: ">") {
                _ = handle(press(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                _ = handle(KeyPress(.character(character)))
            }
        }
    }

    /// The text with a bar where the cursor is.
    fileprivate var picture: String {
        var text = Array(text)
        text.insert("|", at: cursor)
        return String(text)
    }
}

@Suite struct LineEditorTests {
    @Test(arguments: [
        ("hello<C-a>x", "x|hello"), ("hello<Home><C-e>x", "hellox|"), ("hello<C-b><Left>x", "helx|lo"),
        ("ab<C-a><C-f><Right>c", "abc|"),
        ("one two three<M-b>", "one two |three"), ("one two<C-a><M-f>", "one| two"),
        ("one, two<C-Left><C-Left>", "|one, two"),
        ("one two<C-a><C-Right><C-Right>", "one two|"), ("abc<Backspace><C-h>", "a|"),
        ("abc<C-a><C-d><Delete>", "|c"),
        ("hello world<M-b><C-k>", "hello |"), ("hello world<M-b><C-u>", "|world"), ("a/b c/d<C-w>", "a/b |"),
        ("a/b c/d<M-Backspace>", "a/b c/|"),
        ("one two<C-a><M-d>", "| two"), ("one two<C-w><C-a><C-y> ", "two |one "), ("ab<C-t>", "ba|"),
        ("abc<C-a><C-f><C-t>", "ba|c"),
        ("abc<C-_>", "|"), ("abc def<C-_>", "abc|"), ("abc<C-u><C-_>", "abc|"), ("abc<M-Enter>def", "abc\ndef|"),
        ("abc<M-Enter>de<Up>", "ab|c\nde"), ("a<M-Enter>def<Up><Down>", "a\nd|ef"),
        ("ab<M-Enter>cd<C-u><C-u>", "ab|"),
        ("ab<M-Enter>cd<C-a>x", "ab\nx|cd"), ("ab<M-Enter>cd<Up><C-k>", "ab|cd"),
        ("漢字<Left><Backspace>", "|字"),
        ("👩‍💻👨‍👩‍👧<Backspace>", "👩‍💻|"), ("<Backspace><Delete><C-k><C-w><C-t><M-f><M-b><C-y><C-_>", "|"),
    ])
    func keysEditAsInReadline(script: String, picture: String) {
        var editor = LineEditor()
        editor.type(script)
        #expect(editor.picture == picture)
    }

    @Test func outcomesTellWhatChanged() {
        var editor = LineEditor()
        #expect(editor.handle(press("a")) == .edited)
        #expect(editor.handle(press("Left")) == .moved)
        #expect(editor.handle(press("Enter")) == .ignored)
        #expect(editor.handle(press("F1")) == .ignored)
        #expect(editor.handle(press("Backspace")) == .moved)
    }

    @Test func scalarsThatArriveOneByOneBecomeOneCluster() {
        var editor = LineEditor()
        for scalar in "xe\u{301}👩‍💻🇸🇪".unicodeScalars { _ = editor.handle(KeyPress(.character(Character(scalar)))) }
        #expect(editor.cursor == 4)
        _ = editor.handle(press("Backspace"))
        #expect(editor.text == "xe\u{301}👩‍💻")
    }

    @Test func upAndDownWalkTheHistoryAndKeepTheDraft() {
        var editor = LineEditor()
        editor.type("one")
        #expect(editor.submit() == "one")
        editor.type("two")
        _ = editor.submit()
        editor.type("draft<Up>")
        #expect(editor.text == "two")
        editor.type("<Up><Up>")
        #expect(editor.text == "one")
        editor.type("<Down><Down>")
        #expect(editor.text == "draft")
        editor.type("<Down>")
        #expect(editor.text == "draft")
    }

    @Test func theHistoryForgetsTheOldestAndTheRepeated() {
        var editor = LineEditor(historyLimit: 2)
        for text in ["one", "two", "two", "three", "  "] {
            editor.insert(text)
            _ = editor.submit()
        }
        editor.type("<Up><Up><Up>")
        #expect(editor.text == "two")
    }

    @Test func aPasteIsCleanedAndBounded() {
        var editor = LineEditor(byteLimit: 10)
        #expect(editor.insert("a\r\nb\u{1B}\t\u{7}c") == true)
        #expect(editor.text == "a\nb c")
        #expect(editor.insert("漢漢") == false)
        #expect(editor.text == "a\nb c漢")
        #expect(editor.text.utf8.count == 8)
    }

    @Test func aCompletionReplacesARange() {
        var editor = LineEditor()
        editor.type("hi @an there<M-b><Left>")
        #expect(editor.textBeforeCursor == "hi @an")
        editor.replace(3..<6, with: "@anna")
        #expect(editor.picture == "hi @anna| there")
        editor.replace(90..<99, with: "!")
        #expect(editor.picture == "hi @anna there!|")
        editor.undo()
        editor.undo()
        #expect(editor.text == "hi @an there")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func itAgreesWithANaiveModel(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var editor = LineEditor(byteLimit: 100_000)
        var left = ""
        var right = ""
        let letters = ["a", "b", " ", "漢", "😀", "ß"]
        for _ in 0..<150 {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0:
                _ = editor.handle(press("Left"))
                if let last = left.popLast() { right.insert(last, at: right.startIndex) }
            case 1:
                _ = editor.handle(press("C-f"))
                if !right.isEmpty { left.append(right.removeFirst()) }
            case 2:
                _ = editor.handle(press("Backspace"))
                _ = left.popLast()
            case 3:
                _ = editor.handle(press("Delete"))
                if !right.isEmpty { right.removeFirst() }
            case 4:
                _ = editor.handle(press("Home"))
                (left, right) = ("", left + right)
            case 5:
                _ = editor.handle(press("C-w"))
                while left.last == " " { left.removeLast() }
                while let last = left.last, last != " " { left.removeLast() }
            case 6:
                _ = editor.handle(press("End"))
                (left, right) = (left + right, "")
            default:
                let letter = letters.randomElement(using: &generator) ?? "a"
                _ = editor.handle(KeyPress(.character(Character(letter))))
                left += letter
            }
            #expect(editor.text == left + right)
            #expect(editor.textBeforeCursor == left)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func anyStrokesKeepTheCursorInside(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var editor = LineEditor(byteLimit: 200)
        let keys = [
            "Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Delete", "C-k", "C-u", "C-w", "C-y", "C-t",
            "M-b", "M-f", "M-d", "C-_", "M-Enter",
        ]
        for _ in 0..<200 {
            if Bool.random(using: &generator) {
                _ = editor.handle(press(keys.randomElement(using: &generator) ?? "Left"))
            } else {
                editor.insert(sampleClusters.randomElement(using: &generator) ?? "a")
            }
            if Int.random(in: 0..<20, using: &generator) == 0 { _ = editor.submit() }
            #expect((0...editor.text.count).contains(editor.cursor))
            #expect(editor.text.utf8.count <= 200)
            let width = Int.random(in: 2...12, using: &generator)
            let rows = Int.random(in: 1...3, using: &generator)
            let view = editor.view(width: width, rows: rows)
            #expect((1...rows).contains(view.lines.count))
            #expect(view.lines.allSatisfy { TextWidth.columns($0) <= width })
            #expect((0..<width).contains(view.cursor.column) && view.lines.indices.contains(view.cursor.row))
        }
    }

    @Test func theViewFollowsTheCursor() {
        var editor = LineEditor()
        editor.type("0123456789abcdef")
        #expect(editor.view(width: 10) == EditorView(lines: ["abcdef"], cursor: Position(column: 6, row: 0)))
        editor.type("<Home>")
        #expect(editor.view(width: 10) == EditorView(lines: ["0123456789"], cursor: Position(column: 0, row: 0)))
        editor.type("<End><M-Enter>x")
        #expect(editor.view(width: 10, rows: 3).lines == ["0123456789", "x"])
        #expect(editor.view(width: 10, rows: 1).lines == ["x"])
    }
}
