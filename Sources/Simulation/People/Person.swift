import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import ParlorRooms

/// Somebody with a terminal: comes, follows the room, says something, and leaves, with the client that everybody has.
// Sendable: see RunQueue.
final class Person: @unchecked Sendable {
    typealias Client = ActorClient<ChatRoom>

    let name: String
    private let token: String
    private let household: Household
    private let world: World
    private let network: Network
    private let judge: Judge
    private var chance: Chance

    /// The client, while there is one.
    private(set) var room: Client?
    private(set) var isConnected = false
    /// The history as this person has followed it, from the first message on.
    private(set) var known: [Message] = []
    /// The texts of messages that came as events.
    private(set) var heard: Set<String> = []
    /// The posts that wait for an answer.
    private(set) var pending: Set<String> = []
    private var posts = 0
    private var turns = 0
    /// From the first attempt to mute this person on. A post whose refusal is lost on the way is sent again, and then
    /// stands behind later ones.
    var mayBeMuted = false
    /// Whether the room has let this person in before, and so knows them.
    private var isKnown = false
    /// Wakes the task that asks for what was missed.
    private var bell: AsyncStream<Void>.Continuation?

    init(_ name: String, number: Int, network: Network, chance: Chance) throws {
        self.name = name
        self.token = Self.token(of: name)
        self.network = network
        self.world = network.world
        self.judge = network.judge
        self.chance = chance
        household = Household(
            name: name, address: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 1_000 + number))
    }

    static func token(of name: String) -> String { "the secret of \(name)" }

    var line: Line? { network.line(of: name) }

    func note(_ what: @autoclosure () -> String) { world.note(name, what()) }
}

// MARK: Coming and going

extension Person {
    static let key = ["lobby"]

    /// Comes in, unless this person is in or coming.
    func come() {
        guard room == nil else { return }
        do {
            let client = try network.client(of: ChatRoom(), Self.key, from: household, chance: chance.split()) {
                [name, token] in Introduction(name: name, token: token)
            }
            room = client
            note("comes")
            world.start { await self.stay(in: client) }
        } catch {
            note("cannot come: \(error)")
        }
    }

    func leave() {
        note("leaves")
        room?.close()
    }

    private func stay(in room: Client) async {
        let looks = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bell = looks.continuation
        // Subscribed before anything is asked, so that nothing is missed between. What the others bring is for the
        // witness of the line alone.
        let messages = room.newMessage.makeAsyncIterator()
        let others = (room.memberJoined.makeAsyncIterator(), room.memberLeft.makeAsyncIterator())
        await withDiscardingTaskGroup { group in
            group.addTask {
                let reason = await room.run()
                self.hear(reason)
                looks.continuation.finish()
            }
            group.addTask { await self.listen(messages) }
            group.addTask { for await status in room.statuses { self.see(status) } }
            group.addTask { for await _ in looks.stream { await self.catchUp(room) } }
        }
        withExtendedLifetime(others) {}
        isConnected = false
        bell = nil
        self.room = nil
    }

    private func hear(_ end: ClosedReason) {
        note("has left: \(end)")
        guard isKnown, case .refused(let error) = end else { return }
        judge.check(error.code != "invite_needed") { "\(name) was in the room before, and was asked for its code" }
    }

    private func see(_ status: ClientStatus) {
        switch status {
        case .connected(roundTrip: nil):
            note("is in")
            isConnected = true
            isKnown = true
            bell?.yield()
        case .connected: break
        default: isConnected = false
        }
    }
}

// MARK: Following

extension Person {
    private func listen(_ messages: EventStream<Message>.Iterator) async {
        var messages = messages
        do {
            while let message = try await messages.next() {
                heard.insert(message.text)
                if !learn(message) { bell?.yield() }
            }
        } catch {
            note("hears no more: \(error)")
        }
    }

    /// - Returns: Whether nothing is missing before the message.
    private func learn(_ message: Message) -> Bool {
        judge.told(message, to: name)
        if message.seq == UInt64(known.count + 1) { known.append(message) }
        return message.seq <= UInt64(known.count)
    }

    /// Asks for what was said while the line was down.
    private func catchUp(_ room: Client) async {
        do {
            let head = try await room.hello().head
            while known.count < head {
                let page = try await room.history(PageRequest(after: UInt64(known.count), limit: 10))
                judge.check(!page.isEmpty) { "the history ends at \(known.count), though message \(head) was told" }
                if page.isEmpty { return }
                for message in page where !learn(message) { return }
            }
        } catch ClientError.closed {
            return
        } catch {
            note("does not learn what was said: \(error)")
            await world.sleep(.milliseconds(500))
            bell?.yield()
        }
    }
}

// MARK: Talking

extension Person {
    /// Says something, and sends it again until it is answered.
    ///
    /// - Returns: The text of the post, which no other has.
    @discardableResult
    func say() -> String {
        posts += 1
        let id = "\(name)-\(posts)"
        // Long ones fill the line to somebody who does not read.
        let post = Post(id: id, text: chance.happens(150) ? id + String(repeating: ".", count: 1_500) : id)
        guard let room else { return post.text }
        note("says \(id)")
        pending.insert(id)
        world.start {
            await self.send(post, id, to: room)
            self.pending.remove(id)
        }
        return post.text
    }

    private func send(_ post: Post, _ id: String, to room: Client) async {
        var isFirst = true
        while room === self.room {
            turns += 1
            let turn = turns
            do {
                let message = try await room.sendMessage(post)
                note("said \(id): it is message \(message.seq)")
                return judge.acknowledged(message, to: name, turn: isFirst && !mayBeMuted ? turn : nil)
            } catch ClientError.closed {
                return
            } catch let error as UserError {
                return note("may not say \(id): \(error.message)")
            } catch {
                note("has no answer to \(id): \(error)")
                isFirst = false
                await world.sleep(chance.milliseconds(200...800))
            }
        }
    }

    /// Asks the room for something that is not repeated.
    ///
    /// - Returns: The answer; nil without one.
    func ask<Answer>(_ what: String, _ call: nonisolated(nonsending) (Client) async throws -> Answer) async -> Answer? {
        guard let room else { return nil }
        do {
            let answer = try await call(room)
            note("has the answer to \(what)")
            return answer
        } catch {
            note("has no answer to \(what): \(error)")
            return nil
        }
    }

    /// Asks the room until it answers, or until the time is over.
    func insist<Answer>(
        _ what: String, _ call: nonisolated(nonsending) (Client) async throws -> Answer
    ) async -> Answer? {
        for _ in 0..<60 {
            if let answer = await ask(what, call) { return answer }
            await world.sleep(.seconds(1))
        }
        return nil
    }
}
