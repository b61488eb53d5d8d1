import ParlorRooms

/// A command of the input line.
struct Command: Sendable {
    /// What an argument is, by which Tab completes it.
    enum Parameter: Sendable {
        case name, room, game, command, text
    }

    let name: String
    /// The arguments, as `/help` shows them.
    let usage: String
    let summary: String
    let parameters: [Parameter]
    let intent: @Sendable (inout Words) throws(CommandError) -> Intent

    init(
        _ name: String, _ usage: String = "", _ summary: String, _ parameters: [Parameter] = [],
        _ intent: @escaping @Sendable (inout Words) throws(CommandError) -> Intent
    ) {
        self.name = name
        self.usage = usage
        self.summary = summary
        self.parameters = parameters
        self.intent = intent
    }

    var synopsis: String { usage.isEmpty ? "/\(name)" : "/\(name) \(usage)" }
}

/// Every command, in the order of `/help`. Parsing, completion and help read this table.
enum CommandTable {
    static let all: [Command] = talking + rooms + games + moderation + program

    static func command(named name: String) -> Command? { all.first { $0.name == name } }

    private static let talking = [
        Command("me", "TEXT", "tells what you do: /me waves", [.text]) { words throws(CommandError) in
            guard let text = words.text() else { throw CommandError(message: "TEXT is missing") }
            return .act(text)
        },
        Command("search", "[WORDS]", "finds what was said at any time; again: what is older", [.text]) { words in
            words.text().map { .request(.search(SearchRequest(text: $0, limit: 20))) } ?? .searchOn
        },
        Command("clear", "", "clears the lines held here; the room keeps them") { _ in .clear },
        Command("resend", "", "sends again what the room refused") { _ in .resend },
        Command("discard", "", "throws away what the room refused") { _ in .discard },
    ]

    private static let rooms = [
        Command("join", "ROOM|CODE", "goes to a room, by name or invite code; a new one is made, and yours", [.room]) {
            words throws(CommandError) in
            .join(RoomWord.name(try words.next("ROOM")))
        },
        Command("invite", "", "makes the room private, and shows the code by which others come in") { _ in
            .request(.invite)
        },
        Command("private", "", "keeps out whom the room does not know and who has no code") { _ in
            .request(.setPrivate(true))
        },
        Command("public", "", "opens the room to everybody again") { _ in .request(.setPrivate(false)) },
        Command("leave", "", "leaves this room") { _ in .leave },
        Command("rooms", "", "lists the rooms of this host") { _ in .rooms },
        Command("who", "", "lists the people here") { _ in .who },
        Command("whois", "NAME", "tells what is known of somebody here", [.name]) { words throws(CommandError) in
            .whois(try words.next("NAME"))
        },
        Command("topic", "[TEXT]", "shows the topic, or sets it", [.text]) { words in
            words.text().map { .request(.topic($0)) } ?? .showTopic
        },
    ]

    private static let moderation = [
        Command("kick", "NAME [REASON]", "sends somebody out of the room", [.name, .text]) {
            words throws(CommandError) in
            let name = try words.next("NAME")
            return .request(.kick(KickRequest(name: name, reason: words.text())))
        },
        Command("ban", "NAME|ADDRESS [1h|30m|7d] [REASON]", "keeps a name or addresses out", [.name, .text]) {
            words throws(CommandError) in
            let target = try words.next("NAME or ADDRESS")
            let seconds = try words.duration()
            return .request(.ban(BanTarget(target).ban(seconds, words.text())))
        },
        Command("unban", "NAME|ADDRESS", "lifts a ban", [.text]) { words throws(CommandError) in
            let target = try words.next("NAME or ADDRESS")
            return .request(.unban(BanTarget(target).unban))
        },
        Command("bans", "", "lists the bans in force") { _ in .request(.bans) },
        Command("mute", "NAME [10m] [REASON]", "lets somebody read but not speak", [.name, .text]) {
            words throws(CommandError) in
            let name = try words.next("NAME")
            let seconds = try words.duration()
            return .request(
                .mute(MuteRequest(name: name, seconds: seconds, reason: words.text())))
        },
        Command("unmute", "NAME", "lifts a mute", [.name]) { words throws(CommandError) in
            let name = try words.next("NAME")
            return .request(.unmute(Whom(name)))
        },
        Command("op", "NAME", "makes somebody an operator", [.name]) { words throws(CommandError) in
            .request(.op(Whom(try words.next("NAME"))))
        },
        Command("deop", "NAME", "makes an operator a member again", [.name]) { words throws(CommandError) in
            .request(.deop(Whom(try words.next("NAME"))))
        },
        Command("slow", "10s|off", "has who is no operator wait so long after each message", [.text]) {
            words throws(CommandError) in
            .request(.slow(try words.pause()))
        },
        Command("lock", "", "keeps out whom the room does not know, also with the invite code") { _ in
            .request(.lock(true))
        },
        Command("unlock", "", "lets others in again") { _ in .request(.lock(false)) },
        Command("audit", "", "shows who moderated whom, when and why") { _ in .audit },
        Command("connections", "", "shows every connection of the room, live") { _ in .connections },
    ]

    private static let program = [
        Command("help", "[COMMAND]", "tells about all commands, or one", [.command]) { words in
            .help(words.next().map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 })
        },
        Command("quit", "", "ends the program") { _ in .quit },
    ]
}

/// Whom a ban concerns: names hold neither a slash nor a colon, and no name is four numbers.
private struct BanTarget {
    let text: String

    init(_ text: String) { self.text = text }

    private var isAddress: Bool {
        if text.contains(":") || text.contains("/") { return true }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    func ban(_ seconds: Int?, _ reason: String?) -> BanRequest {
        BanRequest(name: isAddress ? nil : text, address: isAddress ? text : nil, reason: reason, seconds: seconds)
    }

    var unban: UnbanRequest {
        isAddress ? UnbanRequest(address: text) : UnbanRequest(name: text)
    }
}
