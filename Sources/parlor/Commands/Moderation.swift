import ActorClient
import ArgumentParser
import ParlorRooms

struct Kick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make somebody leave a room, and keep them out for a while.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who is to leave.") var person: String
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?

    func run() async throws {
        try await explainingFailure {
            try await request.caller(asHost: true).kick(KickRequest(name: person, reason: reason))
        }
        print("\(person) was kicked from \(request.room)")
    }
}

struct Ban: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep somebody out of a room, by name or by address.",
        discussion: "An address may be a range: 10.0.0.0/8, 2001:db8::/32.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who is to stay out.") var person: String?
    @Option(name: .long, help: "An address or a range of addresses that is to stay out.") var address: String?
    @Option(name: .long, help: "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.") var `for`: Span?
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?

    func validate() throws {
        guard (person == nil) != (address == nil) else { throw ValidationError("Name a person or give --address.") }
    }

    func run() async throws {
        let ban = BanRequest(name: person, address: address, reason: reason, seconds: `for`?.seconds)
        try await explainingFailure { try await request.caller(asHost: true).ban(ban) }
        print("\(person ?? address ?? "") is banned from \(request.room)")
    }
}

struct Unban: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody in again.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who may come back.") var person: String?
    @Option(name: .long, help: "The address or range as it was banned.") var address: String?

    func validate() throws {
        guard (person == nil) != (address == nil) else { throw ValidationError("Name a person or give --address.") }
    }

    func run() async throws {
        try await explainingFailure {
            try await request.caller(asHost: true).unban(UnbanRequest(name: person, address: address))
        }
        print("\(person ?? address ?? "") may enter \(request.room) again")
    }
}

struct Mute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make somebody silent.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who is to be silent.") var person: String
    @Option(name: .long, help: "How long: 90s, 30m, 1h, 7d. Default: until it is lifted.") var `for`: Span?
    @Option(name: .shortAndLong, help: "Why; they are told.") var reason: String?

    func run() async throws {
        let mute = MuteRequest(name: person, seconds: `for`?.seconds, reason: reason)
        try await explainingFailure { try await request.caller(asHost: true).mute(mute) }
        print("\(person) is muted in \(request.room)")
    }
}

struct Unmute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody speak again.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who may speak.") var person: String

    func run() async throws {
        try await explainingFailure { try await request.caller(asHost: true).unmute(Whom(person)) }
        print("\(person) may speak in \(request.room)")
    }
}

struct Op: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make somebody an operator.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who becomes an operator.") var person: String

    func run() async throws {
        try await explainingFailure { try await request.caller(asHost: true).op(Whom(person)) }
        print("\(person) is an operator of \(request.room)")
    }
}

struct Deop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make an operator a member again.")

    @OptionGroup var request: RoomRequest
    @Argument(help: "Who is no longer an operator.") var person: String

    func run() async throws {
        try await explainingFailure { try await request.caller(asHost: true).deop(Whom(person)) }
        print("\(person) is no longer an operator of \(request.room)")
    }
}
