/// A mistake that a simulation makes on purpose, at one of the seams of what it runs, to prove that it would be found.
public enum Mistake: String, CaseIterable, Sendable {
    /// The disk says that a commit is durable before it is.
    case earlyAcknowledgement
    /// A client that comes back does not subscribe again.
    case lostResubscription
    /// Of two messages that a client sends at once the second arrives first.
    case reorderedMailbox
    /// A post that is sent again has another id.
    case resendWithNewID
    /// The disk keeps the journal entries of a commit and forgets its state.
    case tornCommit
    /// The hook for the end of a connection does not run.
    case skippedHook
    /// The hook for the beginning of a connection runs twice.
    case repeatedHook
    /// A client that comes back sends a call again that may have run.
    case repeatedCall
    /// A private room lets in whoever has no code.
    case openDoor
    /// A frame of a game is left out for somebody who reads.
    case lostFrame
    /// A job that repeats is not set again when it was done.
    case lostRepetition
    /// What runs beside an actor goes on when it is to end.
    case heedlessRun
    /// A bot thinks, and nobody hears it.
    case silentBot
}
