import Terminal
import Testing

@testable import ParlorApp

/// The keys that a person chooses.
struct KeyTableTests {
    @Test func `a chosen key is all that the action has`() throws {
        let keys = try KeyTable(choosing: ["help": ["Ctrl-H", "Alt-H"], "quit": []])
        #expect(keys.action(for: .control("h")) == .help)
        #expect(keys.action(for: .alt("h")) == .help)
        #expect(keys.action(for: KeyPress(.function(1))) == nil)
        #expect(keys.action(for: .control("q")) == nil)
        #expect(keys.action(for: KeyPress(.pageUp)) == .pageUp)
    }

    @Test func `a key that is given to one action is taken from another`() throws {
        let keys = try KeyTable(choosing: ["people": ["Alt-R"], "rooms": ["F2"], "newest": ["Alt-3"]])
        #expect(keys.action(for: .alt("r")) == .peoplePane)
        #expect(keys.action(for: KeyPress(.function(2))) == .roomsPane)
        #expect(keys.action(for: .alt("3")) == .bottom)
        #expect(try KeyTable(choosing: ["people": ["Alt-R"]]).bindings.first { $0.name == "rooms" }?.presses == [])
    }

    @Test(arguments: [
        (["hlep": ["F1"]], "there is nothing called hlep that has keys; did you mean help?"),
        (["zzz": ["F1"]], "there is nothing called zzz that has keys"),
        (["help": ["Hyper-x"]], "there is no key Hyper-x; keys are called Ctrl-W, Alt-Enter, PageUp or F1"),
        (["help": ["h"]], "h is needed for writing; take it with Ctrl or Alt"),
        (["help": ["Space"]], "Space is needed for writing; take it with Ctrl or Alt"),
        (["help": ["F2"], "rooms": ["f2"]], "f2 has two actions: help and rooms"),
    ])
    func `a mistake is told with its mending`(chosen: [String: [String]], message: String) {
        let error = #expect(throws: KeyTableError.self) { try KeyTable(choosing: chosen) }
        #expect(error?.description == message)
    }

    @Test func `the screen obeys and tells the chosen keys`() throws {
        var fixture = Fixture.connected(rows: 100)
        fixture.state.keys = try KeyTable(choosing: ["help": ["F2"], "quit": []])
        #expect(fixture.text.contains("F2 help"))
        fixture.press(KeyPress(.function(1)))
        #expect(fixture.state.overlay == nil)
        fixture.press(KeyPress(.function(2)))
        #expect(fixture.text.contains("no key"))
        #expect(!fixture.text.contains("Ctrl-Q"))
    }

    @Test func `without a key for it, help is a command`() throws {
        var fixture = Fixture.connected()
        fixture.state.keys = try KeyTable(choosing: ["help": []])
        #expect(fixture.text.contains("/help"))
    }

    @Test func `every action is called otherwise, and can be chosen for`() throws {
        let names = KeyTable.standard.bindings.map(\.name)
        #expect(Set(names).count == names.count)
        for (number, name) in names.enumerated() {
            let keys = try KeyTable(choosing: [name: ["Ctrl-F\(number + 1)"]])
            #expect(keys.action(for: KeyPress(.function(number + 1), .control)) == keys.bindings[number].action)
        }
    }
}
