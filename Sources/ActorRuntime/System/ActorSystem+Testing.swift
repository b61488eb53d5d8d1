// What a test needs to be the only cause of what happens.
extension ActorSystem {
    /// Returns when everything that the clock has made due is done and every actor waits for messages. Not while a
    /// handler waits for something that only the test can bring.
    package func settle() async {
        var isSettled = false
        while !isSettled {
            isSettled = !(await runDueAlarms())
            for resident in residents.all where await resident.mailbox.untilQuiet() { isSettled = false }
        }
    }

    /// Returns when everything that the clock has made due has been asked of the actors.
    ///
    /// - Returns: Whether there was something.
    @discardableResult
    package func runDueAlarms() async -> Bool {
        let (jobs, ticks) = (await alarms.settle(), await timers.settle())
        return jobs || ticks
    }

    /// Ends without a hook, a commit or a word to anybody, as a process that is killed.
    package func kill() async {
        residents.close()
        for resident in residents.all { await resident.giveUp() }
        await shutdown()
    }
}
