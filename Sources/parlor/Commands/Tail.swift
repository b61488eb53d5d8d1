import ActorClient
import ActorDefinition
import ActorWire
import ArgumentParser
import Foundation
import ParlorRooms

struct Tail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what is said in a room, line by line.",
        discussion: "Stays until it is interrupted, also while the host is away; --no-follow prints what there is.")

    @Argument(help: "The room.") var room: String
    @OptionGroup var output: OutputOptions
    @Option(name: .shortAndLong, help: "Begin with the newest so many messages, at most 100.") var count = 10
    @Flag(inversion: .prefixedNo, help: "Go on with what is said from now on.") var follow = true
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let newest = try await explainingFailure {
            try await options.caller(of: room).history(PageRequest(limit: max(0, min(count, 100))))
        }
        for message in newest { try write(message) }
        guard follow else { return }
        try await explainingFailure { try await self.follow(after: newest.last?.seq ?? 0) }
    }

    /// Prints each message once and in order, over any number of reconnections.
    private func follow(after seq: UInt64) async throws {
        let server = try options.address()
        let client = try ActorClient(ChatRoom(), key: try ActorKey([room]), server: server) {
            try Person.parameters(options, server: server)
        }
        try await withThrowingTaskGroup(of: ClosedReason?.self) { group in
            group.addTask { await client.run() }
            group.addTask {
                var printed = seq
                for try await message in client.newMessage {
                    while printed + 1 < message.seq {
                        let missed = try await client.history(PageRequest(after: printed, limit: 100))
                        guard !missed.isEmpty else { break }
                        for old in missed where old.seq > printed && old.seq < message.seq { try write(old) }
                        printed = min(missed.last?.seq ?? printed, message.seq - 1)
                    }
                    guard message.seq > printed else { continue }
                    printed = message.seq
                    try write(message)
                }
                return nil
            }
            defer { group.cancelAll() }
            while let reason = try await group.next() {
                if let reason { throw Failure("\(reason)") }
            }
        }
    }

    private func write(_ message: Message) throws {
        if output.json { return try Output.line(String(decoding: try Value(encoding: message).json(), as: UTF8.self)) }
        let author = message.kind == .action ? "* \(message.author)" : "<\(message.author)>"
        try Output.line("\(Moment.text(message.time)) \(author) \(message.text.replacing("\n", with: "\n    "))")
    }
}
