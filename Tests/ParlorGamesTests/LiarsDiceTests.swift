import Foundation
import Testing

@testable import ParlorGames

@Suite struct LiarsDiceTests {
    // MARK: Bids

    @Test func aBidIsRaisedByMoreDiceOrByAHigherFaceOfAsMany() throws {
        var match = try Match<LiarsDice>(seed: 1, seats: 2)
        try match.bid(2, 4)
        for (count, face) in [(2, 4), (2, 3), (1, 6)] {
            #expect(match.refusal(of: .bid(.init(count: count, face: face))) == "too_low")
        }
        try match.bid(2, 5)
        try match.bid(3, 1)
        #expect(match.state.claim?.bid == .init(count: 3, face: 1))
    }

    @Test func whatNoDiceCanMakeTrueIsNotBid() throws {
        let match = try Match<LiarsDice>(seed: 1, seats: 2)
        for count in [Int.min, -1, 0, 11, Int.max] {
            #expect(match.refusal(of: .bid(.init(count: count, face: 3))) == "count")
        }
        for face in [Int.min, 0, 7, Int.max] {
            #expect(match.refusal(of: .bid(.init(count: 3, face: face))) == "face")
        }
    }

    @Test func nobodyCallsBeforeABid() throws {
        #expect(try Match<LiarsDice>(seed: 1, seats: 2).refusal(of: .call(.challenge)) == "no_bid")
    }

    @Test func exactIsSaidOnlyWhereItIsPlayed() throws {
        var match = try Match<LiarsDice>(seed: 1, seats: 2)
        try match.bid(1, 1)
        #expect(match.refusal(of: .call(.exact)) == "no_exact")
    }

    @Test func wildOnesAreNotBid() throws {
        var options = LiarsDice.Options()
        options.wild = true
        let match = try Match<LiarsDice>(seed: 1, seats: 2, options: options)
        #expect(match.refusal(of: .bid(.init(count: 2, face: 1))) == "face")
        #expect(match.moves(for: match.state.turn).count == 50)
    }

    @Test(arguments: [0, 11, Int.min, Int.max]) func nobodyHasSoManyDice(_ dice: Int) {
        var options = LiarsDice.Options()
        options.dice = dice
        #expect(throws: Rejection.self) { try Match<LiarsDice>(seed: 1, seats: 2, options: options) }
    }

    @Test func theHighestBidCanOnlyBeCalled() throws {
        var match = try Match<LiarsDice>(seed: 1, seats: 2)
        try match.bid(10, 6)
        #expect(match.moves(for: match.state.turn) == [.call(.challenge)])
        try match.timeOut(match.state.turn)
        #expect(match.state.reveal?.call == .challenge)
    }

    @Test func theClockBidsAsLittleAsItMay() throws {
        var match = try Match<LiarsDice>(seed: 1, seats: 2)
        for bid in [LiarsDice.Bid(count: 1, face: 1), .init(count: 1, face: 2)] {
            try match.timeOut(match.state.turn)
            #expect(match.state.claim?.bid == bid)
        }
        try match.bid(2, 6)
        try match.timeOut(match.state.turn)
        #expect(match.state.claim?.bid == .init(count: 3, face: 1))
    }

    // MARK: Rounds

