import ActorDefinition
import ActorWire
import Logging

// What the actor does beside its turns.
extension Instance {
    func beginRun() {
        // A constant of the definition.
        guard D.RunResult.self != Nothing.self else { return }
        let running = BackgroundRun(resident)
        self.running = running
        running.begin { [interface, logger] in
            do {
                _ = try await interface.definition.run(RunContext(interface, running))
                if !Task.isCancelled { logger.info("run has ended") }
            } catch {
                guard !Task.isCancelled else { return }
                logger.error("run failed", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }

    /// Ends it, and returns when it has ended, or when it has not heeded that for as long as a hook may take.
    func endRun() async {
        guard let running = self.running.take() else { return }
        running.cancel()
        let timer = system.timers.set(at: uptime + interface.definition.options.hookTimeout) { [logger] in
            logger.error("run does not end although it was cancelled; it is left behind")
            running.stopWaiting()
        }
        await running.untilOver()
        system.timers.cancel(timer)
    }

    /// When the actor has had nothing to do for long enough.
    var bedtime: Duration {
        max(idleSince, running?.restsSince ?? .zero) + interface.definition.options.sleepAfter
    }
}
