import ActorClient
import ArgumentParser
import ParlorRooms

struct Kick: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(
        abstract: "Make somebody leave a room, and keep them out for a while.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who is to leave.") var person: String
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        try await caller.kick(KickRequest(name: person, reason: reason))
        print("\(person) was kicked from \(room)")
    }
}

struct Ban: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(
        abstract: "Keep somebody out of a room, by name or by address.",
        discussion: "An address may be a range: 10.0.0.0/8, 2001:db8::/32.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who is to stay out.") var person: String?
    @Option(name: .long, help: "An address or a range of addresses that is to stay out.") var address: String?
    @Option(name: .long, help: Span.help) var `for`: Span?
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (person == nil) != (address == nil) else {
            throw ValidationError("Name a person or give --address, one of the two.")
        }
    }

    func run(asking caller: ActorCaller<some Room>) async throws {
        let ban = BanRequest(name: person, address: address, reason: reason, seconds: `for`?.seconds)
        try await caller.ban(ban)
        print("\(person ?? address ?? "") is banned from \(room) \(Span.term(`for`))")
    }
}

struct Unban: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Let somebody in again.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who may come back.") var person: String?
    @Option(name: .long, help: "The address or range as it was banned.") var address: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (person == nil) != (address == nil) else {
            throw ValidationError("Name a person or give --address, one of the two.")
        }
    }

    func run(asking caller: ActorCaller<some Room>) async throws {
        try await caller.unban(UnbanRequest(name: person, address: address))
        print("\(person ?? address ?? "") may enter \(room) again")
    }
}

struct Mute: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Make somebody silent.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who is to be silent.") var person: String
    @Option(name: .long, help: Span.help) var `for`: Span?
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        let mute = MuteRequest(name: person, seconds: `for`?.seconds, reason: reason)
        try await caller.mute(mute)
        print("\(person) is muted in \(room) \(Span.term(`for`))")
    }
}

struct Unmute: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Let somebody speak again.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who may speak.") var person: String
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        try await caller.unmute(Whom(person))
        print("\(person) may speak in \(room)")
    }
}

struct Op: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Make somebody an operator.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who becomes an operator.") var person: String
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        try await caller.op(Whom(person))
        print("\(person) is an operator of \(room)")
    }
}

struct Deop: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Make an operator a member again.")

    @Argument(help: "The room.") var room: String
    @Argument(help: "Who is no longer an operator.") var person: String
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        try await caller.deop(Whom(person))
        print("\(person) is no longer an operator of \(room)")
    }
}
