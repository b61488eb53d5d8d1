import ActorDefinition
import ActorRuntime
import ActorWire
import Foundation
import GRDB

/// The directory of actors, and who owns each.
extension Database {
    private static let columns = "id, name, key, input, created_at, destroyed_at"

    func insert(_ record: ActorRecord) throws -> Result<Void, StoreError> {
        guard try actor(named: record.name, key: record.key) == nil else { return .failure(.duplicateKey) }
        guard try number(of: record.id) == nil else {
            return .failure(.failed("there was an actor with this id before"))
        }
        guard try (Int64.fetchOne(cachedStatement(sql: "SELECT max(number) FROM actors")) ?? 0) < EntryNumber.lastActor
        else {
            return .failure(.failed("the database holds as many actors as it can"))
        }
        try cachedStatement(
            sql: "INSERT INTO actors (id, name, key, input, created_at, destroyed_at) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [
            Data(text: record.id.rawValue), Data(text: record.name), Data(text: record.key.description),
            record.input.map { Data($0) }, record.createdAt.milliseconds, record.destroyedAt?.milliseconds,
        ])
        try cachedStatement(sql: "INSERT INTO positions (actor, generation, revision) VALUES (?, 0, 0)")
            .execute(arguments: [lastInsertedRowID])
        return .success(())
    }

    func actor(_ id: ActorID) throws -> ActorRecord? {
        try Row.fetchOne(
            cachedStatement(sql: "SELECT \(Self.columns) FROM actors WHERE id = ?"),
            arguments: [Data(text: id.rawValue)]
        ).map(ActorRecord.init(row:))
    }

    /// The living actor of this name and key.
    func actor(named name: String, key: ActorKey) throws -> ActorRecord? {
        try Row.fetchOne(
            cachedStatement(
                sql: "SELECT \(Self.columns) FROM actors WHERE name = ? AND key = ? AND destroyed_at IS NULL"),
            arguments: [Data(text: name), Data(text: key.description)]
        ).map(ActorRecord.init(row:))
    }

    func actors(named name: String?, limit: Int) throws -> [ActorRecord] {
        let condition = name == nil ? "TRUE" : "name = ?"
        return try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT \(Self.columns) FROM actors WHERE \(condition) AND destroyed_at IS NULL
                    ORDER BY created_at DESC, number DESC LIMIT ?
                    """),
            arguments: name.map { [Data(text: $0), max(limit, 0)] } ?? [max(limit, 0)]
        ).map(ActorRecord.init(row:))
    }

    func number(of id: ActorID) throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(sql: "SELECT number FROM actors WHERE id = ?"), arguments: [Data(text: id.rawValue)])
    }

    func withdraw(_ id: ActorID, _ generation: Generation) throws -> Result<Void, StoreError> {
        guard let position = try position(of: id), position.generation == generation, position.revision.number == 0
        else { return .failure(.notFound) }
        for (table, column) in [("positions", "actor"), ("actors", "number")] {
            try cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?").execute(arguments: [position.number])
        }
        return .success(())
    }

    func claim(_ id: ActorID) throws -> Result<Claim, StoreError> {
        guard let position = try position(of: id), !position.isDestroyed else { return .failure(.notFound) }
        let number = position.number
        // The last commit belongs to the older generation, whose ids say nothing in this one.
        try cachedStatement(
            sql: "UPDATE positions SET generation = generation + 1, last_commit = NULL WHERE actor = ?"
        ).execute(arguments: [number])
        let state = try Row.fetchOne(
            cachedStatement(sql: "SELECT state FROM snapshots WHERE actor = ?"), arguments: [number])
        return .success(
            Claim(
                generation: Generation(position.generation.number + 1), revision: position.revision,
                state: try state?.bytes(at: 0), heads: position.heads.numbers, schedules: try schedules(of: number)))
    }
}

extension ActorRecord {
    fileprivate init(row: Row) throws {
        self.init(
            id: ActorID(try row.text(at: 0) ?? ""), name: try row.text(at: 1) ?? "",
            key: try ActorKey(controlPlane: row.text(at: 2) ?? ""), input: try row.bytes(at: 3),
            createdAt: Timestamp(milliseconds: row[4]),
            destroyedAt: (row[5] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}
