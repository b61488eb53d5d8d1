/// What a load test is to do.
public struct LoadPlan: Sendable {
    /// Where connections lead.
    public enum Place: Sendable, Hashable {
        /// A room, which is made if it is not there.
        case room(String)
        /// So many rooms of the name, each with its number behind it. Members are spread over them, as many in each.
        case rooms(String, count: Int)
        /// A path at which the host sends back what it gets.
        case echo(String)
    }

    /// How messages come.
    public enum Pace: Sendable, Hashable {
        /// Each sender has so many messages under way, and sends the next when one is answered: as fast as it goes.
        case window(Int)
        /// So many messages a second of all senders together, whether or not they are answered.
        case rate(Double)
    }

    /// The host's address.
    public var host: String
    public var port: Int
    /// Default the room `bench`.
    public var place = Place.room("bench")
    /// Connections, each a guest of its own. Default 1,000.
    public var members = 1_000
    /// So many of them send; all of the room receive. Default 1.
    public var senders = 1
    /// Default a window of 4.
    public var pace = Pace.window(4)
    /// Bytes of text in a message. Default 200.
    public var size = 200
    /// How long messages are sent, in seconds. Default 10.
    public var seconds = 10

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// A run sends so many messages at most, since it remembers each, and ends then.
    static let messageLimit = 4_000_000
    /// So many connections are being made at a time.
    static let connectingAtOnce = 128
    /// So many messages may be unanswered before a rate is held back.
    static let unansweredLimit = 10_000

    /// How many get each message.
    var listeners: Int {
        if case .rooms(_, let count) = place { members / count } else { members }
    }

    var isEcho: Bool { if case .echo = place { true } else { false } }
}
