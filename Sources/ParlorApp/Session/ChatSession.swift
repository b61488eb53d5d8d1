import ActorClient
import ActorWire
import ParlorBoards
import ParlorRooms
import Terminal

/// Chats until the person leaves: in lines, or with the terminal held for a screen.
///
/// - Throws: `TerminalError` when the terminal cannot be used.
@discardableResult
public func runChat(_ configuration: ChatConfiguration) async throws -> ChatExit {
    guard !configuration.isPlain else {
        return await ChatSession(configuration, try LineFront(), size: Size(columns: 80, rows: 24)).run()
    }
    var options = TerminalSession.Options(mouse: configuration.usesMouse, errorLog: configuration.logFile)
    if !configuration.usesColor { options.noColor = "1" }
    return try await TerminalSession.run(options) { terminal in
        let (size, look) = (await terminal.size, await Look(of: terminal))
        return await ChatSession(configuration, ScreenFront(terminal), size: size, look: look).run()
    }
}

/// Joins the pure core to the world: what happens becomes events, and effects are carried out.
///
/// Whoever tells of an event waits until it is answered, so that nothing piles up here.
actor ChatSession {
    private let configuration: ChatConfiguration
    private let front: any ChatFront
    private let finder: TableFinder
    private var state: AppState
    private var clients: [String: any RoomClient] = [:]
    private var alarm: (time: Timestamp, task: Task<Void, Never>)?
    private var exit = ChatExit()
    /// What runs beside everything else, as children of ``run()``. The state asks for a few things at a time.
    private let work = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)

    nonisolated var unownedExecutor: UnownedSerialExecutor { front.unownedExecutor }

    init(_ configuration: ChatConfiguration, _ front: any ChatFront, size: Size, look: Look = Look()) {
        self.configuration = configuration
        self.front = front
        finder = TableFinder(server: configuration.server)
        var randomness = SystemRandomNumberGenerator()
        state = AppState(
            size: size, now: .now, calendar: .system, name: configuration.name,
            server: configuration.server.description,
            rooms: configuration.rooms.map { RoomState(name: $0.name, kind: $0.kind) },
            ids: MessageIDs(using: &randomness))
        state.look = look
    }

    /// Runs until the person leaves; all that was begun has ended then.
    func run() async -> ChatExit {
        state.isHost = configuration.isHost
        state.isPlain = configuration.isPlain
        state.keys = configuration.keys
        for line in configuration.greeting { state.tell(Notice(line)) }
        state.current.table?.order = configuration.order
        state.current.invite = configuration.invite
        await withDiscardingTaskGroup { group in
            group.addTask {
                await self.front.follow(self)
                await self.end()
            }
            group.addTask { await LobbyFollower(self.configuration).run { await self.receive(.listed($0)) } }
            group.addTask {
                guard let troubles = self.configuration.troubles else { return }
                for await trouble in troubles { await self.receive(.trouble(trouble)) }
            }
            await perform(state.start())
            await show()
            for await task in work.stream { group.addTask { await task() } }
            group.cancelAll()
        }
        alarm?.task.cancel()
        await alarm?.task.value
        exit.isShutOut = state.isPlain && state.isShutOut
        exit.unsent = state.rooms.reduce(0) { $0 + $1.outbox.waiting }
        return exit
    }

    func receive(_ event: AppEvent) async {
        let revision = state.revision
        await perform(state.update(event, at: .now))
        setAlarm()
        await front.show(state, after: event, isTyping: state.revision == revision)
    }

    /// A signal wants the program to end.
    func terminate(by signal: Int32) async {
        exit.signal = signal
        await receive(.terminate)
    }

    /// Shows the state as it is now.
    func show() async { await front.show(state, after: nil, isTyping: false) }

    private func end() { work.continuation.finish() }

    /// Sees to it that a tick comes when the state wants one.
    private func setAlarm() {
        let time = state.wakesAt
        guard time != alarm?.time else { return }
        alarm?.task.cancel()
        alarm = time.map { time in
            let task = Task {
                guard (try? await Task.sleep(for: max(time - .now, .zero))) != nil else { return }
                await self.ring(time)
            }
            return (time, task)
        }
    }

    private func ring(_ time: Timestamp) async {
        guard alarm?.time == time else { return }
        alarm = nil
        await receive(.tick)
    }
}

// MARK: Effects

extension ChatSession {
    private func perform(_ effects: [AppEffect]) async {
        for effect in effects {
            switch effect {
            case .call(let room, let request): call(request, in: room)
            case .open(let room, let kind): open(room, kind)
            case .find(let code): find(code)
            case .order(let order): find(order)
            case .top(let game): askTop(game)
            case .close(let room): clients.removeValue(forKey: room)?.close()
            case .bell, .notify, .title, .suspend: await front.perform(effect)
            case .quit: end()
            }
        }
    }

    /// Asks something, and tells when that is over, whatever became of it.
    private func begin(_ request: @escaping @Sendable () async -> Void) {
        work.continuation.yield {
            await request()
            await self.receive(.settled)
        }
    }

    private func call(_ request: RoomRequest, in room: String) {
        let client = clients[room]
        begin {
            guard let client else { return }
            let answer = await client.answer(to: request)
            await self.receive(.answered(request, answer), from: client, in: room)
        }
    }

    private func open(_ room: String, _ kind: RoomKind) {
        clients.removeValue(forKey: room)?.close()
        do {
            let client = try client(of: room, kind)
            clients[room] = client
            work.continuation.yield { [logger = configuration.logger] in
                await client.follow(logger: logger) { await self.receive($0, from: client, in: room) }
            }
        } catch {
            work.continuation.yield {
                await self.receive(.room(room, .link(.ended(.refused(error.message)))))
            }
        }
    }

    private func client(of room: String, _ kind: RoomKind) throws(WireError) -> any RoomClient {
        switch kind {
        case .chat: try client(of: ChatRoom(), named: room)
        case .game: GameClient(try client(of: GameRoom(), named: room))
        }
    }

    private func client<R: Room>(of definition: R, named room: String) throws(WireError) -> ActorClient<R> {
        let invite = state.index(of: room).flatMap { state[$0].invite }
        var patience = ClientConfiguration()
        // Somebody sits there and waits.
        patience.longestDelay = .seconds(10)
        return try ActorClient(
            definition, key: try ActorKey([room]), server: configuration.server, configuration: patience,
            logger: configuration.logger
        ) { [parameters = configuration.parameters] in
            var introduction = try await parameters()
            introduction.invite = invite
            return introduction
        }
    }

    private func find(_ code: String) {
        begin { [finder] in
            await self.receive(.found(code: code, await finder.room(withCode: code)))
        }
    }

    private func find(_ order: GameOrder) {
        begin { [finder] in
            await self.receive(.ordered(order, await finder.room(for: order)))
        }
    }

    private func askTop(_ game: String) {
        begin { [finder] in
            await self.receive(.rated(game: game, await finder.top(of: game)))
        }
    }

    /// What a client says counts while it is the room's client.
    private func receive(_ event: RoomEvent, from client: any RoomClient, in room: String) async {
        guard clients[room] === client else { return }
        await receive(.room(room, event))
    }
}
