import GRDB
import Glibc

// What a host does before it opens its database. What is not whole is refused, and left as it is: opening it to write
// could make it worse.
extension DatabaseFile {
    /// Makes the database where there is none, and looks at all pages of one that is there. With a million entries that
    /// takes a third of a second, and what the disk needs.
    ///
    /// - Throws: `DatabaseFileError` when it is damaged, or cannot be made or read.
    func prepare() throws(DatabaseFileError) {
        if exists { return try look() }
        if let rest = [log, journal].first(where: Self.isFilled) {
            throw .damaged(path: path, findings: ["it is gone, but \(rest) is there: remove that too to begin anew"])
        }
        try make()
    }

    /// It gets its name when it is whole and on the disk, so that what has the name and is not whole was so once.
    private func make() throws(DatabaseFileError) {
        for path in unfinished.all { unlink(path) }
        try explaining {
            let database = try DatabaseQueue(path: unfinished.path)
            try Schema.migrator.migrate(database)
            try database.close()
        }
        try unfinished.move(to: self, replacing: false)
    }

    private func look() throws(DatabaseFileError) {
        let findings = try explaining {
            // Who only reads could not undo what was cut off in the middle.
            let database = try Self.isFilled(journal) ? DatabaseQueue(path: path) : connect()
            defer { try? database.close() }
            return try database.read { db in
                let findings = try db.findings(of: "quick_check(1)")
                guard findings.isEmpty else { return findings }
                return try Schema.migrator.appliedIdentifiers(db).isEmpty ? [Self.isNone] : []
            }
        }
        guard findings.isEmpty else { throw .damaged(path: path, findings: findings) }
    }
}
