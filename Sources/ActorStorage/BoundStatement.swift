import GRDB
import GRDBSQLite

/// A statement without results, whose values are given to SQLite one by one. GRDB would put each into a box and all into an
/// array, which for a row of a commit costs as much as SQLite does.
struct BoundStatement {
    /// Owns the handle.
    private let statement: Statement
    private let handle: OpaquePointer
    /// SQLite copies what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ db: Database, _ sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Sets the value of a place, the first of which is 1. A place that was not set since the last time is NULL.
    func set(_ place: CInt, _ number: Int64) {
        sqlite3_bind_int64(handle, place, number)
    }

    func set(_ place: CInt, _ bytes: [UInt8]) throws(DatabaseError) {
        // Without bytes there is no address, and SQLite would take that for NULL.
        let code =
            bytes.isEmpty
            ? sqlite3_bind_zeroblob(handle, place, 0)
            : bytes.withUnsafeBytes {
                sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), Self.copied)
            }
        try check(code, is: SQLITE_OK)
    }

    /// Its UTF-8 bytes; nothing for nil.
    func set(_ place: CInt, _ text: String?) throws(DatabaseError) {
        guard var text else { return }
        let code = text.withUTF8 {
            $0.isEmpty
                ? sqlite3_bind_zeroblob(handle, place, 0)
                : sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), Self.copied)
        }
        try check(code, is: SQLITE_OK)
    }

    /// Executes it with the values that were set, and forgets them.
    func run() throws(DatabaseError) {
        try check(sqlite3_step(handle), is: SQLITE_DONE)
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func check(_ code: CInt, is expected: CInt) throws(DatabaseError) {
        guard code != expected else { return }
        let reason = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: reason)
    }
}
