import ActorDefinition
import GRDB

/// What the one who writes knows of the database, so that it need not look. Who holds it is alone with the writing
/// connection.
struct WriterMemory {
    /// More than these are not kept. What is not kept is read.
    private static let positionLimit = 50_000

    /// What is not in the index of words.
    var backlog: IndexBacklog
    /// Whether the index could not be written the last time.
    var isIndexingPaused = false
    /// Nobody else changes them in the database: the directory belongs to this process.
    private var positions: [ActorID: Position] = [:]
    private var statements: CommitStatements?

    init(backlog: IndexBacklog) { self.backlog = backlog }

    /// Whether so much is not indexed that those who write have to wait for the index.
    func mustIndex(beyond limit: Int) -> Bool { backlog.total > limit && !isIndexingPaused }

    /// Where an actor is; nil when there never was one.
    mutating func position(of id: ActorID, in db: Database) throws -> Position? {
        if let known = positions[id] { return known }
        let position = try db.position(of: id)
        if let position { note(position, of: id) }
        return position
    }

    mutating func note(_ position: Position, of id: ActorID) {
        if positions.count >= Self.positionLimit { positions = [:] }
        positions[id] = position
    }

    mutating func forget(_ id: ActorID) { positions[id] = nil }

    mutating func statements(of db: Database) throws -> CommitStatements {
        if let statements { return statements }
        let new = try CommitStatements(db)
        statements = new
        return new
    }

    /// After a group that was not written, what was noted of it may not be so, and statements that failed are not used
    /// again. Before the connection is closed they have to be freed.
    mutating func forgetAll() {
        positions = [:]
        statements = nil
    }
}
