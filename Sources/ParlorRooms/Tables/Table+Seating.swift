internal import ActorDefinition
internal import ActorWire

// Who sits down and who stands up. Everything here is done at once: there is no wait between a look at how many sit here
// and the seating.
extension Table {
    /// - Returns: The number of the seat.
    /// - Throws: `UserError` `seated`, `left`, `playing` or `table_full`.
    @discardableResult
    mutating func sit(_ member: MemberID, _ name: String, rating: Int? = nil, at now: Timestamp) throws(UserError)
        -> Int
    {
        guard seat(of: member) == nil else { throw UserError("seated", "you have a seat") }
        guard phase != .playing || !seats.contains(where: { $0.member == member }) else {
            throw UserError("left", "you left this match: wait for the next")
        }
        gather()
        try requireRoom()
        seats.append(Seat(name: name, member: member, joined: now, rating: rating))
        promoteHost()
        countDown(at: now)
        return seats.count - 1
    }

    private func requireRoom() throws(UserError) {
        guard phase != .playing || joinsLate else {
            throw UserError("playing", "a match runs: wait until it is over")
        }
        guard !isFull else { throw UserError("table_full", "all \(size.upperBound) seats are taken") }
    }

    /// Takes somebody from the table. While a match runs, and while its result stands, the seat stays without its player.
    mutating func stand(_ member: MemberID, at now: Timestamp) {
        guard let seat = seat(of: member) else { return }
        switch phase {
        case .gathering, .countdown:
            seats.remove(at: seat)
            clearIfDeserted()
        case .playing, .finished:
            seats[seat].hasLeft = true
            seats[seat].bot = nil
            seats[seat].awayUntil = nil
            drop(votesOf: seat)
        }
        if phase == .finished, !seats.contains(where: \.isPlayed) { gather() }
        promoteHost()
        countDown(at: now)
    }

    mutating func setReady(_ isReady: Bool, _ seat: Int, at now: Timestamp) {
        seats[seat].isReady = isReady
        countDown(at: now)
    }

    /// Everybody wants to play again: who was second begins.
    mutating func rematch(at now: Timestamp) {
        gather()
        if seats.count > 1 { seats.append(seats.removeFirst()) }
        for index in seats.indices where seats[index].isPlayed { seats[index].isReady = true }
        countDown(at: now)
    }

    // MARK: Bots

    /// Bots without a person would keep all seats, and begin nothing.
    ///
    /// - Throws: `UserError` `playing`, `no_player` or `table_full`.
    mutating func addBot(_ level: String, at now: Timestamp) throws(UserError) {
        guard phase != .playing else { throw UserError("playing", "a match runs: wait until it is over") }
        gather()
        guard seats.contains(where: \.isPlayed) else {
            throw UserError("no_player", "a bot sits down to play with somebody: take a seat first")
        }
        try requireRoom()
        seats.append(Seat(name: freeBotName(level), bot: level, joined: now))
        countDown(at: now)
    }

    /// - Parameter number: Which seat; nil for the last bot.
    /// - Throws: `UserError` `playing` or `no_bot`.
    mutating func removeBot(_ number: Int?, at now: Timestamp) throws(UserError) {
        guard phase != .playing else { throw UserError("playing", "a match runs: wait until it is over") }
        guard let seat = number ?? seats.lastIndex(where: \.isBot), seats.indices.contains(seat), seats[seat].isBot
        else {
            throw UserError("no_bot", "no bot sits there")
        }
        // By name, since gathering may move it.
        let name = seats[seat].name
        gather()
        seats.removeAll { $0.isBot && $0.name == name }
        countDown(at: now)
    }

    /// No person's name has a space in it, so that no person can look like a bot.
    private func freeBotName(_ level: String) -> String {
        let names = Set(seats.map(\.name))
        let candidates = (1...seats.count + 1).lazy.map { $0 == 1 ? "\(level) bot" : "\(level) bot \($0)" }
        return candidates.first { !names.contains($0) } ?? "\(level) bot"
    }

    // MARK: Absence

    /// The last line of a player broke.
    mutating func goAway(_ seat: Int, until time: Timestamp, at now: Timestamp) {
        guard seats[seat].bot == nil, !(phase == .playing && seats[seat].hasForfeited) else { return }
        seats[seat].awayUntil = seats[seat].awayUntil ?? time
        countDown(at: now)
    }

    /// A player is here again, and takes the seat back from whatever played meanwhile.
    mutating func comeBack(_ member: MemberID, at now: Timestamp) {
        guard let seat = seat(of: member) else { return }
        seats[seat].awayUntil = nil
        seats[seat].bot = nil
        countDown(at: now)
    }

    /// The player of a seat gave up, or has been away for too long.
    mutating func forfeit(_ seat: Int) {
        seats[seat].hasForfeited = true
        seats[seat].awayUntil = nil
        drop(votesOf: seat)
    }

    /// A bot plays for a player who did not come back.
    mutating func takeOver(_ seat: Int, by level: String) {
        seats[seat].awayUntil = nil
        seats[seat].bot = level
        drop(votesOf: seat)
    }

    /// The first seat whose player has been away for too long.
    func overdue(at now: Timestamp) -> Int? {
        seats.indices.filter { seats[$0].awayUntil.map { $0 <= now } ?? false }
            .min { (seats[$0].awayUntil ?? now, $0) < (seats[$1].awayUntil ?? now, $1) }
    }

    /// After the host was down nobody is here. Those who were get their time to come back, and so do those whose time
    /// ran out meanwhile.
    mutating func forgiveDowntime(at now: Timestamp, grace: Duration) {
        for index in seats.indices where seats[index].isPlayed && !(phase == .playing && seats[index].hasForfeited) {
            guard let time = seats[index].awayUntil else {
                seats[index].awayUntil = now + grace
                continue
            }
            if time + TurnClock.lateness < now { seats[index].awayUntil = now + grace }
        }
        countDown(at: now)
    }
}
