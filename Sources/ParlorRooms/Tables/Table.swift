internal import ActorWire
internal import ParlorGames

/// The table of a game room: who sits there, who is ready, who votes for what. It is durable, holds no clock, and knows
/// of the match only whether one runs.
struct Table: Codable, Sendable, Hashable {
    typealias Phase = TableStatus.Phase

    /// Somebody at the table: a person, a bot, or a bot that plays for a person who is away.
    struct Seat: Codable, Sendable, Hashable {
        var name: String
        /// Whose seat it is; nil for a bot of its own.
        var member: MemberID?
        /// The level of the bot that plays here.
        var bot: String?
        let joined: Timestamp
        var isReady = false
        /// Until when a player whose line broke may come back to the seat as it is.
        var awayUntil: Timestamp?
        /// Whether the match is over for this seat already.
        var hasForfeited = false
        /// Whether the player is gone from the table for good, while the seat is still of the match.
        var hasLeft = false
        var rating: Int?

        /// Whether a person plays here at this moment.
        var isPlayed: Bool { member != nil && bot == nil && !hasLeft }
        /// Whether it is a bot of its own, and nobody's seat.
        var isBot: Bool { member == nil }
    }

    /// How many may play.
    let size: ClosedRange<Int>
    /// Whether people may sit down while a match runs.
    let joinsLate: Bool
    private(set) var phase = Phase.gathering
    var seats: [Seat] = []
    private(set) var host: MemberID?
    private(set) var countdownEnds: Timestamp?
    /// Seats that want it, in the order in which they said so.
    private(set) var undoVotes: [Int] = []
    private(set) var drawVotes: [Int] = []
    private(set) var rematchVotes: [Int] = []

    init(size: ClosedRange<Int>, joinsLate: Bool = false) {
        self.size = size
        self.joinsLate = joinsLate
    }

    /// The seat of somebody who has one and has not left it.
    func seat(of member: MemberID) -> Int? { seats.firstIndex { $0.member == member && !$0.hasLeft } }

    var isFull: Bool { seats.count >= size.upperBound }
    /// How many more may sit down now.
    var freeSeats: Int {
        switch phase {
        case .gathering, .countdown: size.upperBound - seats.count
        case .playing: joinsLate ? size.upperBound - seats.count : 0
        case .finished: size.upperBound - seats.count(where: \.staysForNext)
        }
    }
    /// When the next player has been away for too long.
    var nextAbsence: Timestamp? { seats.lazy.compactMap(\.awayUntil).min() }
    /// Until when each phase and each absence lasts: when to look at the table again.
    var next: Timestamp? { [countdownEnds, nextAbsence].compactMap { $0 }.min() }
}

extension Table.Seat {
    /// Whether it goes on to the next match: bots that played for somebody do not, nor do those who left.
    var staysForNext: Bool { isBot || isPlayed }
}

// MARK: Phases

extension Table {
    /// From the moment all are ready to the first move.
    static let countdown = Duration.seconds(3)
    /// For how long a seat is kept after a match for a player whose line broke in it.
    static let graceAfterwards = Duration.seconds(15)

    /// Begins to count down when enough are here and all are ready, and stops when that is no longer so.
    mutating func countDown(at now: Timestamp) {
        guard phase == .gathering || phase == .countdown else { return }
        let isReady =
            size.contains(seats.count) && seats.contains(where: \.isPlayed)
            && seats.allSatisfy { $0.isBot || ($0.isReady && $0.awayUntil == nil) }
        if isReady, phase == .gathering {
            phase = .countdown
            countdownEnds = now + Self.countdown
        } else if !isReady {
            phase = .gathering
            countdownEnds = nil
        }
    }

    /// The match begins.
    mutating func begin() {
        phase = .playing
        countdownEnds = nil
        clearVotes()
        for index in seats.indices {
            seats[index].isReady = false
            seats[index].hasForfeited = false
        }
    }

    /// The match is over. The seats stay as they were in it until somebody sits down or wants to play again.
    ///
    /// - Parameter isHere: Whether somebody is still in the room. Others have left the table, but for those whose line
    ///   broke a moment ago.
    mutating func finish(at now: Timestamp, where isHere: (MemberID) -> Bool) {
        phase = .finished
        clearVotes()
        for index in seats.indices {
            guard let member = seats[index].member else { continue }
            if let time = seats[index].awayUntil {
                // Nobody waits longer than for a moment with the next match.
                seats[index].awayUntil = min(time, now + Self.graceAfterwards)
            } else if !isHere(member) {
                seats[index].hasLeft = true
            }
        }
        promoteHost()
    }

    /// A match that runs ends without a result.
    mutating func abandon(at now: Timestamp) {
        guard phase == .playing else { return }
        finish(at: now) { _ in true }
        countdownEnds = nil
        gather()
    }

    /// Makes the table ready for others.
    mutating func gather() {
        guard phase == .finished else { return }
        phase = .gathering
        clearVotes()
        seats.removeAll { !$0.staysForNext }
        for index in seats.indices { seats[index].isReady = false }
        clearIfDeserted()
        promoteHost()
    }

    mutating func clearVotes() {
        undoVotes = []
        drawVotes = []
        rematchVotes = []
    }

    /// Bots do not keep a table for themselves.
    mutating func clearIfDeserted() {
        if !seats.contains(where: { $0.member != nil }) { seats = [] }
    }

    /// No longer wants an undo or a draw, since the match went on.
    mutating func withdrawMotions() {
        undoVotes = []
        drawVotes = []
    }

    /// Lets a match that runs stand still, to go on in a moment.
    mutating func pause(until time: Timestamp) { countdownEnds = time }
    mutating func endPause() { countdownEnds = nil }

    /// The countdown and all absences last as long as before, by a clock that was set.
    mutating func move(by step: Duration) {
        countdownEnds = countdownEnds.map { $0 + step }
        for index in seats.indices { seats[index].awayUntil = seats[index].awayUntil.map { $0 + step } }
    }

    /// The host is who has been at the table the longest.
    mutating func promoteHost() {
        let isHere = seats.contains { $0.member == host && !$0.hasLeft }
        guard host == nil || !isHere else { return }
        host = seats.filter { $0.member != nil && !$0.hasLeft }.min { $0.joined < $1.joined }?.member
    }
}

// MARK: Votes

extension Table {
    enum Motion: String { case undo, draw, rematch }

    subscript(votes motion: Motion) -> [Int] {
        get {
            switch motion {
            case .undo: undoVotes
            case .draw: drawVotes
            case .rematch: rematchVotes
            }
        }
        set {
            switch motion {
            case .undo: undoVotes = newValue
            case .draw: drawVotes = newValue
            case .rematch: rematchVotes = newValue
            }
        }
    }

    /// Notes a vote.
    ///
    /// - Returns: Whether all persons who have a voice want it; bots have none.
    mutating func vote(for motion: Motion, by seat: Int) -> Bool {
        if !self[votes: motion].contains(seat) { self[votes: motion].append(seat) }
        return isCarried(motion)
    }

    mutating func drop(votesOf seat: Int) {
        undoVotes.removeAll { $0 == seat }
        drawVotes.removeAll { $0 == seat }
        rematchVotes.removeAll { $0 == seat }
    }

    /// Whether all persons who have a voice want it: on a rematch all who are at the table, else those who still play.
    func isCarried(_ motion: Motion) -> Bool {
        let votes = self[votes: motion]
        return !votes.isEmpty
            && seats.indices.allSatisfy { index in
                let hasVoice = seats[index].isPlayed && (motion == .rematch || !seats[index].hasForfeited)
                return !hasVoice || votes.contains(index)
            }
    }
}
