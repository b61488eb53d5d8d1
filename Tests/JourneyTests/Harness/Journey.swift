import ActorClient
import ActorDefinition
import ActorWire
import Foundation
import Logging
import ParlorRooms
import ProgramTesting
import Testing

/// All journeys, one after the other: each wants the machine's attention for itself.
@Suite(.serialized, .timeLimit(.minutes(Siege.seconds.map { 2 + Int($0) / 60 } ?? 1)))
enum Journeys {}

/// One journey: a folder for everything that its programs write, and the programs, which end with it.
final class Journey {
    let folder: URL
    /// A port that was free a moment ago.
    let port: Int
    private var programs: [RunningProgram] = []
    private var screens: Screens?

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "parlor-\(UUID().uuidString.prefix(8))")
        port = try RawSocket.freePort()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Takes a journey, and clears up after it however it ends.
    static func take(
        isolation: isolated (any Actor)? = #isolation, _ body: (Journey) async throws -> Void
    ) async throws {
        let journey = try Journey()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(journey))
        } catch {
            result = .failure(error)
        }
        for program in journey.programs where program.isRunning {
            program.send(SIGKILL)
            _ = try? await program.end()
        }
        await journey.screens?.close()
        try? FileManager.default.removeItem(at: journey.folder)
        try result.get()
    }

    /// Where the host of the journey keeps its rooms.
    var data: String { folder.appending(path: "rooms").path }

    /// The variables of one person's account.
    func environment(of person: String) -> [String: String] {
        let home = folder.appending(path: person).path
        return [
            "HOME": home, "USER": person, "XDG_CONFIG_HOME": "\(home)/config", "XDG_DATA_HOME": "\(home)/data",
            "XDG_STATE_HOME": "\(home)/state", "TZ": "UTC", "LC_ALL": "C.UTF-8",
        ]
    }

    // MARK: Programs

    /// Starts `parlor`, which is ended with the journey at the latest.
    ///
    /// - Parameters:
    ///   - limit: What the shell's `ulimit` sets for it; nil for nothing.
    ///   - terminal: Where it is, which can do nothing but print.
    func start(
        _ arguments: [String], by person: String = "mika", input: String? = nil, limit: String? = nil,
        terminal: PseudoTerminal? = nil
    ) throws -> RunningProgram {
        let shell = limit.map { "ulimit \($0) && exec \"$0\" \"$@\"" }
        return try start(arguments, by: person, input: input, shell: shell, terminal: terminal)
    }

    /// Starts a line of the shell, in which `"$0" "$@"` is `parlor` with its arguments.
    func start(
        _ arguments: [String], by person: String, input: String? = nil, shell: String?,
        terminal: PseudoTerminal? = nil
    ) throws -> RunningProgram {
        var environment = environment(of: person)
        if terminal != nil { environment["TERM"] = "dumb" }
        let words = (shell.map { ["/bin/sh", "-c", $0] } ?? []) + [BuiltPrograms.path("parlor")] + arguments
        let program = try RunningProgram(
            words[0], Array(words.dropFirst()), input: input, environment: environment, folder: folder,
            terminal: terminal)
        programs.append(program)
        return program
    }

    /// Runs `parlor` to its end.
    func parlor(_ arguments: [String], by person: String = "mika", input: String? = nil) async throws -> Outcome {
        try await start(arguments, by: person, input: input).end()
    }

    func parlor(_ arguments: String..., by person: String = "mika", input: String? = nil) async throws -> Outcome {
        try await parlor(arguments, by: person, input: input)
    }

    /// Starts a host without a screen, and waits until it says where it can be reached.
    ///
    /// - Parameter port: 0 takes a free one.
    func serve(
        _ rooms: String..., port: Int = 0, data: String? = nil, options: [String] = [], limit: String? = nil
    ) async throws -> Host {
        let arguments = ["--listen", "127.0.0.1:\(port)", "--data", data ?? self.data] + options
        let program = try start(["serve"] + rooms + arguments, limit: limit)
        try await eventually("the host says where it is") { program.printed.contains("--server") || !program.isRunning }
        let said = program.printed
        let address = try #require(said.firstMatch(of: /--server (http:\/\/\S+)/)?.output.1, "\(program.complaints)")
        return Host(program: program, address: try ServerAddress(String(address)))
    }

    // MARK: Screens

    /// Opens a terminal with a shell in it, in which a person sits.
    func terminal(of person: String, columns: Int = 100, rows: Int = 30) async throws -> Terminal {
        let screens = screens ?? Screens(folder: folder)
        self.screens = screens
        return try await screens.open(person, environment(of: person), columns: columns, rows: rows)
    }
}

/// A host without a screen.
struct Host {
    let program: RunningProgram
    let address: ServerAddress

    var url: String { address.description }

    /// Ends it as the kernel does when memory is short.
    func crash() async throws {
        program.send(SIGKILL)
        try await program.end()
    }

    /// Somebody comes into a room and leaves it again.
    func isVisited(by name: String, token: String, room: String = "lobby") async throws {
        let client = try address.client(name, token: token, room: room)
        try await withThrowingTaskGroup { group in
            group.addTask { _ = await client.run() }
            _ = try await client.hello()
            client.close()
            try await group.waitForAll()
        }
    }

    /// Who is first in a room owns it. This lets somebody be first whom nothing else is about.
    func isOwned(room: String = "lobby") async throws {
        try await isVisited(by: "olga", token: "olgaolgaolgaolga", room: room)
    }
}

extension ServerAddress {
    /// A client of one of its rooms.
    func client(
        _ name: String, token: String? = nil, room: String = "lobby"
    ) throws -> ActorClient<ChatRoom> {
        var configuration = ClientConfiguration()
        configuration.longestDelay = .seconds(1)
        configuration.callDeadline = .seconds(15)
        return try ActorClient(
            ChatRoom(), key: try ActorKey([room]), server: self, configuration: configuration,
            logger: Logger(label: name) { _ in SwiftLogNoOpLogHandler() }
        ) { ChatRoom.ConnParams(name: name, token: token) }
    }
}
