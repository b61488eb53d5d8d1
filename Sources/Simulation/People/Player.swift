import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import ParlorGames
import ParlorRooms

/// Somebody at the table of a game room, who sits down, plays, and wants another match, over and over.
// Sendable: see RunQueue.
final class Player: @unchecked Sendable {
    typealias Client = ActorClient<GameRoom>

    static let key = ["table"]

    let name: String
    private let token: String
    private let pairing: Pairing
    private let household: Household
    private let world: World
    private let network: Network
    private let scorer: Scorer
    private var chance: Chance
    private(set) var client: Client?
    private var isLeaving = false
    private var isResting = false
    private var moves = 0
    /// The newest move of this player that was answered.
    private var played: (match: String, revision: Int)?

    /// - Parameter number: Where this player's machine is.
    init(_ name: String, number: Int, of pairing: Pairing, network: Network, chance: Chance) throws {
        self.name = name
        token = Person.token(of: name)
        self.pairing = pairing
        self.network = network
        world = network.world
        scorer = network.scorer
        self.chance = chance
        household = Household(
            name: "\(name) at the table",
            address: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 2_000 + number))
    }

    var line: Line? { network.line(of: household.name) }

    private func note(_ what: @autoclosure () -> String) { world.note("\(name) at the table", what()) }

    func come() {
        guard client == nil else { return }
        do {
            let client = try network.client(
                of: GameRoom(), Self.key, method: .get, from: household, chance: chance.split()
            ) { [name, token] in Introduction(name: name, token: token) }
            self.client = client
            isLeaving = false
            world.start { await self.stay(at: client) }
        } catch {
            note("cannot come: \(error)")
        }
    }

    func leave() {
        isLeaving = true
        client?.close()
    }

    /// Plays no more.
    func rest() { isResting = true }

    private func stay(at table: Client) async {
        // For the witness of the line alone.
        let told = (table.viewChanged.makeAsyncIterator(), table.frame.makeAsyncIterator())
        await withDiscardingTaskGroup { group in
            group.addTask {
                let reason = await table.run()
                self.note("has left: \(reason)")
                self.isLeaving = true
            }
            group.addTask { await self.play(at: table) }
        }
        withExtendedLifetime(told) {}
        client = nil
    }

    private func play(at table: Client) async {
        while !isLeaving, !isResting {
            await world.sleep(chance.milliseconds(100...2_000))
            guard table.status.isConnected else { continue }
            do {
                try await takePart(in: table)
            } catch {
                note("\(error)")
            }
        }
    }

    // MARK: At the table

    private func takePart(in table: Client) async throws {
        let status = try await table.table.within(.seconds(5))()
        let number = status.seats.firstIndex { $0.name == name }
        switch (status.phase, number) {
        case (.countdown, _): break
        case (.playing, let number?):
            // Whoever is here has the seat again, whoever had it meanwhile.
            network.judge.check(status.seats[number].bot == nil) { "\(name) plays, and a bot has the seat" }
            if !pairing.hasTicks, chance.happens(status.undoVotes.isEmpty ? 40 : 600) {
                try await wishUndo(of: status.match, by: number, at: table)
            } else {
                try await play(at: table, if: chance.happens(980))
            }
        case (.finished, _?): try await wantAnother(at: table)
        case (.gathering, let number?):
            let lacksBot = pairing.hasBot && !status.seats.contains { $0.bot != nil }
            if lacksBot { _ = try await table.addBot.within(.seconds(5))(nil) }
            if !status.seats[number].isReady { _ = try await table.ready.within(.seconds(5))(true) }
        case (_, nil): _ = try await table.sit.within(.seconds(5))()
        }
    }

    private func wantAnother(at table: Client) async throws {
        do {
            _ = try await table.rematch.within(.seconds(5))()
        } catch let error as UserError where error.code == "not_seated" {
            // The match was over while this player was away.
            _ = try await table.sit.within(.seconds(5))()
        }
    }

    private func wishUndo(of match: String?, by seat: Int, at table: Client) async throws {
        guard let match else { return }
        scorer.wishesUndo(of: match, by: seat)
        _ = try await table.undo.within(.seconds(5))()
        note("wants an undo")
    }

    private func play(at table: Client, if wants: Bool) async throws {
        guard wants else {
            note("gives up")
            _ = try await table.resign.within(.seconds(5))()
            return
        }
        guard let view = try await see(table), let seat = view.seat,
            pairing.hasTicks ? view.outcome == nil : view.turn.contains(seat)
        else { return }
        moves += 1
        try await send(move(in: view.match), by: seat, to: table)
    }

    /// Asks for the match, which must not be older than what this player was told.
    private func see(_ table: Client) async throws -> MatchView? {
        let before = played
        guard let view = try await table.view.within(.seconds(5))() else { return nil }
        if !pairing.hasTicks { scorer.saw(view) }
        if let before, before.match == view.match { scorer.saw(view, after: before.revision) }
        return view
    }

    private func move(in match: String) -> MoveRequest {
        let id = "\(name)-\(moves)"
        guard pairing.hasTicks else { return MoveRequest(id: id, text: String(1 + chance.below(7)), match: match) }
        let turn = chance.pick(["left", "right", "up", "down"]) ?? "up"
        return MoveRequest(id: id, move: ["turn": .string(turn)], match: match)
    }

    /// Plays a move, and sends it again until it is answered.
    private func send(_ move: MoveRequest, by seat: Int, to table: Client) async throws {
        while !isLeaving {
            do {
                let revision = try await table.move.within(.seconds(5))(move).revision
                note("played \(move.id) as revision \(revision)")
                if let match = move.match { played = (match, revision) }
                return scorer.played(move, by: seat, as: revision)
            } catch let error as UserError {
                return note("may not play \(move.id): \(error.message)")
            } catch {
                note("does not know whether \(move.id) was played: \(error)")
                await world.sleep(chance.milliseconds(200...800))
            }
        }
    }
}

// MARK: The end

extension Player {
    /// Whether the match goes on without this player: a bot is to move, or time passes. Nil when nobody says.
    func isMatchMoving() async -> Bool? {
        guard let client, client.status.isConnected else { return nil }
        do {
            let status = try await client.table()
            guard status.phase == .playing else { return false }
            guard !pairing.hasTicks else { return true }
            let turn = try await client.view()?.turn ?? []
            return turn.contains { status.seats.indices.contains($0) && status.seats[$0].bot != nil }
        } catch {
            note("does not see the match: \(error)")
            return nil
        }
    }

    /// Ends the match under way, and asks for all records.
    ///
    /// - Returns: nil while that does not succeed.
    func endAndTell(_ ids: Set<String>) async -> [MatchRecord]? {
        guard let client, client.status.isConnected else { return nil }
        do {
            let status = try await client.table()
            if status.phase == .playing, status.seats.contains(where: { $0.name == name }) {
                _ = try await client.resign()
            }
            var records: [MatchRecord] = []
            for id in ids.sorted() {
                guard case .record(let record) = try await client.record(RecordRequest(id: id)) else { return nil }
                records.append(record)
            }
            return records
        } catch {
            note("does not get the records: \(error)")
            return nil
        }
    }
}
