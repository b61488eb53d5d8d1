internal import ActorDefinition
internal import ActorWire
internal import ParlorGames

/// A finished match on its way to the ratings and the archive.
struct EndedMatch: Codable, Sendable {
    var record: MatchRecord
    /// Whether it counts for the ratings.
    var isRated: Bool
}

extension ActorContext<GameRoom> {
    /// A room waits for its archive no longer than for so many matches.
    private static var mostEnded: Int { 8 }

    func finish(_ match: any CodedMatch) throws {
        guard let kept = state.match else { return }
        ticker.stop()
        state.match?.isOver = true
        state.match?.clock.stopAll(at: now)
        let players = state.table.seats.map { MatchResult.Player(name: $0.name, member: $0.member, bot: $0.bot) }
        let result = MatchResult(
            id: kept.id, game: state.setup.game, players: players,
            outcome: match.outcome ?? .draw(of: match.seats, "it ended"), seed: kept.seed, seedHash: kept.seedHash,
            revision: kept.revision(of: match), started: kept.started, ended: now)
        state.ended.append(
            EndedMatch(record: MatchRecord(result: result, record: try match.record), isRated: isRated))
        if state.ended.count > Self.mostEnded { state.ended.removeFirst() }
        if state.hasArchive == false { state.hasArchive = true }
        state.table.finish(at: now) { presence.roster[$0] != nil }
        try run(\.conclude, "conclude", notAfter: now)
    }

    /// Matches count among two or more persons whom the host knows again. Whoever leaves a bot behind does not escape.
    var isRated: Bool {
        let seats = state.table.seats
        return state.setup.rated ?? true && seats.count >= 2
            && seats.allSatisfy { $0.member.map { !$0.isGuest } ?? false }
    }

    /// Has each finished match rated and kept, and then tells everybody. It is done again until it has succeeded; both
    /// know a match that they were told of before.
    nonisolated(nonsending) func conclude() async throws {
        while var ended = state.ended.first {
            do {
                if ended.isRated { try await rate(&ended.record.result) }
                try await archive?.keep(ended.record)
            } catch {
                return try run(\.conclude, "conclude", notAfter: now + .seconds(5))
            }
            state.ended.removeFirst()
            broadcast(\.finished, ended.record.result)
            try atTable { showRatings(ended.record.result) }
        }
        try retireWhenUnused()
    }

    nonisolated(nonsending) private func rate(_ result: inout MatchResult) async throws {
        let players = zip(result.players, result.outcome.places).compactMap { player, place in
            player.member.map { RatedMatch.Player(member: $0, name: player.name, place: place) }
        }
        let changes: [RatingChange]
        do {
            changes = try await peer(Ratings(), result.game).count(RatedMatch(id: result.id, players: players))
        } catch let error as WireError where error.group == "user" {
            // It does not count, and would not when it is told again.
            return
        }
        for index in result.players.indices {
            let change = changes.first { $0.member == result.players[index].member }
            result.players[index].ratingBefore = change?.before
            result.players[index].ratingAfter = change?.after
        }
    }

    private func showRatings(_ result: MatchResult) {
        for player in result.players {
            guard let member = player.member, let seat = state.table.seat(of: member) else { continue }
            state.table.seats[seat].rating = player.ratingAfter ?? state.table.seats[seat].rating
        }
    }

    /// The rating of somebody who sits down; nil where it does not matter, or cannot be told now.
    nonisolated(nonsending) func rating(of member: MemberID) async -> Int? {
        guard state.setup.rated ?? true, !member.isGuest else { return nil }
        return try? await peer(Ratings(), state.setup.game).ratings([member]).first
    }

    /// Its finished matches, which no later room of its name shows; nil while there are none.
    var archive: Peer<MatchArchive>? {
        get throws {
            switch state.hasArchive {
            case nil: peer(MatchArchive(), key)
            case true?: peer(MatchArchive(), try ActorKey(key.parts + [id.rawValue]))
            case false?: nil
            }
        }
    }
}

extension ActionContext<GameRoom> {
    /// - Throws: `UserError` `no_record`.
    nonisolated(nonsending) func record(_ request: RecordRequest) async throws -> RecordReply {
        try payForReading()
        let archive = try archive
        guard let id = request.id else {
            let limit = min(max(request.limit ?? MatchArchive.kept, 1), MatchArchive.kept)
            return .results(try await archive?.results(limit) ?? [])
        }
        guard let match = try await archive?.match(id) else {
            throw UserError("no_record", "there is no such match here")
        }
        return .record(match)
    }
}
