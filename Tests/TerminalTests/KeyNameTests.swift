import Terminal
import Testing

@Suite struct KeyNameTests {
    @Test(arguments: [
        ("Ctrl-W", .control("w")), ("Alt-Enter", KeyPress(.enter, .alt)), ("Alt-b", .alt("b")), ("Alt-B", .alt("B")),
        ("F10", KeyPress(.function(10))), ("PageUp", KeyPress(.pageUp)), ("a", KeyPress(.character("a"))),
        ("Ctrl-_", .control("_")), ("-", KeyPress(.character("-"))), ("Space", KeyPress(.character(" "))),
        ("Ctrl-Alt-Delete", KeyPress(.delete, [.control, .alt])),
    ])
    func aStrokeHasTheNameThatPeopleGiveIt(name: String, press: KeyPress) {
        #expect(press.description == name)
        #expect(KeyPress(named: name) == press)
    }

    @Test(arguments: [
        ("ctrl-w", .control("w")), ("alt-enter", KeyPress(.enter, .alt)), ("f35", KeyPress(.function(35))),
        ("PAGEUP", KeyPress(.pageUp)), ("Ctrl-space", .control(" ")), ("Shift-Tab", KeyPress(.tab, .shift)),
        ("Ctrl--", .control("-")), ("Alt-Ctrl-Delete", KeyPress(.delete, [.control, .alt])),
    ])
    func aStrokeIsFoundByItsNameInAnyCapitals(name: String, press: KeyPress) {
        #expect(KeyPress(named: name) == press)
    }

    @Test(arguments: ["", "Ctrl-", "Ctrl-Ctrl-a", "F0", "F36", "Hyper-x", "ab", "Shift-a", "-a", "Enter-"])
    func whatNoStrokeIsCalledIsNone(name: String) {
        #expect(KeyPress(named: name) == nil)
    }
}
