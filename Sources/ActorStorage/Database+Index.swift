import ActorDefinition
import ActorWire
import Foundation
import GRDB

/// The index of words. It follows the main journals: `positions.indexed` says how far it is in each, and moves in the
/// transaction that moves the index, so that they agree whenever the process ends.
extension Database {
    /// Indexes the oldest entries of an actor that are not in the index, as many as the piece has room for.
    func extendIndex(of actor: Int64, by piece: inout IndexPiece) throws -> IndexStep {
        let mark = try indexMark(of: actor)
        guard let end = try end(of: piece, after: mark, of: actor) else {
            return IndexStep(actor: actor, mark: mark, count: 0, isAtEnd: true)
        }
        // One statement for all, which costs less than one for each.
        try cachedStatement(
            sql: """
                INSERT INTO entry_words (rowid, text)
                SELECT ? + sequence, CAST(text AS TEXT) FROM entries
                WHERE actor = ? AND kind = ? AND sequence BETWEEN ? AND ? AND text IS NOT NULL
                """
        ).execute(arguments: [
            EntryNumber.of(0, in: actor), actor, JournalKind.main.number, mark + 1, end.sequence,
        ])
        try cachedStatement(sql: "UPDATE positions SET indexed = ? WHERE actor = ?")
            .execute(arguments: [end.sequence, actor])
        let count = Int(end.sequence - mark)
        piece.take(rows: count, bytes: end.bytes)
        return IndexStep(actor: actor, mark: end.sequence, count: count, isAtEnd: piece.hasRoom)
    }

    /// The newest entry of an actor that is in the index; zero for none.
    private func indexMark(of actor: Int64) throws -> Int64 {
        try Int64.fetchOne(
            cachedStatement(sql: "SELECT indexed FROM positions WHERE actor = ?"), arguments: [actor]) ?? 0
    }

    /// The last entry of a piece, and the bytes of its text; nil when there is none. The entry that exceeds the room
    /// is in it.
    private func end(
        of piece: IndexPiece, after mark: Int64, of actor: Int64
    ) throws -> (sequence: Int64, bytes: Int)? {
        let statement = try cachedStatement(
            sql: """
                SELECT max(sequence), sum(size) FROM (
                    SELECT sequence, size, sum(size) OVER (
                        ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                    FROM (
                        SELECT sequence, ifnull(length(text), 0) AS size FROM entries
                        WHERE actor = ? AND kind = ? AND sequence > ? ORDER BY sequence LIMIT ?))
                WHERE ifnull(before, 0) < ?
                """)
        let row = try Row.fetchOne(
            statement, arguments: [actor, JournalKind.main.number, mark, piece.rows, piece.bytes])
        guard let row, let sequence = row[0] as Int64? else { return nil }
        return (sequence, row[1])
    }

    /// Takes an actor out of the index, which keeps no text and so has to be told which words go: exactly those that
    /// came.
    func clearIndex(of actor: Int64) throws {
        try cachedStatement(
            sql: """
                INSERT INTO entry_words (entry_words, rowid, text)
                SELECT 'delete', ? + sequence, CAST(text AS TEXT) FROM entries
                WHERE actor = ? AND kind = ? AND text IS NOT NULL AND sequence <= ?
                """
        ).execute(arguments: [
            EntryNumber.of(0, in: actor), actor, JournalKind.main.number, indexMark(of: actor),
        ])
        try cachedStatement(sql: "UPDATE positions SET indexed = 0 WHERE actor = ?").execute(arguments: [actor])
    }

    /// How many entries of which actors are not in the index.
    func indexBacklog() throws -> IndexBacklog {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT actor, head - indexed FROM (
                    SELECT actor, indexed, (
                        SELECT max(sequence) FROM entries WHERE entries.actor = positions.actor AND kind = ?) AS head
                    FROM positions)
                WHERE head > indexed
                """, arguments: [JournalKind.main.number])
        var backlog = IndexBacklog()
        while let row = try rows.next() { backlog.add(row[1], of: row[0]) }
        return backlog
    }

    /// The entries that have all of the words, among those that are in the index.
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
