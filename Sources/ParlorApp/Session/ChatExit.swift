/// How a chat ended.
public struct ChatExit: Sendable, Hashable {
    /// The signal that ended it; nil when the person left.
    public var signal: Int32?
    /// Messages that were typed and that no room has confirmed.
    public var unsent: Int
    /// Whether it ended since no room lets the person be there any more. A screen stays, and says why.
    public var isShutOut: Bool

    public init(signal: Int32? = nil, unsent: Int = 0, isShutOut: Bool = false) {
        self.signal = signal
        self.unsent = unsent
        self.isShutOut = isShutOut
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
