extension Match {
    /// Plays a record again: for going back in a match, for undoing, and for finding out what went wrong.
    ///
    /// - Parameter revision: Where to stop; nil for the end.
    /// - Throws: ``Rejection`` when the record is of another game or other rules, or could not have happened.
    public init(replaying record: Record<G>, upTo revision: Int? = nil) throws(Rejection) {
        guard record.game == G.info.id, record.version == G.info.version else {
            throw Rejection(
                "other_rules",
                "the record is of \(record.game), rules \(record.version), and this is \(G.info.id), rules \(G.info.version)"
            )
        }
        try self.init(seed: record.seed, seats: record.seats, options: record.options)
        for event in record.events {
            if let revision, self.revision >= revision { return }
            try replay(event, upTo: revision)
        }
    }

    private mutating func replay(_ event: Record<G>.Event, upTo limit: Int?) throws(Rejection) {
        switch event {
        case .move(let seat, let move): try play(move, by: seat)
        case .forfeit(let seat, let cause): try forfeit(seat, for: cause)
        case .join: try join()
        case .draw: try agreeDraw()
        case .ticks(let count):
            for _ in 0..<max(count, 0) where limit.map({ revision < $0 }) ?? true {
                // A record that claims more ticks than its match had is wrong, and may claim very many.
                guard turn == .everyTick else { throw .over }
                tick()
            }
        }
    }
}
