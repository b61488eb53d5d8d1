import ActorDefinition
import ActorWire
import Logging

// The ticker. One tick is on its way at a time: first as an alarm, then as a message.
extension Instance {
    /// Does what handlers wanted of the ticker.
    func followTicker() {
        guard core.ticking !== metronome?.ticking else { return }
        metronome = core.ticking.map(Metronome.init)
        awaitTick()
    }

    private func awaitTick() {
        guard let metronome else { return }
        system.timers.set(at: metronome.alarm) { [mailbox = resident.mailbox] in
            _ = mailbox.post(.tick(metronome.ticking))
        }
    }

    func tick(_ ticking: Ticking) async {
        // One of a ticker that was stopped or started anew, or of the instance before this one.
        guard ticking === metronome?.ticking else { return }
        guard let due = metronome?.takeDue(at: system.clock.uptime), due.steps > 0 else { return awaitTick() }
        core.tickLateness = due.lateness
        let steps = min(Int(due.steps), Ticker<D>.stepLimit)
        metrics?.recordTick(lateness: due.lateness, forgotten: Int(due.steps) - steps)
        do throws(WireError) {
            guard let job = interface.jobs[ticking.job] else { throw .actionNotFound(ticking.job) }
            try await attempt(ticking.job, within: actionTimeout, else: .actionTimedOut) {
                _ = try await job.run(context, [.int(Int64(steps))])
            }
        } catch {
            logger.warning(
                "a tick failed", metadata: ["job": "\(ticking.job)", "error": "\(String(reflecting: error))"])
        }
        flushEffects()
        if ticking === metronome?.ticking { awaitTick() }
    }
}
