import Testing

extension Journey {
    /// The address of the host with a screen.
    var url: String { "http://127.0.0.1:\(port)" }

    /// Opens a terminal in which mika hosts the lobby.
    func host(columns: Int = 100, rows: Int = 30, options: String = "") async throws -> Terminal {
        let mika = try await terminal(of: "mika", columns: columns, rows: rows)
        try await mika.say("parlor host --listen 127.0.0.1:\(port) --data '\(data)' \(options)")
        try await mika.shows("[mika] >")
        try await mika.shows("a connection") { $0.contains("●") }
        return mika
    }

    /// Opens a terminal in which somebody joins the lobby.
    func join(_ name: String, columns: Int = 100, rows: Int = 30) async throws -> Terminal {
        let terminal = try await terminal(of: name, columns: columns, rows: rows)
        try await terminal.say("parlor join --server \(url)")
        try await terminal.shows("[\(name)] >")
        try await terminal.shows("a connection") { $0.contains("●") }
        return terminal
    }
}

extension Terminal {
    /// Waits until the program has given the terminal back.
    func isBackInTheShell(within limit: Duration = .seconds(10)) async throws {
        try await shows("the prompt", within: limit) {
            $0.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }?.hasPrefix("\(name)$") == true
        }
        #expect(try await !isTaken())
    }

    /// Starts once more what was killed, as a person does: clears up what it left, and repeats the command.
    func startsAgain() async throws {
        try await shows("that it was killed") { $0.contains("Killed") }
        try await say("reset -I; clear")
        try await say("!parlor")
        try await shows("[\(name)] >")
        try await shows("a connection") { $0.contains("●") }
    }

    /// Moves the mark of the connections view down to somebody.
    func choose(_ person: String) async throws {
        let isMarked = { (screen: String) in
            screen.split(separator: "\n").contains { $0.contains("▸") && $0.contains(" \(person) ") }
        }
        for _ in 0..<10 where try await !isMarked(screen()) { try await press("Down") }
        try await shows("the mark at \(person)", where: isMarked)
    }
}
