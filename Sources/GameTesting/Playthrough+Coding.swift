import ActorWire
import ParlorGames

extension Playthrough {
    /// Writes and reads the match, its record and its views as JSON.
    ///
    /// - Returns: the match as JSON; nil when it cannot be written.
    func tryCoding() -> [UInt8]? {
        for audience in audiences { tryCoding(match.view(for: audience), "the view of \(audience)") }
        for seat in seats {
            for move in sample(match.moves(for: seat), 3) { tryCoding(move, "a move of seat \(seat)") }
        }
        return tryCoding(match, "the match")
    }

    @discardableResult
    private func tryCoding<T: Codable & Equatable>(_ value: T, _ name: String) -> [UInt8]? {
        do {
            let json = try Value(encoding: value).json()
            let read = try Value(json: json).decode(T.self)
            expect(read == value, .coding, "\(name) is read as another")
            expect(try Value(encoding: read).json() == json, .coding, "\(name) is written otherwise once it was read")
            return json
        } catch {
            expect(false, .coding, "\(name) is refused: \(error)")
            return nil
        }
    }

    /// Replays the record, as it was read from JSON, to the end and to some of the revisions on the way.
    func tryReplay(to snapshots: [(revision: Int, json: [UInt8])]) {
        do {
            let record = try Value(json: Value(encoding: match.record).json()).decode(Record<G>.self)
            let replayed = try Match(replaying: record)
            expect(try Value(encoding: replayed).json() == Value(encoding: match).json(), .replay, "the end is another")
            for _ in 0..<min(snapshots.count, 4) {
                guard let (revision, json) = rng.pick(snapshots) else { return }
                let replayed = try Match(replaying: record, upTo: revision)
                expect(
                    try Value(encoding: replayed).json() == json, .replay, "it is another at revision \(revision)")
            }
        } catch {
            expect(false, .replay, "the record is refused: \(error)")
        }
    }
}
