/// What a game says of itself.
public struct GameInfo: Sendable, Hashable {
    /// Names the game on the wire and in commands: lower-case letters and digits.
    public var id: String
    public var title: String
    /// Grows with every change of the rules after which an old record would replay differently.
    public var version: Int
    /// How many may play.
    public var seats: ClosedRange<Int>
    /// Ticks a second; nil for a game of turns.
    public var tickRate: Int?
    /// The time that somebody has for a move, in seconds, where the room says nothing else; nil for no clock.
    public var moveTime: Int?
    /// Whether that time is for all moves that somebody makes before the turn passes, instead of for each: for games in
    /// which a turn can have moves without end. Default false.
    public var timesTurns: Bool
    /// Whether people may sit down while a match runs.
    public var joinsLate: Bool
    /// Whether everybody may know every move as soon as it is played. Default false: then a room tells nobody, and the
    /// view alone says what its receiver may know.
    public var showsMoves: Bool
    /// How it is played and what to type: a paragraph a line, which whoever shows it breaks to its own width.
    public var help: String

    public init(
        id: String, title: String, version: Int = 1, seats: ClosedRange<Int>, tickRate: Int? = nil,
        moveTime: Int? = nil, timesTurns: Bool = false, joinsLate: Bool = false, showsMoves: Bool = false, help: String
    ) {
        self.id = id
        self.title = title
        self.version = version
        self.seats = seats
        self.tickRate = tickRate
        self.moveTime = moveTime
        self.timesTurns = timesTurns
        self.joinsLate = joinsLate
        self.showsMoves = showsMoves
        self.help = help
    }
}
