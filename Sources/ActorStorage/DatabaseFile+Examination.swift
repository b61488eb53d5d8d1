import ActorDefinition
import ActorWire
import Foundation
import GRDB

/// What an examination of a database found.
public struct StoreContents: Sendable, Hashable {
    /// Actors that exist.
    public var actors = 0
    /// Entries of their journals.
    public var entries = 0
    /// What is not as it should be, one sentence for each; empty when all is well.
    public var findings: [String] = []
}

extension DatabaseFile {
    /// More findings than these are counted and not told.
    private static let findingLimit = 100

    /// Reads all of the database, also while a host writes to it, as it is at one moment.
    ///
    /// - Throws: `DatabaseFileError.missing` or `.failed` when it cannot be read at all.
    public func examine() throws(DatabaseFileError) -> StoreContents {
        try explaining {
            do {
                let database = try connect()
                defer { try? database.close() }
                return try database.read(Self.examine)
            } catch let error as DatabaseError where error.isDamage {
                return StoreContents(findings: [sentence(for: error)])
            }
        }
    }

    static let isNone = "it is no database of a host"

    private static func examine(_ db: Database) throws -> StoreContents {
        var contents = StoreContents()
        contents.findings = try db.findings(of: "integrity_check(\(findingLimit))")
        guard contents.findings.isEmpty else { return contents }
        guard try !Schema.migrator.hasBeenSuperseded(db) else {
            contents.findings = ["it was written by a newer version of this program, which can examine it"]
            return contents
        }
        // An older version's database is brought up to this one when a host opens it.
        guard try !Schema.migrator.appliedMigrations(db).isEmpty else {
            contents.findings = [DatabaseFile.isNone]
            return contents
        }
        contents.actors = try Int.fetchOne(db, sql: "SELECT count(*) FROM actors WHERE destroyed_at IS NULL") ?? 0
        contents.entries = try Int.fetchOne(db, sql: "SELECT count(*) FROM entries") ?? 0
        contents.findings = try db.strayFindings() + db.gapFindings() + db.indexFindings() + db.contentFindings()
        let count = contents.findings.count
        if count > findingLimit {
            contents.findings[findingLimit...] = ["and \(count - findingLimit) more like these"]
        }
        return contents
    }
}

extension Database {
    /// What SQLite finds in its own structures.
    ///
    /// - Parameter look: The pragma that looks.
    func findings(of look: String) throws -> [String] {
        try String.fetchAll(self, sql: "PRAGMA \(look)")
            .filter { $0 != "ok" }
            .map { "the file is damaged: " + $0.replacing("\n", with: " ") }
    }

    /// Rows of actors that do not exist.
    fileprivate func strayFindings() throws -> [String] {
        var findings: [String] = []
        for table in ["positions", "snapshots", "entries", "schedules"] {
            let strays =
                try Int.fetchOne(
                    self, sql: "SELECT count(*) FROM \(table) WHERE actor NOT IN (SELECT number FROM actors)") ?? 0
            if strays > 0 { findings.append("\(strays) rows of \(table) belong to no actor") }
        }
        let lost =
            try Int.fetchOne(
                self, sql: "SELECT count(*) FROM actors WHERE number NOT IN (SELECT actor FROM positions)") ?? 0
        if lost > 0 { findings.append("\(lost) actors have no position") }
        return findings
    }

    /// Journals whose numbers do not go from one to their end.
    fileprivate func gapFindings() throws -> [String] {
        let rows = try Row.fetchAll(
            self,
            sql: """
                SELECT actor, kind, count(*), min(sequence), max(sequence) FROM entries GROUP BY actor, kind
                HAVING min(sequence) <> 1 OR max(sequence) <> count(*)
                """)
        return try rows.map { row in
            let (count, last) = (row[2] as Int64, row[4] as Int64)
            let first = try Int64.fetchOne(
                self,
                sql: """
                    SELECT position FROM (
                        SELECT sequence, row_number() OVER (ORDER BY sequence) AS position FROM entries
                        WHERE actor = ? AND kind = ?)
                    WHERE sequence <> position ORDER BY position LIMIT 1
                    """, arguments: [row[0] as Int64, row[1] as Int64])
            let journal = row[1] == 0 ? "journal" : "audit log"
            return "the \(journal) of \(try name(of: row[0])) has \(count) entries up to \(last), "
                + "of which the first that is missing is \(first ?? 0)"
        }
    }

    /// Indexes of words that go beyond their journals, so that newer entries would not be found.
    fileprivate func indexFindings() throws -> [String] {
        guard try columns(in: "positions").contains(where: { $0.name == "indexed" }) else { return [] }
        let actors = try Int64.fetchAll(
            self,
            sql: """
                SELECT actor FROM positions WHERE indexed > ifnull(
                    (SELECT max(sequence) FROM entries WHERE entries.actor = positions.actor AND kind = 0), 0)
                """)
        return try actors.map { "the index of \(try name(of: $0)) goes beyond its journal" }
    }

    /// What an actor could not read.
    fileprivate func contentFindings() throws -> [String] {
        var findings: [String] = []
        for (table, column, what) in [
            ("snapshots", "state", "the state"), ("entries", "payload", "an entry"),
            ("schedules", "arguments", "a scheduled job"),
        ] {
            let rows = try Row.fetchCursor(self, sql: "SELECT actor, \(column) FROM \(table)")
            while let row = try rows.next() {
                guard (try? Value(json: row.bytes(at: 1) ?? [])) == nil else { continue }
                findings.append("\(what) of \(try name(of: row[0])) cannot be read")
            }
        }
        return findings + (try repetitionFindings())
    }

    private func repetitionFindings() throws -> [String] {
        guard try columns(in: "schedules").contains(where: { $0.name == "repetition" }) else { return [] }
        return try Row.fetchAll(self, sql: "SELECT actor, repetition FROM schedules WHERE repetition IS NOT NULL")
            .filter { try Repetition($0.text(at: 1) ?? "") == nil }
            .map { "how a job of \(try name(of: $0[0])) repeats cannot be read" }
    }

    /// `chatRoom lobby`, with nothing in it that a terminal would take for a command.
    private func name(of actor: Int64) throws -> String {
        let row = try Row.fetchOne(self, sql: "SELECT name, key FROM actors WHERE number = ?", arguments: [actor])
        guard let name = try row?.text(at: 0), let key = try row?.text(at: 1) else { return "actor \(actor)" }
        return (name + (key.isEmpty ? "" : " ") + key).debugDescription
    }
}
