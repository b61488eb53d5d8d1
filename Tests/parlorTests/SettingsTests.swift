import Foundation
import ParlorApp
import Testing

@testable import parlor

/// `config.toml`.
struct SettingsTests {
    @Test func everySettingIsRead() throws {
        let settings = try Settings(
            toml: """
                name = "mika"
                server = "http://10.0.0.7:6420"
                room = "ops"
                listen = "[::1]:7000"   # this machine
                color = false
                mouse = false

                [keys]
                help = ["F2", "Alt-h"]
                quit = "Ctrl-X"
                """)
        #expect(settings.name == "mika")
        #expect(settings.server == "http://10.0.0.7:6420")
        #expect(settings.room == "ops")
        #expect(settings.listen?.description == "[::1]:7000")
        #expect(!settings.usesColor && !settings.usesMouse)
        #expect(settings.keys.names(of: "help") == ["F2", "Alt-h"])
        #expect(settings.keys.names(of: "quit") == ["Ctrl-X"])
        #expect(settings.keys.names(of: "send") == ["Enter"])
    }

    @Test func whatIsNotSaidIsAsWithoutAFile() throws {
        let settings = try Settings(toml: "")
        #expect(settings.name == nil && settings.server == nil && settings.room == nil && settings.listen == nil)
        #expect(settings.usesColor && settings.usesMouse)
        #expect(settings.keys.names(of: "help") == ["F1"])
    }

    @Test(arguments: [
        ("nmae = \"a\"", "there is no setting nmae; did you mean name?"),
        ("zoom = 3", "there is no setting zoom; there are name, server, room, listen, color, mouse, keys"),
        ("name = 3", "name is to be a text in quotes"),
        ("room = \"a b\"", "room: "), ("name = \"\"", "name: "), ("server = \"ftp://x\"", "server: "),
        ("listen = \"a:b:c\"", "listen: 'a:b:c' is no address, as 127.0.0.1:6420 is one"),
        ("mouse = \"no\"", "mouse is to be true or false"), ("keys = 1", "keys is to be a table: [keys]"),
        ("[keys]\nhelp = 1", #"keys.help is to be a key, as "F1", or several, as ["F1", "Alt-h"]"#),
        ("[keys]\nhelp = [\"F1\", 2]", "keys.help is to be a key"),
        ("[keys]\nhepl = \"F2\"", "keys: there is nothing called hepl that has keys; did you mean help?"),
        ("name = = 1", "(at line 1"),
    ])
    func whatIsWrongIsTold(toml: String, message: String) {
        let error = #expect(throws: SettingsError.self) { try Settings(toml: toml) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func theFileIsNamedWhereItIsWrongAndNeedNotBeThere() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString).toml")
        #expect(try Settings(file: file).name == nil)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("colour = true".utf8).write(to: file)
        let error = #expect(throws: Failure.self) { try Settings(file: file) }
        #expect(error?.description == "\(file.path): there is no setting colour; did you mean color?")
        try Data("\u{1B}]0;title\u{7} = 1".utf8).write(to: file)
        let hostile = #expect(throws: Failure.self) { try Settings(file: file) }
        #expect(hostile?.description.contains { $0.asciiValue.map { $0 < 0x20 } ?? false } == false)
        try Data(repeating: UInt8(ascii: "#"), count: 65_537).write(to: file)
        let tooLong = #expect(throws: Failure.self) { try Settings(file: file) }
        #expect(tooLong?.description.hasSuffix("it is longer than 65536 bytes") == true)
    }
}
