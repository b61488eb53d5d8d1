import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import Foundation
import ParlorApp
import ParlorRooms

struct Tail: RoomCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what is said in a room, line by line.",
        discussion: "Stays until it is interrupted, also while the host is away; --no-follow prints what there is.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @Option(name: .shortAndLong, help: "Begin with the newest so many messages, at most 100.") var count = 10
    @Flag(inversion: .prefixedNo, help: "Go on with what is said from now on.") var follow = true
    @OptionGroup var options: ServerOptions

    func run(asking caller: ActorCaller<some Room>) async throws {
        let newest = try await caller.history(PageRequest(limit: max(1, min(count, Self.page))))
        for message in newest.suffix(max(count, 0)) { try write(message) }
        guard follow else { return }
        try await self.follow(try await options.definition(of: room), after: newest.last?.seq ?? 0)
    }

    /// Prints each message once and in order, over any number of reconnections.
    private func follow(_ definition: some Room, after seq: UInt64) async throws {
        let server = try options.address()
        let (logger, _) = try Log.open("tail")
        let client = try ActorClient(definition, key: try ActorKey([room]), server: server, logger: logger) {
            try Person.parameters(options, server: server)
        }
        // Messages as they come; nil where some may have been missed. What is dropped leaves a gap, which is filled.
        let news = AsyncStream.makeStream(of: Message?.self, bufferingPolicy: .bufferingNewest(Self.page))
        let messages = client.newMessage.makeAsyncIterator()
        try await withThrowingTaskGroup(of: ClosedReason?.self) { group in
            group.addTask { await client.run() }
            group.addTask {
                // What was said before the room was listened to is new as well.
                var wasConnected = false
                for await status in client.statuses {
                    if status.isConnected, !wasConnected { news.continuation.yield(nil) }
                    wasConnected = status.isConnected
                }
                return nil
            }
            group.addTask {
                var messages = messages
                while true {
                    do {
                        guard let message = try await messages.next() else { return nil }
                        news.continuation.yield(message)
                    } catch ClientError.lagged {
                        messages = client.newMessage.makeAsyncIterator()
                        news.continuation.yield(nil)
                    }
                }
            }
            group.addTask {
                var printed = seq
                for await message in news.stream {
                    if let message, message.seq <= printed { continue }
                    if let message, message.seq == printed + 1 {
                        try write(message)
                        printed = message.seq
                    } else {
                        try await printMissed(of: client, after: &printed)
                    }
                }
                return nil
            }
            defer { group.cancelAll() }
            while let reason = try await group.next() {
                if let reason { throw Failure("\(reason)") }
            }
        }
    }

    /// The most messages that a room tells at once.
    private static let page = RoomLimits().page

    private func printMissed(of client: ActorClient<some Room>, after printed: inout UInt64) async throws {
        do {
            var page: [Message]
            repeat {
                page = try await client.history(PageRequest(after: printed, limit: Self.page))
                for message in page { try write(message) }
                printed = page.last?.seq ?? printed
            } while page.count == Self.page
        } catch is ClientError {
            // The line broke; once it is back, this is asked for again.
        }
    }

    private func write(_ message: Message) throws {
        if output.json { return try Output.line(String(decoding: try Value(encoding: message).json(), as: UTF8.self)) }
        let author = message.kind == .action ? "* \(message.author)" : "<\(message.author)>"
        let text = message.text.replacing("\n", with: "\n    ")
        try Output.line(PlainText.harmless("\(Moment.text(message.time)) \(author) \(text)"))
    }
}
