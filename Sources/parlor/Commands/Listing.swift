import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import Foundation
import ParlorRooms

struct Rooms: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the rooms of a host.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let lobby = ActorCaller(Lobby(), key: .empty, server: try options.address())
        let rooms = try await explainingFailure { try await lobby.rooms() }
        try output.print(rooms, empty: "There are no rooms yet.") { room in
            [room.name, "\(room.members) here", Moment.text(room.active), room.topic]
        }
    }
}

struct Who: RoomCommand {
    static let configuration = CommandConfiguration(abstract: "List the people in a room.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        let members = try await caller.members()
        try output.print(members, empty: "Nobody is in \(room).") { member in
            [
                member.name, member.role.rawValue, "since \(Moment.text(member.joined))",
                [member.away ? "away" : nil, member.muted ? "muted" : nil].compactMap(\.self).joined(separator: ", "),
            ]
        }
    }
}

struct Bans: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "List the bans in force in a room.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        let bans = try await caller.bans()
        try output.print(bans, empty: "Nobody is banned from \(room).") { ban in
            [
                ban.name ?? ban.address ?? "", ban.until.map { "until \(Moment.text($0))" } ?? "for ever",
                "by \(ban.by)", ban.reason,
            ]
        }
    }
}

struct Audit: RoomCommand {
    static let asksAsHost = true
    static let configuration = CommandConfiguration(abstract: "Print who moderated whom in a room, when and why.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @Option(name: .long, help: "The newest so many acts, at most 100.") var limit = 100
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        let acts = try await caller.audit(PageRequest(limit: limit))
        try output.print(acts, empty: "Nobody has been moderated in \(room).") { act in
            [
                Moment.text(act.time), act.by, act.kind.rawValue, act.target,
                act.until.map { "until \(Moment.text($0))" } ?? "", act.reason,
            ]
        }
    }
}
