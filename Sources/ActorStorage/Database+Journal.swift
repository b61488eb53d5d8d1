import ActorDefinition
import ActorWire
import Foundation
import GRDB

extension JournalKind {
    /// How the database writes it.
    fileprivate var number: Int64 {
        switch self {
        case .main: 0
        case .audit: 1
        }
    }
}

/// The journals of the actors.
extension Database {
    /// The newest sequence number of each journal that has one.
    func heads(of actor: Int64) throws -> [JournalKind: UInt64] {
        var heads: [JournalKind: UInt64] = [:]
        for kind in JournalKind.allCases {
            heads[kind] = try head(of: kind, in: actor)
        }
        return heads
    }

    private func head(of kind: JournalKind, in actor: Int64) throws -> UInt64? {
        let statement = try cachedStatement(sql: "SELECT max(sequence) FROM entries WHERE actor = ? AND kind = ?")
        return try Int64.fetchOne(statement, arguments: [actor, kind.number]).map(UInt64.init(bitPattern:))
    }

    /// Why these entries cannot be appended; nil when they can.
    func fault(in entries: [JournalEntry], of actor: Int64) throws -> String? {
        var heads: [JournalKind: UInt64] = [:]
        for entry in entries {
            let head = try heads[entry.kind] ?? head(of: entry.kind, in: actor) ?? 0
            guard entry.sequence == head + 1 else {
                return "entry \(entry.sequence) of the \(entry.kind.rawValue) journal does not follow entry \(head)"
            }
            guard entry.sequence <= EntryNumber.lastSequence else { return "the journal is full" }
            heads[entry.kind] = entry.sequence
        }
        return nil
    }

    /// Appends entries of which `fault` found none.
    func insert(_ entries: [JournalEntry], of actor: Int64) throws {
        guard !entries.isEmpty else { return }
        let statement = try cachedStatement(
            sql: """
                INSERT INTO entries (actor, kind, sequence, time, client_id, text, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for entry in entries {
            try statement.execute(arguments: [
                actor, entry.kind.number, Int64(bitPattern: entry.sequence), entry.time.milliseconds,
                entry.clientID.map { Data(text: $0) }, entry.text.map { Data(text: $0) }, Data(entry.payload),
            ])
        }
        if let first = entries.first(where: { $0.kind == .main && $0.text != nil }) {
            try index(from: Int64(bitPattern: first.sequence), of: actor)
        }
    }

    /// Makes the newest entries of an actor to be found by their words, in one statement for all.
    private func index(from sequence: Int64, of actor: Int64) throws {
        try cachedStatement(
            sql: """
                INSERT INTO entry_words (rowid, text)
                SELECT ? + sequence, CAST(text AS TEXT) FROM entries
                WHERE actor = ? AND kind = ? AND sequence >= ? AND text IS NOT NULL
                """
        ).execute(arguments: [EntryNumber.of(0, in: actor), actor, JournalKind.main.number, sequence])
    }

    func deleteEntries(of actor: Int64) throws {
        // The index keeps no text, so it has to be told which words go.
        try cachedStatement(
            sql: """
                INSERT INTO entry_words (entry_words, rowid, text)
                SELECT 'delete', ? + sequence, CAST(text AS TEXT) FROM entries
                WHERE actor = ? AND kind = ? AND text IS NOT NULL
                """
        ).execute(arguments: [EntryNumber.of(0, in: actor), actor, JournalKind.main.number])
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

    func entries(
        matching words: SearchWords, in actor: ActorID, before sequence: UInt64?, limit: Int
    ) throws -> [JournalEntry] {
        guard let number = try number(of: actor), let pattern = words.pattern else { return [] }
        let last = min(sequence.map { Int64(clamping: $0) - 1 } ?? .max, EntryNumber.lastSequence)
        guard last > 0 else { return [] }
        return try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT sequence, time, client_id, entries.text, payload
                    FROM entry_words CROSS JOIN entries ON actor = ? AND kind = ? AND sequence = entry_words.rowid - ?
                    WHERE entry_words MATCH ? AND entry_words.rowid BETWEEN ? AND ?
                    ORDER BY entry_words.rowid DESC LIMIT ?
                    """),
            arguments: [
                number, JournalKind.main.number, EntryNumber.of(0, in: number), pattern,
                EntryNumber.of(1, in: number), EntryNumber.of(last, in: number), max(limit, 0),
            ]
        ).map { try JournalEntry(kind: .main, row: $0) }
    }
}

extension JournalEntry {
    fileprivate init(kind: JournalKind, row: Row) throws {
        self.init(
            kind: kind, sequence: UInt64(bitPattern: row[0]), time: Timestamp(milliseconds: row[1]),
            clientID: try row.text(at: 2), text: try row.text(at: 3), payload: try row.bytes(at: 4) ?? [])
    }
}
