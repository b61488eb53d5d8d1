import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import Foundation
import ParlorRooms

struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, for programs.")
    var json = false

    /// Prints a list: as JSON, or as a table with aligned columns.
    func print<Item: Encodable>(_ items: [Item], empty: String, row: (Item) -> [String]) throws {
        guard !json else {
            return Swift.print(String(decoding: try Value(encoding: items).json(), as: UTF8.self))
        }
        guard !items.isEmpty else { return Swift.print(empty) }
        for line in Table(items.map(row)).lines { Swift.print(line) }
    }
}

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

struct Who: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the people in a room.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let members = try await explainingFailure { try await options.caller(of: room).members() }
        try output.print(members, empty: "Nobody is in \(room).") { member in
            [
                member.name, member.role.rawValue, "since \(Moment.text(member.joined))",
                [member.away ? "away" : nil, member.muted ? "muted" : nil].compactMap(\.self).joined(separator: ", "),
            ]
        }
    }
}

struct Bans: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the bans in force in a room.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let bans = try await explainingFailure { try await options.caller(of: room, asHost: true).bans() }
        try output.print(bans, empty: "Nobody is banned from \(room).") { ban in
            [
                ban.name ?? ban.address ?? "", ban.until.map { "until \(Moment.text($0))" } ?? "for ever",
                "by \(ban.by)", ban.reason,
            ]
        }
    }
}

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print who moderated whom in a room, when and why.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @Option(name: .long, help: "The newest so many acts, at most 100.") var limit = 100
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let acts = try await explainingFailure {
            try await options.caller(of: room, asHost: true).audit(PageRequest(limit: limit))
        }
        try output.print(acts, empty: "Nobody has been moderated in \(room).") { act in
            [
                Moment.text(act.time), act.by, act.kind.rawValue, act.target,
                act.until.map { "until \(Moment.text($0))" } ?? "", act.reason,
            ]
        }
    }
}

/// Columns of text, each as wide as its widest cell.
struct Table {
    let lines: [String]

    init(_ rows: [[String]]) {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// Moments as a person reads them, in local time.
enum Moment {
    static func text(_ time: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000)
        return date.formatted(
            .verbatim(
                "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
                timeZone: .current, calendar: .current))
    }
}
