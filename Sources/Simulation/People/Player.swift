import ActorClient
import ActorDefinition
import ActorWire
import NIOCore
import ParlorRooms

/// Somebody at the table of a game room, who sits down, plays, and wants another match, over and over.
// Sendable: see RunQueue.
final class Player: @unchecked Sendable {
    typealias Client = ActorClient<GameRoom>

    static let key = ["table"]

    let name: String
    private let token: String
    private let household: Household
    private let world: World
    private let network: Network
    private let scorer: Scorer
    private var chance: Chance
    private(set) var client: Client?
    private var isLeaving = false
    private var isResting = false
    private var moves = 0

    /// - Parameter number: Where this player's machine is.
    init(_ name: String, number: Int, network: Network, scorer: Scorer, chance: Chance) throws {
        self.name = name
        token = Person.token(of: name)
        self.network = network
        world = network.world
        self.scorer = scorer
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
        await withDiscardingTaskGroup { group in
            group.addTask {
                let reason = await table.run()
                self.note("has left: \(reason)")
                self.isLeaving = true
            }
            group.addTask { await self.play(at: table) }
        }
        client = nil
    }

    private func play(at table: Client) async {
        while !isLeaving, !isResting {
            await world.sleep(chance.milliseconds(100...2_000))
            guard case .connected = table.status else { continue }
            do {
                try await takePart(in: table)
            } catch {
                note("\(error)")
            }
        }
    }

    private func takePart(in table: Client) async throws {
        let status = try await table.table.within(.seconds(5))()
        let seat = status.seats.first { $0.name == name }
        switch (status.phase, seat) {
        case (.countdown, _): break
        case (.playing, .some): try await play(at: table, if: chance.happens(980))
        case (.finished, .some): _ = try await table.rematch.within(.seconds(5))()
        case (.gathering, .some(let seat)):
            if !seat.isReady { _ = try await table.ready.within(.seconds(5))(true) }
        case (_, nil): _ = try await table.sit.within(.seconds(5))()
        }
    }

    private func play(at table: Client, if wants: Bool) async throws {
        guard wants else {
            note("gives up")
            _ = try await table.resign.within(.seconds(5))()
            return
        }
        guard let view = try await table.view.within(.seconds(5))(), let seat = view.seat, view.turn.contains(seat)
        else { return }
        moves += 1
        let move = MoveRequest(id: "\(name)-\(moves)", text: String(1 + chance.below(7)), match: view.match)
        try await send(move, by: seat, to: table)
    }

    /// Plays a move, and sends it again until it is answered.
    private func send(_ move: MoveRequest, by seat: Int, to table: Client) async throws {
        while !isLeaving {
            do {
                let revision = try await table.move.within(.seconds(5))(move).revision
                note("played \(move.text ?? "") as revision \(revision)")
                return scorer.played(move, by: seat, as: revision)
            } catch let error as UserError {
                return note("may not play \(move.text ?? ""): \(error.message)")
            } catch {
                note("does not know whether \(move.id) was played: \(error)")
                await world.sleep(chance.milliseconds(200...800))
            }
        }
    }
}

// MARK: The end

extension Player {
    /// Ends the match under way, and asks for all records.
    ///
    /// - Returns: nil while that does not succeed.
    func endAndTell(_ ids: Set<String>) async -> [MatchRecord]? {
        guard let client, case .connected = client.status else { return nil }
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
