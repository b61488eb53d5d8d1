import ActorDefinition
import ActorWire
import Foundation
import GRDB

/// What is to be done later, and when.
extension Database {
    func schedules(of actor: Int64) throws -> [ScheduledJob] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT id, job, time, arguments, repetition FROM schedules WHERE actor = ? ORDER BY time, id
                    """),
            arguments: [actor]
        ).map { row in
            ScheduledJob(
                id: try row.text(at: 0) ?? "", job: try row.text(at: 1) ?? "", time: Timestamp(milliseconds: row[2]),
                arguments: try row.bytes(at: 3) ?? [], repetition: try row.text(at: 4).map(repetition))
        }
    }

    private func repetition(_ text: String) throws -> Repetition {
        guard let repetition = Repetition(text) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "how a job repeats cannot be read")
        }
        return repetition
    }

    func apply(_ change: ScheduleChange, to actor: Int64) throws {
        switch change {
        case .set(let job):
            try cachedStatement(
                sql: """
                    INSERT OR REPLACE INTO schedules (actor, id, job, time, arguments, repetition)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                actor, Data(text: job.id), Data(text: job.job), job.time.milliseconds, Data(job.arguments),
                (job.repetition?.description).map(Data.init(text:)),
            ])
        case .remove(let id):
            try cachedStatement(sql: "DELETE FROM schedules WHERE actor = ? AND id = ?")
                .execute(arguments: [actor, Data(text: id)])
        }
    }

    func due(at time: Timestamp, limit: Int, skipping skipped: Int) throws -> [ActorID] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT actors.id FROM schedules JOIN actors ON number = actor WHERE time <= ?
                    GROUP BY actor ORDER BY min(time), actor LIMIT ? OFFSET ?
                    """),
            arguments: [time.milliseconds, max(limit, 0), max(skipped, 0)]
        ).map { ActorID(try $0.text(at: 0) ?? "") }
    }

    func nextDue(after time: Timestamp) throws -> Timestamp? {
        try Int64.fetchOne(
            cachedStatement(sql: "SELECT min(time) FROM schedules WHERE time > ?"), arguments: [time.milliseconds]
        ).map(Timestamp.init(milliseconds:))
    }
}
