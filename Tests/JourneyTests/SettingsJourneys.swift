import Foundation
import ProgramTesting
import Testing

extension Journeys {
    /// What a person has chosen for good.
    @Suite struct Settings {
        @Test func `The screen is as the person chose`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve("ops")
                try settings(
                    "name = 'captain'\nserver = '\(host.address)'\nroom = 'ops'\n[keys]\nhelp = 'F2'", of: journey)
                let kai = try await journey.terminal(of: "kai")
                try await kai.say("parlor join")
                try await kai.shows("[captain]")
                let screen = try await kai.shows("F2 help")
                #expect(screen.contains("#ops"), "\(screen)")
                try await kai.press("F2")
                try await kai.shows("Keys")
            }
        }

        @Test func `What is wrong in them is told with its mending`() async throws {
            try await Journey.take { journey in
                try settings("nmae = 'kai'", of: journey)
                let outcome = try await journey.parlor("rooms", by: "kai")
                #expect(outcome.status == 1)
                #expect(outcome.errors.contains("config.toml: there is no setting nmae; did you mean name?"))
            }
        }

        private func settings(_ text: String, of journey: Journey) throws {
            let folder = journey.folder.appending(path: "kai/config/parlor")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: folder.appending(path: "config.toml"))
        }
    }
}
