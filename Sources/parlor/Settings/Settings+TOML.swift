import ActorClient
import ArgumentParser
import ParlorApp
import TOMLKit

/// What is wrong in a file of settings, for whoever wrote it.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    let description: String
}

extension Settings {
    private static let names = ["name", "server", "room", "listen", "color", "mouse", "keys"]

    /// - Throws: what is wrong, also for a setting that there is not: it was meant to do something.
    init(toml: String) throws(SettingsError) {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: toml)
        } catch {
            throw SettingsError(description: "\(error)")
        }
        for name in table.keys where !Self.names.contains(name) {
            let meant = EditDistance.nearest(to: name, among: Self.names).map { "; did you mean \($0)?" }
            throw SettingsError(description: "there is no setting \(name)\(meant ?? "; there are \(Self.list)")")
        }
        self.init()
        name = try table.text("name", Naming.validate(person:))
        server = try table.text("server") { _ = try ServerAddress($0) }
        room = try table.text("room", Naming.validate(room:))
        listen = try Self.address(table.text("listen"))
        usesColor = try table.flag("color") ?? true
        usesMouse = try table.flag("mouse") ?? true
        keys = try Self.keys(table)
    }

    private static var list: String { names.joined(separator: ", ") }

    private static func address(_ text: String?) throws(SettingsError) -> ListenAddress? {
        guard let text else { return nil }
        guard let address = ListenAddress(argument: text) else {
            throw SettingsError(description: "listen: '\(text)' is no address, as 127.0.0.1:6420 is one")
        }
        return address
    }

    private static func keys(_ table: TOMLTable) throws(SettingsError) -> KeyTable {
        guard let value = table["keys"] else { return .standard }
        guard let table = value.table else { throw SettingsError(description: "keys is to be a table: [keys]") }
        var chosen: [String: [String]] = [:]
        for action in table.keys {
            let names = table[action]?.string.map { [$0] } ?? table[action]?.array?.map(\.string) ?? [nil]
            guard !names.contains(nil) else {
                throw SettingsError(
                    description: #"keys.\#(action) is to be a key, as "F1", or several, as ["F1", "Alt-h"]"#)
            }
            chosen[action] = names.compactMap { $0 }
        }
        do throws(KeyTableError) {
            return try KeyTable(choosing: chosen)
        } catch {
            throw SettingsError(description: "keys: \(error)")
        }
    }
}

extension TOMLTable {
    fileprivate func text(
        _ name: String, _ check: (String) throws -> Void = { _ in }
    ) throws(SettingsError) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw SettingsError(description: "\(name) is to be a text in quotes") }
        do { try check(text) } catch { throw SettingsError(description: "\(name): \(error)") }
        return text
    }

    fileprivate func flag(_ name: String) throws(SettingsError) -> Bool? {
        guard let value = self[name] else { return nil }
        guard let flag = value.bool else { throw SettingsError(description: "\(name) is to be true or false") }
        return flag
    }
}
