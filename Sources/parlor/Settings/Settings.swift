import ActorClient
import Foundation
import ParlorApp

/// What a person has chosen for good, in `config.toml` in their configuration folder. The command line outdoes it.
struct Settings: Sendable {
    /// The name by which the person enters.
    var name: String?
    /// The host that is meant, as with `--server`.
    var server: String?
    /// The room that is entered when none is named.
    var room: String?
    /// Where `host` and `serve` listen, as with `--listen`.
    var listen: ListenAddress?
    var usesColor = true
    var usesMouse = true
    var keys = KeyTable.standard

    static let file = Folders.configuration.appending(path: "config.toml")

    /// A longer file is none that a person wrote.
    private static let byteLimit = 65_536

    /// The settings of whoever runs the program; read once. Without a file there are none.
    ///
    /// - Throws: `Failure` for a file that cannot be read, or in which something is wrong.
    static func mine() throws -> Settings { try read.get() }

    private static let read = Result { try Settings(file: file) }

    init() {}

    init(file: URL) throws {
        do throws(SettingsError) {
            try self.init(toml: try Self.text(of: file))
        } catch {
            throw Failure("\(file.path): \(error)")
        }
    }

    /// What is in the file; nothing when it is not there.
    private static func text(of file: URL) throws(SettingsError) -> String {
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            let data = try handle.read(upToCount: byteLimit + 1) ?? Data()
            guard data.count <= byteLimit else {
                throw SettingsError(description: "it is longer than \(byteLimit) bytes")
            }
            return String(decoding: data, as: UTF8.self)
        } catch let error as SettingsError {
            throw error
        } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
            return ""
        } catch {
            throw SettingsError(description: "it cannot be read: \(error.localizedDescription)")
        }
    }
}
