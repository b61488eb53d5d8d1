/// How a chat ended.
public struct ChatExit: Sendable, Hashable {
    /// The signal that ended it; nil when the person left.
    public var signal: Int32?
    /// Messages that were typed and that no room has confirmed.
    public var unsent: Int

    public init(signal: Int32? = nil, unsent: Int = 0) {
        self.signal = signal
        self.unsent = unsent
    }

    /// What to tell in the shell; nil when all is well.
    public var farewell: String? {
        switch unsent {
        case 0: nil
        case 1: "1 message was not sent"
        default: "\(unsent) messages were not sent"
        }
    }
}
