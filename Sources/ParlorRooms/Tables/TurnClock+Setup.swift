internal import ActorDefinition
internal import ParlorGames

extension TurnClock.Rule {
    /// What the room wants, and what the game says where it wants nothing.
    ///
    /// - Throws: `UserError` `invalid_setup`.
    init(_ setup: GameSetup, for game: GameInfo) throws(UserError) {
        let times = 86_400
        if let time = setup.moveTime, time != 0, !(5...times).contains(time) {
            throw UserError("invalid_setup", "a time for a move has 5 to \(times) seconds, or 0 for none")
        }
        if let bank = setup.bank, !(30...times).contains(bank) {
            throw UserError("invalid_setup", "a time for a match has 30 to \(times) seconds")
        }
        if let increment = setup.increment, !(0...3_600).contains(increment) {
            throw UserError("invalid_setup", "what comes back with a move has 0 to 3600 seconds")
        }
        if game.tickRate != nil {
            self = .none
        } else if let bank = setup.bank {
            self = .bank(bank, increment: setup.increment ?? 0)
        } else if let time = setup.moveTime ?? game.moveTime, time > 0 {
            self = .move(time)
        } else {
            self = .none
        }
    }
}
