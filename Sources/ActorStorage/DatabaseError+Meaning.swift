import GRDB

extension DatabaseError {
    /// Whether the file is not what it should be, as opposed to out of reach.
    var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }

    /// Whether the error concerns one statement and its values, so that the rest of a group can go on.
    var isConfined: Bool {
        switch resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE: true
        default: false
        }
    }
}

/// What went wrong in the database, for the operator. It holds nothing of what was to be written.
func sentence(for error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "the database failed: \(error)" }
    return switch error.resultCode {
    case .SQLITE_FULL: "the disk is full"
    case .SQLITE_READONLY: "the database cannot be written to"
    case .SQLITE_CANTOPEN: "the database cannot be opened: \(error.message ?? "")"
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: "the database is damaged or not one: \(error.message ?? "")"
    default:
        "the database failed: \(error.message ?? "no reason given") (SQLite code \(error.extendedResultCode.rawValue))"
    }
}

extension Database {
    /// Runs one member of a group apart from the others: when its statements fail, its changes are undone and the
    /// group goes on.
    ///
    /// - Throws: What ends the whole group.
    func apart<Value>(_ body: () throws -> Value) throws -> Result<Value, DatabaseError> {
        try cachedStatement(sql: "SAVEPOINT member").execute()
        do {
            let value = try body()
            try cachedStatement(sql: "RELEASE member").execute()
            return .success(value)
        } catch let error as DatabaseError where error.isConfined && isInsideTransaction {
            try cachedStatement(sql: "ROLLBACK TO member").execute()
            try cachedStatement(sql: "RELEASE member").execute()
            return .failure(error)
        }
    }
}
