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
        let first = data.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
        do {
            guard first == UInt8(ascii: "{") else {
                return try ChessFile.record(of: String(decoding: data, as: UTF8.self))
            }
            return try Value(json: data).decode(MatchRecord.self)
        } catch {
            throw Failure("\(title(of: name)) is no record of a match: \(error)")
        }
    }

    private static func contents(of name: String) throws -> Data {
        let data: Data?
        do {
            let handle = name == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw Failure("\(title(of: name)) cannot be read: \(error.localizedDescription)")
        }
        guard let data, !data.isEmpty else { throw Failure("\(title(of: name)) is empty") }
        guard data.count <= limit else { throw Failure("\(name) has more than \(limit) bytes, too much for a match") }
        return data
    }

    private static func title(of name: String) -> String { name == "-" ? "standard input" : name }
}
