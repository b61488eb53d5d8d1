import Terminal
import Testing

@Suite struct KeyNameTests {
    @Test(arguments: [
        ("Ctrl-W", .control("w")), ("C-w", .control("w")), ("Alt-Enter", KeyPress(.enter, .alt)), ("M-b", .alt("b")),
        ("F10", KeyPress(.function(10))), ("pageup", KeyPress(.pageUp)), ("a", KeyPress(.character("a"))),
        ("Ctrl-_", .control("_")), ("-", KeyPress(.character("-"))), ("Alt--", .alt("-")),
        ("Space", KeyPress(.character(" "))),
        ("Ctrl-Alt-Delete", KeyPress(.delete, [.control, .alt])), ("f", KeyPress(.character("f"))),
    ])
    func aNameIsRead(name: String, press: KeyPress) {
        #expect(KeyPress(name) == press)
        #expect(KeyPress(press.description) == press)
    }

    @Test(arguments: ["", "Ctrl-", "Hyper-a", "F99", "Ctrl-Ctrl-a", "nonsense"])
    func aWrongNameIsRefused(name: String) {
        #expect(KeyPress(name) == nil)
    }
}
