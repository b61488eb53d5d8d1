extension Chess {
    /// A match in Portable Game Notation, which other chess programs read and write. What is unknown is `?`.
    public struct PGN: Sendable, Equatable {
        public var event = "?"
        public var site = "?"
        /// As `2026.11.25`, with question marks for what is unknown.
        public var date = "????.??.??"
        public var round = "?"
        public var white = "?"
        public var black = "?"
        public var record: Record<Chess>

        public init(_ record: Record<Chess>) { self.record = record }

        /// The notation (PGN Standard, "export format"): the seven tags of the roster, the position where the match began
        /// in another than usual, how it ended where the board does not show it, and the moves in lines of less than 80
        /// characters.
        ///
        /// - Throws: ``Rejection`` when the record is of other rules or could not have happened.
        public func text() throws(Rejection) -> String {
            let result = Self.result(of: try Match(replaying: record))
            let start = try record.options.fen.map { fen throws(Rejection) in try Position(fen: fen) }
            let words = movetext(from: start ?? .start) + [result]
            return tags(result, start) + "\n" + Self.wrapped(words)
        }

        static func result(of match: Match<Chess>) -> String {
            guard let outcome = match.outcome else { return "*" }
            if outcome.isDraw { return "1/2-1/2" }
            return outcome.winners == [Side.white.seat] ? "1-0" : "0-1"
        }

        private func tags(_ result: String, _ start: Position?) -> String {
            var tags = [
                ("Event", event), ("Site", site), ("Date", date), ("Round", round), ("White", white),
                ("Black", black), ("Result", result),
            ]
            if let start { tags += [("SetUp", "1"), ("FEN", start.fen)] }
            if let termination { tags.append(("Termination", termination)) }
            return tags.map { "[\($0) \"\(Self.quotable($1))\"]\n" }.joined()
        }

        /// How it ended, where that was neither on the board nor by agreement.
        private var termination: String? {
            guard case .forfeit(_, let cause)? = record.events.last else { return nil }
            return Self.terminations[cause]
        }

        /// As the standard calls what ended a match; giving up is a normal end, which is not told.
        static let terminations: [Forfeit: String] = [.time: "time forfeit", .left: "abandoned"]

        /// A value without what would end its line, and with what would end it marked; at most 200 characters.
        private static func quotable(_ value: String) -> String {
            value.prefix(200).unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator, .format: break
                default: text += (scalar == "\"" || scalar == "\\" ? "\\" : "") + String(scalar)
                }
            }
        }

        private func movetext(from start: Position) -> [String] {
            var position = start
            var words: [String] = []
            for case .move(_, let move) in record.events {
                if position.toMove == .white {
                    words.append("\(position.number).")
                } else if words.isEmpty {
                    words.append("\(position.number)...")
                }
                words.append(position.san(move))
                position = position.after(move)
            }
            return words
        }

        private static func wrapped(_ words: [String]) -> String {
            var lines: [String] = []
            for word in words {
                if let line = lines.last, line.utf8.count + 1 + word.utf8.count < 80 {
                    lines[lines.count - 1] += " " + word
                } else {
                    lines.append(word)
                }
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
