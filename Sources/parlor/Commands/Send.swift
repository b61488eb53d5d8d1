import ActorClient
import ArgumentParser
import Foundation
import ParlorRooms

struct Send: RoomCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in a room what comes on standard input.",
        discussion: """
            What comes is one message; what is too long for one is cut at line ends. With --lines each line is a message \
            as soon as it comes:

              make 2>&1 | tail -1 | parlor send ops
            """)

    @Argument(help: "The room.") var room: String
    @Flag(help: "Send each line by itself.") var lines = false
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        if lines {
            while let line = readLine(strippingNewline: true) { try await send(line, caller) }
        } else {
            guard let data = try FileHandle.standardInput.read(upToCount: Self.longestInput) else { return }
            for part in Self.parts(String(decoding: data, as: UTF8.self)) { try await send(part, caller) }
        }
    }

    private func send(_ text: String, _ caller: ActorCaller<some Room>) async throws {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        try await caller.sendMessage(Post(id: UUID().uuidString, text: text))
    }

    /// 1 MiB.
    private static let longestInput = 1 << 20

    /// The text in parts that a room takes, each of whole lines where its lines allow it.
    static func parts(_ text: String, limit: Int = RoomLimits().text) -> [String] {
        var parts: [String] = []
        var part = ""
        for line in text.split(whereSeparator: \.isNewline) {
            if !part.isEmpty, part.utf8.count + 1 + line.utf8.count > limit {
                parts.append(part)
                part = ""
            }
            if !part.isEmpty { part += "\n" }
            for character in line {
                if part.utf8.count + character.utf8.count > limit {
                    parts.append(part)
                    part = ""
                }
                part.append(character)
            }
        }
        if !part.isEmpty { parts.append(part) }
        return parts
    }
}
