import Glibc
import Testing

extension Journeys {
    /// Games in the terminals of several people.
    @Suite struct Playing {
        @Test func `Two people play Connect Four to its end, and a third watches`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                let jo = try await journey.join("jo")
                try await mika.sitsDown(to: "connect4", in: "Connect Four")
                try await kai.sitsDown(to: "connect4", in: "Connect Four")
                try await jo.say("/watch connect4-1")
                try await jo.shows("Connect Four")
                try await mika.say("/ready")
                try await kai.say("/ready")
                try await mika.shows("the match") { $0.contains("your turn") || $0.contains("kai to move") }
                let (first, second) = try await mika.screen().contains("your turn") ? (mika, kai) : (kai, mika)
                for column in ["1", "2", "3"] {
                    try await first.moves(column)
                    try await second.moves(column)
                }
                try await first.moves("4")
                for terminal in [mika, kai, jo] { try await terminal.shows("\(first.name) won: four in a row") }
            }
        }

        @Test func `A wrong or late move is answered with its reason`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await journey.begin("connect4", "Connect Four", mika, kai)
                let (first, second) = try await mika.screen().contains("your turn") ? (mika, kai) : (kai, mika)
                try await second.say("/move 4")
                try await second.shows("\(first.name) to move")
                try await first.say("/move 9")
                try await first.shows("column")
            }
        }

        @Test func `A player who is killed comes back to the seat within the grace time`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await journey.begin("connect4", "Connect Four", mika, kai)
                let (first, second) = try await mika.screen().contains("your turn") ? (mika, kai) : (kai, mika)
                try await first.moves("4")
                try await second.moves("4")
                kill(try await kai.program(), SIGKILL)
                try await mika.shows("kai lost the connection")
                try await kai.shows("that it was killed") { $0.contains("Killed") }
                try await kai.say("reset -I; clear")
                try await kai.say("parlor join connect4-1 --server \(journey.url)")
                try await mika.shows("kai is back at the table")
                try await kai.shows("the board") { $0.contains("Connect Four") && $0.contains("mika") }
                try await first.moves("4")
            }
        }

        @Test func `The host is killed in the middle of a match, and the match goes on`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                let jo = try await journey.join("jo")
                try await journey.begin("connect4", "Connect Four", kai, jo)
                let (first, second) = try await kai.screen().contains("your turn") ? (kai, jo) : (jo, kai)
                try await first.moves("1")
                try await second.moves("1")
                try await first.moves("2")
                kill(try await mika.program(), SIGKILL)
                try await second.shows("reconnecting in")
                try await mika.startsAgain()
                try await second.shows("connected again; nothing was missed")
                try await second.moves("2")
                try await first.moves("3")
                try await second.moves("3")
                try await first.moves("4")
                for terminal in [kai, jo] { try await terminal.shows("\(first.name) won: four in a row") }
            }
        }

        @Test func `Four terminals play Tron with two bots`() async throws {
            try await Journey.take { journey in
                var people = [try await journey.host(columns: 100, rows: 36)]
                for name in ["kai", "jo", "ann"] {
                    people.append(try await journey.join(name, columns: 100, rows: 36))
                }
                try await people[0].say("/play tron rounds=1 room=arena")
                try await people[0].shows("Tron")
                for person in people.dropFirst() {
                    try await person.say("/join arena")
                    try await person.shows("Tron")
                    try await person.say("/seat")
                    try await people[0].shows("\(person.name) took a seat")
                }
                for _ in 1...2 { try await people[0].say("/bot add") }
                for person in people { try await person.say("/ready") }
                for person in people {
                    try await person.shows("the end", within: .seconds(40)) {
                        $0.contains(" won: ") || $0.contains("a draw: ")
                    }
                }
            }
        }

        @Test func `A private table is asked for by its name, and entered by its code`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                let kai = try await journey.join("kai")
                try await mika.say("/play connect4 room=den private")
                try await mika.shows("mika took a seat")
                try await kai.say("/join den")
                try await kai.shows("this room is private")
                try await mika.say("/invite")
                let code = #/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/#
                let told = try await mika.shows("the code") { $0.contains(code) }
                try await kai.say("/join \(try #require(told.firstMatch(of: code)).output)")
                try await kai.shows("Connect Four")
            }
        }

        @Test func `Somebody plays against a bot at once, and looks at the match again`() async throws {
            try await Journey.take { journey in
                let mika = try await journey.host()
                try await mika.say("/play connect4 bot=random")
                try await mika.shows("your turn")
                try await mika.moves("4")
                try await mika.shows("your turn")
                try await mika.say("/resign")
                try await mika.shows("won: ")
                try await mika.say("/replay")
                try await mika.shows("Space plays")
                try await mika.press("Right")
                try await mika.shows(" 1/")
                try await mika.press("Escape")
                try await mika.shows("[mika] >")
                try await mika.say("/top chess")
                try await mika.shows("nobody has a rating in Chess yet")
            }
        }
    }
}

extension Terminal {
    /// Asks for a game, and is at its table.
    func sitsDown(to game: String, in title: String) async throws {
        try await say("/play \(game)")
        try await shows(title)
        try await shows("\(name) took a seat")
    }

    /// Plays a move when it is this person's turn.
    func moves(_ text: String) async throws {
        try await shows("your turn")
        try await say("/move \(text)")
        try await shows("that it was played") { $0.contains("to move") || $0.contains(" won: ") }
    }
}

extension Journey {
    /// Two people sit down to a game and begin it.
    func begin(_ game: String, _ title: String, _ first: Terminal, _ second: Terminal) async throws {
        for person in [first, second] { try await person.sitsDown(to: game, in: title) }
        for person in [first, second] { try await person.say("/ready") }
        for person in [first, second] {
            try await person.shows("the match") { $0.contains("your turn") || $0.contains("to move") }
        }
    }
}
