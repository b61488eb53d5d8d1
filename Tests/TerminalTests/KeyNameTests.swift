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
    }
}
