import ActorDefinition
import ActorWire
import Logging

// A handler takes too long, or the instance is not wanted any more.
extension Instance {
    /// A handler takes too long: it is cancelled; and when it does not heed that, the instance is given up.
    func overrun(_ watch: Watch) async {
        if watch.isOver {
            logger.error("a handler does not end although it was cancelled; its actor is given up")
            await abandon(isCreated ? .restarting : .notCreated(.callbackTimedOut, claim.generation))
        } else {
            self.watch?.isOver = true
            self.watch?.deadline = system.clock.uptime + Watch.grace
            serving?.cancel()
        }
    }

    func giveUp() async {
        committer.giveUp()
        running?.stopWaiting()
        await abandon(.restarting)
    }

    /// Ends although a handler runs. What the handlers before it did is kept; whatever this one still does goes nowhere.
    private func abandon(_ end: Ending) async {
        guard ending == nil else { return }
        core.restore(savepoint)
        switch caller {
        case .client(let client, let action):
            answer(action, of: client, with: EncodedFrame(.error(.actionTimedOut, actionID: action)))
        case .newcomer(let session):
            if clients[session.number] == nil { refuse(session, with: .callbackTimedOut) }
        case .reply(let reply): batch.append(reply, .failure(.actionTimedOut))
        case nil: break
        }
        for client in clients.values {
            deliver(.close(client.session.link, CloseReason(.restarting)), to: client)
            client.session.forget()
        }
        if isCreated { finishBatch() }
        // From here on nothing of it is kept any more.
        ending = end
        await committer.untilSettled()
        if cannotGoOn {
            failUnsaved(with: .restarting)
            closeAll(with: .restarting)
        }
        pause.take()?.resume()
    }
}

/// The time limit of the handler that runs.
struct Watch {
    /// How long a handler that was cancelled may take to end.
    static let grace = Duration.seconds(5)

    /// By uptime.
    var deadline: Duration
    var isOver = false
}
