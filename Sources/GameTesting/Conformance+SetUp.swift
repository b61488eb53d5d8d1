import ActorWire
import ParlorGames

extension Conformance {
    /// What the game says of itself, and of its bots.
    func descriptionViolations() -> [Violation] {
        let info = G.info
        var findings: [String] = []
        func expect(_ condition: Bool, _ finding: String) {
            if !condition { findings.append(finding) }
        }
        expect(
            !info.id.isEmpty && info.id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) },
            "its id is \"\(info.id)\", which is not of lower-case letters and digits")
        expect(!info.title.isEmpty, "it has no title")
        expect(info.version >= 1, "its version is \(info.version)")
        expect(info.seats.lowerBound >= 1, "it is for \(info.seats.lowerBound) players")
        expect(info.tickRate.map { (1...60).contains($0) } ?? true, "it ticks \(info.tickRate ?? 0) times a second")
        expect(info.moveTime.map { $0 > 0 } ?? true, "a move may take \(info.moveTime ?? 0) s")
        for line in info.help.split(separator: "\n", omittingEmptySubsequences: false) {
            expect(line.first?.isWhitespace == false, "a line of its help is no paragraph: \"\(line)\"")
        }
        let levels = G.bots.map(\.level)
        expect(!levels.isEmpty, "it has no bot")
        expect(Set(levels).count == levels.count, "two of its bots have the same level: \(levels)")
        return findings.map { Violation(promise: .description, finding: $0) }
    }

    /// Options left out are the defaults, and none of hostile origin makes a match that is too large.
    func optionsViolations() -> [Violation] {
        var violations: [Violation] = []
        func report(_ finding: String) { violations.append(Violation(promise: .options, finding: finding)) }
        do {
            if try Value.object([]).decode(G.Options.self) != G.Options() {
                report("{} is read as other than the defaults")
            }
            for options in options {
                let coded = try Value(encoding: options)
                if try coded.decode(G.Options.self) != options { report("\(coded.text) is read as something else") }
                for hostile in HostileInput.variants(of: coded) { try tryHostile(hostile, report) }
            }
        } catch {
            report("they cannot be coded: \(error)")
        }
        return violations
    }

    private func tryHostile(_ hostile: Value, _ report: (String) -> Void) throws {
        guard let options = try? hostile.decode(G.Options.self) else { return }
        for seats in Set([G.info.seats.lowerBound, G.info.seats.upperBound]) {
            guard let match = try? Match<G>(seed: 1, seats: seats, options: options) else { continue }
            let size = try Value(encoding: match).json().count
            if size > 1 << 20 { report("\(hostile.text) makes a match of \(size) bytes") }
        }
    }
}
