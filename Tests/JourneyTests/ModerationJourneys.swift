import ActorClient
import ActorDefinition
import ActorWire
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// What operators do to people lasts.
    @Suite struct Moderating {
        static let ann = "annannannannannann"
        static let bo = "bobobobobobobobobo"

        @Test func `A kick closes with its reason, and who comes straight back stays out`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                let bo = try host.address.client("bo", token: Self.bo)
                try await withThrowingTaskGroup(of: ClosedReason.self) { group in
                    group.addTask { await bo.run() }
                    _ = try await bo.hello()
                    let kick = try await journey.parlor(
                        "kick", "lobby", "bo", "--reason", "flooding", "--server", host.url, "--data", journey.data)
                    try #require(kick.status == 0, "\(kick.errors)")
                    let reason = try await group.next()
                    guard case .disconnected(let text) = reason else {
                        return #expect(Bool(false), "closed otherwise: \(String(describing: reason))")
                    }
                    #expect(text.contains("flooding"))
                }
                guard case .refused(let error) = await (try host.address.client("bo", token: Self.bo)).run() else {
                    return #expect(Bool(false), "bo came back")
                }
                #expect(error.code == "kicked")
                #expect(error.message.contains("flooding"))
            }
        }

        @Test func `A ban and a mute survive the host, and the audit log tells who, whom and why`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                let command = ["--server", host.url, "--data", journey.data]
                for (name, token) in [("ann", Self.ann), ("bo", Self.bo)] {
                    try await host.isVisited(by: name, token: token)
                }
                for act in [
                    ["mute", "lobby", "ann", "--reason", "shouting", "--for", "1h"],
                    ["ban", "lobby", "bo", "--reason", "spam", "--name", "mika"],
                ] {
                    let outcome = try await journey.parlor(act + command)
                    try #require(outcome.status == 0, "\(outcome.errors)")
                }
                try await host.crash()
                _ = try await journey.serve(port: host.address.port)

                guard case .refused(let error) = await (try host.address.client("bo", token: Self.bo)).run() else {
                    return #expect(Bool(false), "bo came in")
                }
                #expect(error.message == "you were banned by mika: spam")

                let ann = try host.address.client("ann", token: Self.ann)
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
                    let error = await #expect(throws: UserError.self) { try await ann.sendMessage("HELLO") }
                    #expect(error?.code == "muted")
                    #expect(error?.message.contains("shouting") == true)
                    ann.close()
                    try await group.waitForAll()
                }

                let audit = try await journey.parlor("audit", "lobby", "--data", journey.data)
                let acts = audit.output.split(separator: "\n").map {
                    $0.split(separator: " ").dropFirst(2).joined(separator: " ")
                }
                let mute = acts.dropLast().last ?? ""
                #expect(mute.hasPrefix("mika mute ann until ") && mute.hasSuffix(" shouting"), "\(audit.output)")
                #expect(acts.last == "mika ban bo spam", "\(audit.output)")
            }
        }
    }
}
