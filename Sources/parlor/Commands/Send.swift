import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import Foundation
import ParlorApp
import ParlorRooms

struct Send: RoomCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in a room what comes on standard input.",
        discussion: """
            What comes, up to 1 MiB, is one message; what is too long for one is cut at line ends. With --lines each line \
            is a message as soon as it comes. What the room finds too fast is said when it is not any more:

              make 2>&1 | tail -1 | parlor send ops
            """)

    @Argument(help: "The room.") var room: String
    @Flag(help: "Send each line by itself.") var lines = false
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        // Also where there is nothing to say, a room that is not there is an error.
        _ = try await caller.members()
        if lines {
            while let line = readLine(strippingNewline: true) { try await send(line, caller) }
        } else {
            let data = try FileHandle.standardInput.read(upToCount: Self.longestInput + 1) ?? Data()
            guard data.count <= Self.longestInput else {
                throw Failure(
                    "more than 1 MiB came, of which nothing was sent; --lines sends line by line, without end")
            }
            for part in Self.parts(String(decoding: data, as: UTF8.self)) { try await send(part, caller) }
        }
    }

    private func send(_ text: String, _ caller: ActorCaller<some Room>) async throws {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let post = Post(id: UUID().uuidString, text: text)
        while true {
            do {
                _ = try await caller.sendMessage(post)
                return
            } catch let error as UserError {
                guard let wait = error.metadata?["retryAfter"]?.int else { throw error }
                if wait > Self.longestSilence { complain(error.message) }
                try await Task.sleep(for: .milliseconds(max(1, min(wait, Self.longestWait))))
            }
        }
    }

    private func complain(_ message: String) {
        FileHandle.standardError.write(Data("parlor: \(PlainText.harmless(message))\n".utf8))
    }

    /// In milliseconds. Whoever sits before it wants to know what it waits for.
    private static let longestSilence = 2_000

    /// In milliseconds. Then a slow room is asked again; it may be slow no longer.
    private static let longestWait = 60_000

    /// 1 MiB.
    private static let longestInput = 1 << 20

    /// The text in parts that a room takes, each of whole lines where its lines allow it.
    static func parts(_ text: String, limit: Int = RoomLimits().text) -> [String] {
        var parts: [String] = []
        var part = ""
        var isFirst = true
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if !part.isEmpty, part.utf8.count + 1 + line.utf8.count > limit {
                parts.append(part)
                part = ""
                isFirst = true
            }
            if !isFirst { part += "\n" }
            isFirst = false
            for character in line {
                if part.utf8.count + character.utf8.count > limit {
                    parts.append(part)
                    part = ""
                }
                part.append(character)
            }
        }
        parts.append(part)
        return parts.map { $0.trimmingCharacters(in: .newlines) }
    }
}
