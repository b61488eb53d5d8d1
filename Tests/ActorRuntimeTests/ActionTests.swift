import ActorDefinition
import ActorRuntime
import ActorTesting
import ActorWire
import Logging
import Synchronization
import Testing

/// Changes what it is looking at.
private struct Walker: DurableActor {
    struct State: Codable, Sendable, Initial {
        var numbers = [1, 2, 3]
        var sum = 0

        func each(_ body: (Int) -> Void) { numbers.forEach(body) }
    }
    struct Vars: Initial {
        var numbers = [1, 2, 3]
        var sum = 0

        func each(_ body: (Int) -> Void) { numbers.forEach(body) }
    }

    let walk = Action { (c: Call) in
        for number in c.state.numbers { c.state.sum += number }
        _ = c.state.numbers.map { c.state.sum += $0 }
        c.state.each { c.state.numbers.append($0) }
        for number in c.vars.numbers { c.vars.sum += number }
        _ = c.vars.numbers.map { c.vars.sum += $0 }
        c.vars.each { c.vars.numbers.append($0) }
        c.state.sum += c.vars.numbers.map { $0 + c.state.sum * 0 }.count
        return [c.state.sum, c.state.numbers.count, c.vars.sum, c.vars.numbers.count]
    }
}

struct ActionTests {
    @Test func anActionIsCalledByNameWithPositionalArguments() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        #expect(try await ann.call("add", json: "[3]") == 3)
        #expect(try await ann.add(2) == 5)
    }

    @Test func aHandlerMayChangeWhatItWalksOver() async throws {
        let room = try await TestActor(Walker())
        #expect(try await room.connect().walk() == [18, 6, 12, 6])
    }

    @Test func anActionWithoutAReplyAnswersNull() async throws {
        let room = try await TestActor(Probe())
        #expect(try await room.connect().call("note", json: #"["x"]"#) == .null)
    }

    @Test func trailingOptionalArgumentsMayBeLeftOut() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        try await ann.write("one")
        try await ann.write("two")
        #expect(try await ann.call("page", json: "[]") == ["one", "two"])
        #expect(try await ann.call("page", json: "[1]") == ["two"])
        #expect(try await ann.call("page", json: "[null, 1]") == ["two"])
    }

    @Test(arguments: [
        ("add", "[]", "argument 1 is missing"),
        ("add", "[1, 2]", "takes 1 argument, got 2"),
        ("add", #"["x"]"#, "argument 1: expected an integer, found a string"),
        ("whisper", #"["x"]"#, "argument 2 is missing"),
    ])
    func wrongArgumentsAreNamed(action: String, json: String, message: String) async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.call(action, json: json) }
        #expect(error?.name == "actor.invalid_request")
        #expect(error?.message == message)
        #expect(try await ann.count() == 0)
    }

    @Test(arguments: ["nothing", "double", "changed", "log"])
    func whatIsNoActionIsNotFound(name: String) async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.call(name, json: "[1]") }
        #expect(error?.name == "actor.action_not_found")
    }

    @Test func anActionThatTheConnectionMayNotCallDoesNotRun() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.forbidden() }
        #expect(error?.name == "auth.forbidden")
        #expect(try await ann.count() == 0)
    }

    @Test func aUserErrorReachesTheCallerWhole() async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect()
        await #expect(throws: UserError("no", "I will not", metadata: ["why": "just so"])) { try await ann.fail(true) }
    }

    @Test func anyOtherErrorIsMaskedAndLoggedUnderItsId() async throws {
        let lines = LogLines()
        let room = try await TestActor(Probe(), logger: lines.logger)
        let ann = try await room.connect()
        let error = await #expect(throws: WireError.self) { try await ann.fail(false) }
        #expect(error?.message == "An internal error occurred")
        let incident = try #require(error?.metadata?["incident"]?.string)
        #expect(lines.all.contains { $0.contains(incident) && $0.contains("Failure") && $0.contains("probe.fail") })
    }

    @Test(arguments: [true, false])
    func aThrowLeavesEverythingAsItWas(isUserError: Bool) async throws {
        let room = try await TestActor(Probe())
        let ann = try await room.connect(.init(name: "ann"))
        let noted = ann.noted
        try await ann.add(1)
        try await ann.write("kept")
        await #expect(throws: (any Error).self) { try await ann.fail(isUserError) }

        #expect(try await ann.count() == 1)
        #expect(try await ann.readNote() == "new")
        #expect(try await ann.write("next") == 2)
        #expect(try await ann.page(nil, nil) == ["kept", "next"])
        #expect(try await ann.planned() == [])
        #expect(!ann.isClosed)
        try await ann.toNamed("ann", "real")
        #expect(try await noted.next() == "real")
        try await room.restart()
        #expect(try await room.call("count") == 1)
    }

    @Test func actionsOfAConnectionRunInTheOrderOfTheirArrival() async throws {
        let room = try await TestActor(Probe())
        let raw = RawClient(room.system, parameters: nil)
        for id in 0..<1_000 {
            #expect(raw.ask(id, "add", [1]))
        }
        await room.settle()
        let replies = raw.frames.compactMap { frame -> [UInt64]? in
            guard case .actionResponse(let id, let output) = frame else { return nil }
            return [id, output.uint64 ?? 0]
        }
        #expect(replies == (0..<1_000).map { [$0, $0 + 1] })
    }

    @Test func oneActionAtATimeRunsEvenWhileItWaits() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect()
        let bob = try await room.connect()
        async let waited = ann.wait()
        await probe.gate.reached()
        async let added = bob.add(10)
        probe.gate.open()
        #expect(try await waited == 1)
        #expect(try await added == 11)
    }

    @Test func aCallOverHTTPIsAskedForButNeverListed() async throws {
        let probe = Probe()
        let room = try await TestActor(probe)
        let ann = try await room.connect(.init(name: "ann"))
        _ = probe.log.take()
        #expect(try await room.call("names", params: .init(name: "http")) == ["ann"])
        #expect(probe.log.take() == ["onBeforeConnect 1", "createConnState 1"])
        #expect(try await room.call("readNote") == "new")
        let error = await #expect(throws: WireError.self) { try await room.call("nothing") }
        #expect(error?.httpStatus == 404)
        #expect(try await ann.names() == ["ann"])
    }

    @Test func moreMessagesThanAConnectionMayQueueAreRefused() async throws {
        var probe = Probe()
        probe.options.mailbox.messagesPerConnection = 10
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        raw.ask(0, "wait", [])
        await probe.gate.reached()
        let taken = (1...12).map { raw.ask($0, "add", [1]) }
        #expect(taken == Array(repeating: true, count: 10) + [false, false])
        probe.gate.open()
        await room.settle()
        #expect(raw.ask(13, "count", []))
    }

    @Test func moreBytesThanAConnectionMayQueueAreRefused() async throws {
        var probe = Probe()
        probe.options.mailbox.bytesPerConnection = 100
        let room = try await TestActor(probe)
        let raw = RawClient(room.system, parameters: nil)
        await room.settle()
        raw.ask(0, "wait", [], size: 100)
        await probe.gate.reached()
        let taken = [60, 30, 20, 10].map { raw.ask($0, "add", [1], size: $0) }
        #expect(taken == [true, true, false, true])
        probe.gate.open()
        await room.settle()
        #expect(raw.ask(1, "count", [], size: 100))
    }

    @Test func moreBytesThanAnActorMayQueueAreRefusedWhoeverSentThem() async throws {
        var probe = Probe()
        probe.options.mailbox.bytes = 100
        let room = try await TestActor(probe)
        let (one, other) = (RawClient(room.system, parameters: nil), RawClient(room.system, parameters: nil))
        await room.settle()
        one.ask(0, "wait", [])
        await probe.gate.reached()
        #expect(one.ask(1, "add", [1], size: 90))
        #expect(!other.ask(1, "add", [1], size: 20))
        #expect(other.ask(2, "add", [1], size: 10))
        probe.gate.open()
        await room.settle()
        #expect(other.ask(3, "count", [], size: 100))
    }
}

/// Keeps what is logged.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(lines: self) } }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = "\(event.level) \(event.message) \(event.metadata ?? [:])"
            lines.lines.withLock { $0.append(line) }
        }
    }
}