    /// Counts the dice of a lifted round by itself, over many random matches, and checks who paid.
    @Test(arguments: [false, true]) func whoWasWrongLosesADieAndBegins(wild: Bool) throws {
        var options = LiarsDice.Options()
        (options.wild, options.exact) = (wild, true)
        var reveals = 0
        for seed in 0..<60 {
            var match = try Match<LiarsDice>(seed: UInt64(seed), seats: 2 + seed % 5, options: options)
            var rng = SeededRandom(seed: UInt64(seed))
            while case .seats(let seats) = match.turn {
                let (before, seat) = (match.state, seats[0])
                let move = try #require(
                    Bot<LiarsDice>.random.choose(match.view(for: .seat(seat)), for: seat, rng: &rng))
                try match.play(move, by: seat)
                guard case .call(let call) = move, let claim = before.claim else { continue }
                reveals += 1
                let faces = wild ? [1, claim.bid.face] : [claim.bid.face]
                let count = before.hands.flatMap { $0 }.filter(faces.contains).count
                var change = Array(repeating: 0, count: before.hands.count)
                var beginner = seat
                switch call {
                case .challenge:
                    beginner = count < claim.bid.count ? claim.seat : seat
                    change[beginner] = -1
                case .exact where count == claim.bid.count: change[seat] = before.hands[seat].count < 5 ? 1 : 0
                case .exact: change[seat] = -1
                }
                #expect(match.state.hands.map(\.count) == zip(before.hands, change).map { $0.count + $1 })
                #expect(match.state.reveal?.hands == before.hands)
                #expect(match.state.reveal?.count == count)
                #expect(match.state.claim == nil)
                if match.state.hands[beginner].isEmpty {
                    #expect(match.state.out.last == beginner)
                } else {
                    #expect(match.state.turn == beginner)
                }
            }
            let places = try #require(match.outcome).places
            #expect(places.sorted() == Array(1...places.count))
            #expect(places[try #require(match.state.out.first)] == places.count)
        }
        #expect(reveals > 500)
    }

    @Test func anExactCallWinsADieBackButNoMoreThanAtTheStart() throws {
        var options = LiarsDice.Options()
        options.exact = true
        var match = try Match<LiarsDice>(seed: 1, seats: 2, options: options)
        let loser = match.state.turn
        try match.bid(10, 6)
        try match.play(.call(.challenge), by: 1 - loser)
        #expect(match.state.hands[loser].count == 4)
        for caller in [1 - loser, loser, loser] {
            if match.state.turn == caller { try match.bid(1, 1) }
            try match.bidWhatIsTrue()
            try match.play(.call(.exact), by: caller)
        }
        #expect(match.state.hands.map(\.count) == [5, 5])
    }

    @Test func theDiceStayLiftedUntilTheNextBid() throws {
        var match = try Match<LiarsDice>(seed: 3, seats: 3)
        try match.bid(1, 6)
        let hands = match.state.hands
        try match.play(.call(.challenge), by: match.state.turn)
        #expect(match.view(for: .spectator).reveal?.hands == hands)
        try match.bid(1, 1)
        #expect(match.view(for: .spectator).reveal == nil)
    }

    @Test func whoGivesUpTakesTheDiceAway() throws {
        var match = try Match<LiarsDice>(seed: 3, seats: 3)
        let seat = match.state.turn
        try match.bid(4, 6)
        try match.forfeit(seat)
        #expect(match.state.hands[seat].isEmpty)
        #expect(match.state.claim == nil)
        try match.forfeit(match.state.turn)
        #expect(match.outcome?.places[seat] == 3)
        #expect(match.turn == .over)
    }

    @Test func aMatchThatNoDiceDecidedSaysSo() throws {
        var match = try Match<LiarsDice>(seed: 3, seats: 2)
        try match.forfeit(1)
        #expect(match.outcome == .win(by: 0, of: 2, "the other gave up"))
    }

    // MARK: What is seen

    @Test func everybodySeesTheOwnDiceAlone() throws {
        let match = try Match<LiarsDice>(seed: 3, seats: 3)
        for seat in 0..<3 {
            let hands = match.view(for: .seat(seat)).hands
            #expect((0..<3).filter { hands[$0] != nil } == [seat])
            #expect(hands[seat] == match.state.hands[seat])
        }
        for stranger in [Audience.spectator, .seat(3), .seat(-1)] {
            #expect(match.view(for: stranger).hands == [nil, nil, nil])
        }
        #expect(match.view(for: .spectator).counts == [5, 5, 5])
    }

    @Test func aViewOfWhateverOriginTrapsNobody() {
        var view = LiarsDice.View(
            options: .init(), hands: [nil, [Int.max, 9]], counts: [.max, .max, .min, -1], turn: 1,
            claim: .init(seat: .min, bid: .init(count: .max, face: .min)), reveal: nil, out: [.max])
        #expect(LiarsDice.moves(view, for: 1) == [.call(.challenge)])
        view.claim?.bid = .init(count: .min, face: .max)
        #expect(LiarsDice.moves(view, for: 1).count == 121)
        for bot in LiarsDice.bots {
            var rng = SeededRandom(seed: 1)
            #expect(bot.choose(view, for: 1, rng: &rng) != nil)
        }
    }

    // MARK: Forms

    @Test(arguments: [
        ("4x5", LiarsDice.Move.bid(.init(count: 4, face: 5))), ("4 5", .bid(.init(count: 4, face: 5))),
        ("12X6", .bid(.init(count: 12, face: 6))), ("liar", .call(.challenge)), ("Challenge", .call(.challenge)),
        ("exact", .call(.exact)),
    ])
    func aMoveIsTyped(text: String, move: LiarsDice.Move) throws {
        let view = try Match<LiarsDice>(seed: 1, seats: 2).view(for: .seat(0))
        #expect(try LiarsDice.move(from: text, in: view, for: 0) == move)
        #expect(try LiarsDice.move(from: LiarsDice.text(of: move, in: view), in: view, for: 0) == move)
    }

    @Test(arguments: ["", "4", "4x", "x5", "4x5x6", "four fives", "99999999999999999999x1", "\u{1B}[2J"])
    func whatIsNoMoveIsAnsweredWithHowToType(text: String) throws {
        let view = try Match<LiarsDice>(seed: 1, seats: 2).view(for: .seat(0))
        #expect(throws: Rejection.self) { try LiarsDice.move(from: text, in: view, for: 0) }
    }

    @Test func theCodedFormsAreThoseOfTheDocumentation() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func coded(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        #expect(try coded(LiarsDice.Move.bid(.init(count: 4, face: 5))) == #"{"bid":{"count":4,"face":5}}"#)
        #expect(try coded(LiarsDice.Move.call(.challenge)) == #""challenge""#)
        var match = try Match<LiarsDice>(seed: 1, seats: 2)
        try match.bid(1, 2)
        let view = match.view(for: .spectator)
        #expect(
            try coded(view) == #"""
                {"claim":{"bid":{"count":1,"face":2},"seat":\#(1 - match.state.turn)},"counts":[5,5],\#
                "hands":[null,null],"options":{"dice":5,"exact":false,"wild":false},"out":[],\#
                "turn":\#(match.state.turn)}
                """#)
        #expect(try JSONDecoder().decode(LiarsDice.View.self, from: Data(try coded(view).utf8)) == view)
        #expect(try JSONDecoder().decode(LiarsDice.Options.self, from: Data("{}".utf8)) == .init())
    }
}

extension Match<LiarsDice> {
    mutating func bid(_ count: Int, _ face: Int) throws {
        try play(.bid(.init(count: count, face: face)), by: state.turn)
    }

    /// Bids as many of a face as there are, for the first face for which that may be bid.
    mutating func bidWhatIsTrue() throws {
        let dice = state.hands.flatMap { $0 }
        let bids = (1...6).map { face in LiarsDice.Bid(count: dice.count { $0 == face }, face: face) }
        let bid = bids.first { refusal(of: .bid($0)) == nil }
        try play(.bid(try #require(bid)), by: state.turn)
    }

    /// The code with which a move of the seat whose turn it is is refused.
    func refusal(of move: LiarsDice.Move) -> String? {
        var match = self
        do {
            try match.play(move, by: state.turn)
            return nil
        } catch {
            return error.code
        }
    }
}
