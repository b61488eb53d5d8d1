import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// Rooms are copied, brought back and examined, from the shell.
    @Suite struct Backups {
        private static func say(_ texts: String..., at host: Host) async throws {
            let ann = try host.address.client("ann", token: "annannannannannann")
            try await withThrowingTaskGroup { group in
                group.addTask { _ = await ann.run() }
                for text in texts { try await ann.sendMessage(Post(text: text)) }
                ann.close()
                try await group.waitForAll()
            }
        }

        private static func history(of host: Host) async throws -> [String] {
            try await ActorCaller(
                ChatRoom(), key: try ActorKey(["lobby"]), server: host.address,
                parameters: ChatRoom.ConnParams(name: "bob")
            ).history(nil).map(\.text)
        }

        @Test func `A backup of a running host brings its rooms back in another folder`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await Self.say("one", "two", at: host)
                let file = journey.folder.appending(path: "copy").path
                let backup = try await journey.parlor("backup", file, "--data", journey.data)
                #expect(backup.status == 0 && backup.output.contains("entries"), "\(backup.errors)")
                try await Self.say("three", at: host)
                let again = try await journey.parlor("backup", file, "--data", journey.data)
                #expect(again.status == 1 && again.errors.contains("--force replaces it"))

                let other = journey.folder.appending(path: "other").path
                let restore = try await journey.parlor("restore", file, "--data", other)
                #expect(restore.status == 0, "\(restore.errors)")
                // The secret is not in a backup.
                let files = try FileManager.default.contentsOfDirectory(atPath: other)
                #expect(files.sorted() == ["actors.sqlite", "lock"])
                let twin = try await journey.serve(data: other)
                #expect(try await Self.history(of: twin) == ["one", "two"])
                #expect(try await Self.history(of: host) == ["one", "two", "three"])
            }
        }

        @Test func `Rooms of a running host are not replaced, and those of one that ended are kept`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await Self.say("old", at: host)
                let file = journey.folder.appending(path: "copy").path
                let backup = try await journey.parlor("backup", file, "--data", journey.data)
                let entries = try #require(backup.output.firstMatch(of: /(\d+) entries/).flatMap { Int($0.output.1) })
                try await Self.say("new", at: host)
                let early = try await journey.parlor("restore", file, "--data", journey.data, "--force")
                #expect(early.status == 1 && early.errors.contains("is in use by parlor"))

                // Killed, so that what is new is in the log beside the database.
                try await host.crash()
                let timid = try await journey.parlor("restore", file, "--data", journey.data)
                #expect(timid.status == 1 && timid.errors.contains("--force replaces it"))
                let bold = try await journey.parlor("restore", file, "--data", journey.data, "--force")
                #expect(bold.status == 0, "\(bold.errors)")
                let kept = try #require(bold.output.firstMatch(of: /kept as (\S+)/)?.output.1)
                let check = try await journey.parlor("check", String(kept))
                #expect(
                    check.status == 0 && check.output.contains("\(entries + 1) entries"),
                    "\(check.output)\(check.errors)")
                #expect(try await Self.history(of: try await journey.serve()) == ["old"])
            }
        }

        @Test func `A check tells what is not well, and nothing else, also while the host runs`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await Self.say("one", at: host)
                let well = try await journey.parlor("check", journey.data)
                #expect(well.status == 0 && well.output.contains("is well"), "\(well.output)\(well.errors)")
                host.program.send(SIGTERM)
                try await host.program.end()

                let file = journey.data + "/actors.sqlite"
                try #require(FileManager.default.contents(atPath: file)?.prefix(20_000))
                    .write(to: URL(filePath: file))
                let damaged = try await journey.parlor("check", journey.data)
                #expect(damaged.status == 1 && damaged.output.contains("damaged"))
                let serve = try await journey.parlor("serve", "--listen", "127.0.0.1:0", "--data", journey.data)
                #expect(serve.status == 1 && serve.errors.contains("`parlor check`"), "\(serve.errors)")
                let missing = try await journey.parlor("check", journey.folder.appending(path: "nowhere").path)
                #expect(missing.status == 1 && missing.errors.contains("is not there"))
            }
        }
    }
}
