import Testing

@testable import parlor

/// What is said of a first word that is no command.
struct CommandNameTests {
    @Test(arguments: [
        ("hots", "there is no command hots; did you mean `parlor host`?"),
        ("jion", "there is no command jion; did you mean `parlor join`?"),
        ("records", "there is no command records; did you mean `parlor record`?"),
        ("lobby", "there is no command lobby; `parlor --help` lists all"),
    ])
    func aSlipIsToldWithItsMending(word: String, complaint: String) {
        #expect(Parlor.complaint(about: word) == complaint)
    }

    @Test func commandsAndFlagsAreTaken() {
        for word in ["host", "replay", "record", "deop", "help", "--help", "--generate-completion-script", "-h", ""] {
            #expect(Parlor.complaint(about: word) == nil)
        }
    }
}
