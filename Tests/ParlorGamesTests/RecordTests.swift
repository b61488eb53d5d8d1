import ActorWire
import ParlorGames
import Testing

@Suite struct RecordTests {
    private func record(_ events: String, game: String = "connect4", version: Int = 1, seats: Int = 2) throws -> Value {
        let json = #"{"game":"\#(game)","version":\#(version),"seed":"ff","seats":\#(seats),"events":\#(events)}"#
        return try Value(json: Array(json.utf8))
    }

    private func replay(_ record: Value) throws -> Match<ConnectFour> {
        try Match(replaying: record.decode(Record<ConnectFour>.self))
    }

    @Test func itsCodedFormIsPlain() throws {
        var match = try Match<ConnectFour>(seed: 255, seats: 2)
        try match.drop("3")
        try match.forfeit(0)
        let json = String(decoding: try Value(encoding: match.record).json(), as: UTF8.self)
        #expect(
            json == #"{"game":"connect4","version":1,"seed":"ff","seats":2,"options":{"columns":7,"rows":6},"#
                + #""events":[{"move":[0,{"drop":3}]},{"forfeit":0}]}"#)
    }

    @Test func aForfeitThatIsNotGivingUpSaysSoInAFieldThatOlderReadersPassOver() throws {
        var match = try Match<ConnectFour>(seed: 255, seats: 2)
        try match.timeOut(0)
        let record = try Value(encoding: match.record)
        #expect(record["events"] == [["forfeit": 0, "for": "time"]])
        #expect(try replay(record) == match)
        #expect(try replay(self.record(#"[{"forfeit":0}]"#)).outcome?.reason == "the other gave up")
    }

    @Test func everyKindOfEventIsReadAsItIsWritten() throws {
        var match = try Match<Hasty>(seed: .max, seats: 2, options: .init(ticks: true))
        match.tick()
        match.tick()
        try match.join()
        try match.play(.accepted, by: 2)
        try match.forfeit(1)
        try match.agreeDraw()
        let json = try Value(encoding: match.record).json()
        let read = try Value(json: json).decode(Record<Hasty>.self)
        #expect(read == match.record)
        #expect(try Match(replaying: read) == match)
    }

    @Test func itIsReplayedToAnyRevision() throws {
        var match = try Match<Hasty>(seed: 9, seats: 1, options: .init(ticks: true))
        var all = [match]
        for step in 0..<30 {
            if step % 7 == 3 { try match.play(.accepted, by: 0) } else { match.tick() }
            all.append(match)
        }
        for (revision, earlier) in all.enumerated() {
            #expect(try Match(replaying: match.record, upTo: revision) == earlier)
        }
    }

    @Test func optionsThatAreLeftOutAreTheDefaults() throws {
        #expect(try replay(record("[]")).state.columns.count == 7)
    }

    @Test func aRecordOfOtherRulesIsRefused() throws {
        for record in [try record("[]", game: "chess"), try record("[]", version: 2)] {
            let rejection = #expect(throws: Rejection.self) { try replay(record) }
            #expect(rejection?.code == "other_rules")
        }
    }

    @Test(arguments: [
        #"[{"move":[1,{"drop":3}]}]"#: "not_your_turn", #"[{"move":[-1,{"drop":3}]}]"#: "not_seated",
        #"[{"move":[0,{"drop":9}]}]"#: "no_column", #"[{"forfeit":9223372036854775807}]"#: "not_seated",
        #"[{"forfeit":0},{"move":[1,{"drop":3}]}]"#: "over", #"[{"draw":true},{"draw":true}]"#: "over",
        #"[{"join":true}]"#: "full", #"[{"ticks":1}]"#: "over",
    ])
    func whatCouldNotHaveHappenedIsRefused(events: String, code: String) throws {
        let record = try record(events)
        let rejection = #expect(throws: Rejection.self) { try replay(record) }
        #expect(rejection?.code == code)
    }

    @Test func aRecordForTooManyIsRefused() throws {
        let record = try record("[]", seats: .max)
        #expect(throws: Rejection.self) { try replay(record) }
    }

    @Test(arguments: [
        "{}", "[{}]", #"[{"cheat":1}]"#, #"[{"move":[0]}]"#, #"[{"move":{"drop":3}}]"#, #"[{"ticks":"many"}]"#,
        "[null]",
    ])
    func whatIsNoRecordIsNotRead(events: String) throws {
        let record = try record(events)
        #expect(throws: (any Error).self) { try record.decode(Record<ConnectFour>.self) }
    }
}
