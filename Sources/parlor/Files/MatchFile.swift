import ActorWire
import Foundation
import ParlorGames
import ParlorRooms

/// Records of matches as files.
enum MatchFile {
    /// The largest file that is read: 16 MB.
    private static let limit = 16 * 1_024 * 1_024

    /// - Parameter name: A path, or `-` for standard input.
    /// - Throws: `Failure` that says what is wrong with the file.
    static func read(_ name: String) throws -> MatchRecord {
        let data = try contents(of: name)
        do {
            return try record(of: data)
        } catch {
            throw Failure("\(title(of: name)) is no record of a match: \(error)")
        }
    }

    private static func record(of data: Data) throws -> MatchRecord {
        guard let text = String(validating: data, as: UTF8.self), !text.contains("\0") else {
            throw Failure("it is no text; \(expected)")
        }
        switch text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) {
        case nil: throw Failure("nothing is in it; \(expected)")
        case "{":
            do { return try Value(json: data).decode(MatchRecord.self) } catch let error as JSONError {
                throw Failure("its JSON is broken: \(error)")
            } catch {
                throw Failure("it is JSON of something else (\(error)); \(expected)")
            }
        case "[" where (try? Value(json: data)) != nil: throw Failure("it is a list in JSON; \(expected)")
        default:
            do { return try ChessFile.record(of: text) } catch {
                guard ChessFile.looksLikeOne(text) else { throw Failure("it is text of another kind; \(expected)") }
                throw Failure("its PGN is wrong: \(error)")
            }
        }
    }

    private static let expected =
        "expected is what `parlor record ROOM MATCH` prints, which is JSON, or a game of chess in PGN"

    private static func contents(of name: String) throws -> Data {
        let data: Data?
        do {
            let handle = name == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw Failure(whyUnreadable(name))
        }
        guard let data, !data.isEmpty else { throw Failure("\(title(of: name)) is empty") }
        guard data.count <= limit else { throw Failure("\(name) has more than \(limit) bytes, too much for a match") }
        return data
    }

    private static func whyUnreadable(_ name: String) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: name, isDirectory: &isDirectory) else {
            return "\(name) is not there"
        }
        return isDirectory.boolValue ? "\(name) is a folder: name a file in it" : "\(title(of: name)) cannot be read"
    }

    private static func title(of name: String) -> String { name == "-" ? "standard input" : name }
}
