import ParlorRooms

/// What the screen asks of a room.
enum RoomRequest: Sendable, Hashable {
    case hello
    case history(PageRequest)
    case post(Post)
    case topic(String)
    case kick(KickRequest)
    case ban(BanRequest)
    case unban(UnbanRequest)
    case bans
    case mute(MuteRequest)
    case unmute(Whom)
    case op(Whom)
    case deop(Whom)
    case audit(PageRequest)
    case connections
    /// The invite code of the room, which becomes private by it.
    case invite
    case setPrivate(Bool)
    /// Makes who is no operator wait so many seconds after each message; nil ends that.
    case slow(Int?)
    case lock(Bool)
    case search(SearchRequest)
    case game(GameRequest)
}

/// What a room answers.
enum RoomAnswer: Sendable, Equatable {
    case done
    case welcome(Welcome)
    case message(Message)
    case messages([Message])
    case bans([Ban])
    case acts([Act])
    case connections(ConnectionsReport)
    case invitation(Invitation)
    case game(GameAnswer)
}

/// Why there is no answer.
struct RequestFailure: Error, Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// The room said no.
        case refused
        /// The room said not now.
        case later(Duration)
        /// The line failed: the request may have been carried out or not.
        case interrupted
    }

    var kind: Kind
    /// For a person.
    var message: String
}

extension RoomRequest {
    /// What is told when the room has done it; nil for what only asks.
    var confirmation: String? {
        switch self {
        case .kick(let kick): "\(kick.name) is out"
        case .ban(let ban): "\(ban.name ?? ban.address ?? "") is banned \(term(ban.seconds))"
        case .unban(let ban): "\(ban.name ?? ban.address ?? "") is no longer banned"
        case .mute(let mute): "\(mute.name) is muted \(term(mute.seconds))"
        case .unmute(let whom): "\(whom.name) may speak again"
        case .op(let whom): "\(whom.name) is an operator"
        case .deop(let whom): "\(whom.name) is no longer an operator"
        case .topic: "the topic is set"
        case .setPrivate(true): "the room is private: /invite shows the code by which others come in"
        case .setPrivate(false): "the room is open to everybody"
        case .slow(let seconds): seconds == nil ? "the room is no longer slow" : "the room is slow"
        case .lock(let isLocked): isLocked ? "the room is locked" : "the room is no longer locked"
        case .hello, .history, .post, .bans, .audit, .connections, .invite, .search, .game: nil
        }
    }

    private func term(_ seconds: Int?) -> String {
        seconds.map { "for \(DurationText.long(.seconds($0)))" } ?? "for good"
    }

    var isMove: Bool { if case .game(.move) = self { true } else { false } }

    /// Whether the room tells everybody in it.
    var isAnnounced: Bool {
        switch self {
        case .kick, .mute, .unmute, .op, .deop, .topic, .slow, .lock: true
        default: false
        }
    }
}
