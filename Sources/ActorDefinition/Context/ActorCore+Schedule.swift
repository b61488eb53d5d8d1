package import ActorWire

// The jobs that wait, as handlers and the runtime change them.
extension ActorCore {
    package func schedule(_ job: String, at time: Timestamp, _ arguments: [Value]) throws -> String {
        try requireRoom()
        let scheduled = ScheduledJob(id: host.makeID(), job: job, time: time, arguments: Value.array(arguments).json())
        set(scheduled)
        return scheduled.id
    }

    /// Keeps a job that repeats under its name. One that repeated in this way before keeps its next time, also if that
    /// has passed; but not one that is too far away since somebody set the clock back.
    package func schedule(_ job: String, named name: String, _ repetition: Repetition, _ arguments: [Value]) throws {
        let former = schedules[name]
        if former == nil { try requireRoom() }
        let kept = former?.repetition == repetition ? former?.time : nil
        let next = repetition.next(after: host.now, from: kept ?? host.now)
        set(
            ScheduledJob(
                id: name, job: job, time: min(kept ?? next, next), arguments: Value.array(arguments).json(),
                repetition: repetition))
    }

    private func requireRoom() throws {
        let limit = interface.definition.options.scheduleLimit
        guard schedules.count < limit else {
            throw UserError("schedule_full", "this actor has \(limit) scheduled jobs, the most allowed")
        }
    }

    /// Takes a job whose time has come: it waits no more, or for its next time. One that was changed meanwhile is left as
    /// it is.
    package func take(_ due: ScheduledJob) {
        guard var job = schedules[due.id], job == due else { return }
        guard let repetition = job.repetition else {
            cancel(job.id)
            return
        }
        job.time = repetition.next(after: host.now, from: job.time)
        set(job)
    }

    @discardableResult
    package func cancel(_ id: String) -> Bool {
        guard schedules.removeValue(forKey: id) != nil else { return false }
        scheduleChanges.append(.remove(id: id))
        return true
    }

    /// Moves the jobs that are done once.
    package func moveSchedules(by interval: Duration) {
        for var job in schedules.values where job.repetition == nil {
            job.time = job.time + interval
            set(job)
        }
    }

    /// Somebody has set the time of day. Intervals go on as they were. What has a time of day comes by the new one; but
    /// if that is earlier by less than three hours, what was done already is not done again, as with cron(8).
    package func moveRepetitions(by step: Duration) {
        for var job in schedules.values {
            switch job.repetition {
            case .every: job.time = job.time + step
            case .cron(let expression) where step <= .seconds(-3 * 3_600):
                // The actor learns of it when it looks, which may be at the very time of the job.
                job.time = min(job.time, expression.next(after: host.now - .seconds(60)))
            case .cron, nil: break
            }
            set(job)
        }
    }

    private func set(_ job: ScheduledJob) {
        guard schedules.updateValue(job, forKey: job.id) != job else { return }
        scheduleChanges.append(.set(job))
    }
}
