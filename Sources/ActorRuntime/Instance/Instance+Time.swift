import ActorDefinition
import ActorWire
import Logging

// What is to be done that no message brings.
extension Instance {
    /// Asks to be called when something is to be done that no message brings.
    func setAlarms() {
        setJobAlarm()
        // By uptime as well: a time of day that is set back must not put off for hours what waits for seconds. It may have
        // been set since the actor looked.
        if let nextJob, case let time = nextJob - epoch, time > system.clock.uptime { setTimer(at: time) }
        if canSleep { setTimer(at: bedtime) }
    }

    /// An alarm that has rung is not set again before the jobs were looked at: what is overdue while a handler waits
    /// would ring without end.
    private func setJobAlarm() {
        if let jobAlarm {
            guard jobAlarm.time != nextJob || jobAlarmHasRung else { return }
            system.alarms.cancel(jobAlarm)
        }
        jobAlarmHasRung = false
        jobAlarm = nextJob.map { time in
            system.alarms.set(at: time) { [weak self] in await self?.jobIsDue(time) }
        }
    }

    private func jobIsDue(_ time: Timestamp) {
        if jobAlarm?.time == time { jobAlarmHasRung = true }
        resident.mailbox.nudge()
    }

    /// Sets the timer, unless it rings before.
    func setTimer(at time: Duration) {
        if let timer {
            guard time < timer.time else { return }
            system.timers.cancel(timer)
        }
        timer = system.timers.set(at: time) { [weak self] in await self?.timerRings(at: time) }
    }

    private func timerRings(at time: Duration) async {
        if timer?.time == time { timer = nil }
        if let watch, system.clock.uptime >= watch.deadline { await overrun(watch) }
        // Whatever else it was is seen, and the timer set again, before the actor waits for messages. What the handler under
        // way still may take may be over by now: whoever sleeps with the machine wakes late.
        if let watch, ending == nil { setTimer(at: watch.deadline) }
        resident.mailbox.nudge()
    }

    /// Tells the actor when somebody has set the time of day.
    func noticeTimeOfDay() async {
        let step = system.clock.epoch - epoch
        guard step >= Self.noticedStep || step <= .zero - Self.noticedStep else { return }
        epoch = epoch + step
        core.moveRepetitions(by: step)
        noteChanges()
        do throws(WireError) {
            try await attempt(
                "onTimeOfDaySet", within: interface.definition.options.hookTimeout, else: .callbackTimedOut
            ) { try await interface.definition.onTimeOfDaySet(context, by: step) }
        } catch {
            logger.warning("onTimeOfDaySet failed", metadata: ["error": "\(String(reflecting: error))"])
        }
        flushEffects()
        await letGo()
        if core.destroys, ending == nil { await destroy() }
    }

    /// Less is no trouble to anybody.
    private static var noticedStep: Duration { .seconds(1) }
}
