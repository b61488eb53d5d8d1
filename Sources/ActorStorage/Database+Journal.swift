import ActorDefinition
import ActorWire
import Foundation
import GRDB

extension JournalKind {
    /// How the database writes it.
    var number: Int64 {
        switch self {
        case .main: 0
        case .audit: 1
        }
    }
}

/// The journals of the actors.
extension Database {
    /// The newest sequence number of a journal; nil while it is empty.
    func head(of kind: JournalKind, in actor: Int64) throws -> UInt64? {
        let statement = try cachedStatement(sql: "SELECT max(sequence) FROM entries WHERE actor = ? AND kind = ?")
        return try Int64.fetchOne(statement, arguments: [actor, kind.number]).map(UInt64.init(bitPattern:))
    }

    func deleteEntries(of actor: Int64) throws {
        try clearIndex(of: actor)
        try cachedStatement(sql: "DELETE FROM entries WHERE actor = ?").execute(arguments: [actor])
    }

    func page(
        of kind: JournalKind, in actor: ActorID, from cursor: JournalCursor, limit: Int, maxBytes: Int
    ) throws -> [JournalEntry] {
        let (condition, order, bound) =
            switch cursor {
            case .after(let sequence): ("sequence > ?", "ASC", Int64(clamping: sequence))
            case .before(let sequence): ("sequence < ?", "DESC", Int64(clamping: sequence))
            case .end: ("sequence <= ?", "DESC", Int64.max)
            }
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT sequence, time, client_id, text, payload FROM entries
                    WHERE actor = (SELECT number FROM actors WHERE id = ?) AND kind = ? AND \(condition)
                    ORDER BY sequence \(order) LIMIT ?
                    """),
            arguments: [Data(text: actor.rawValue), kind.number, bound, max(limit, 0)])
        var page: [JournalEntry] = []
        var room = max(maxBytes, 0)
        while let row = try rows.next() {
            let entry = try JournalEntry(kind: kind, row: row)
            guard page.isEmpty || entry.payload.count <= room else { break }
            room -= entry.payload.count
            page.append(entry)
        }
        return order == "ASC" ? page : page.reversed()
    }
}

extension JournalEntry {
    init(kind: JournalKind, row: Row) throws {
        self.init(
            kind: kind, sequence: UInt64(bitPattern: row[0]), time: Timestamp(milliseconds: row[1]),
            clientID: try row.text(at: 2), text: try row.text(at: 3), payload: try row.bytes(at: 4) ?? [])
    }
}
