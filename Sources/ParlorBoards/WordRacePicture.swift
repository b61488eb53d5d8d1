import ParlorGames
import Terminal

/// Draws the board of a Word Race.
struct WordRacePicture {
    let scene: Scene<WordRaceBoard>
    let layout: WordRaceLayout

    /// What is known of a letter, the better the higher.
    private enum Mark: Int, Comparable {
        case absent, elsewhere, placed

        init(_ character: Character) {
            self = character == "G" ? .placed : character == "Y" ? .elsewhere : .absent
        }

        static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }
    }

    /// The guesses of a seat with their marks; none where the view does not tell them.
    static func guesses(of seat: Seat, in view: WordRace.View) -> [(word: String, marks: String)] {
        guard view.players.indices.contains(seat), let words = view.players[seat].words else { return [] }
        return zip(words, view.players[seat].marks).map { (word: $0, marks: $1) }
    }

    func draw(on grid: inout Grid) {
        grid.write(headline, at: Position(column: 0, row: 0), style: Ink.strong)
        drawLegend(on: &grid)
        if let seat = scene.seat, let lattice = layout.guesses {
            drawGuesses(of: seat, lattice, on: &grid)
            drawKeys(of: seat, on: &grid)
        }
        drawTable(on: &grid)
    }

    private var headline: String {
        let round = "round \(scene.view.round) of \(scene.view.rounds)"
        guard let last = scene.view.last else { return round }
        return scene.view.isOver ? "the word was \(last.word)" : "\(round), after \(last.word)"
    }

    /// What the marks mean, where there is room to say it.
    private func drawLegend(on grid: inout Grid) {
        let marks = scene.look("● here ○ elsewhere · not", "G here Y elsewhere . not")
        let column = grid.size.columns - TextWidth.columns(marks)
        if column > TextWidth.columns(headline) + 1 {
            grid.write(marks, at: Position(column: column, row: 0), style: Ink.faint)
        }
        if let place = layout.legend { grid.write("[X] here (X) elsewhere x not", at: place, style: Ink.faint) }
    }

    // MARK: The own grid

    private func drawGuesses(of seat: Seat, _ lattice: Lattice, on grid: inout Grid) {
        let guesses = Self.guesses(of: seat, in: scene.view)
        for (row, guess) in guesses.enumerated() {
            for (column, (letter, mark)) in zip(guess.word, guess.marks).enumerated() {
                draw(letter, Mark(mark), in: lattice.rect(column: column, row: row), on: &grid)
            }
        }
        for row in guesses.count..<max(lattice.rows, guesses.count) {
            let isTyped = row == guesses.count && !scene.moves.isEmpty
            drawEmpty(row, lattice, typed: isTyped ? Array(scene.cursor) : nil, on: &grid)
        }
    }

    /// - Parameter typed: What stands in the row so far; nil when nothing is typed there.
    private func drawEmpty(_ row: Int, _ lattice: Lattice, typed: [Character]?, on grid: inout Grid) {
        for column in 0..<lattice.columns {
            let rect = lattice.rect(column: column, row: row)
            if let typed, column < typed.count {
                grid.write(typed[column].uppercased(), inMiddleOf: rect, style: Ink.strong)
            } else {
                let isNext = column == typed?.count
                grid.write(
                    typed == nil ? scene.look("·", ".") : "_", inMiddleOf: rect, style: isNext ? Ink.strong : Ink.faint)
            }
        }
    }

    private func draw(_ letter: Character, _ mark: Mark, in rect: Rect, on grid: inout Grid) {
        let capital = letter.uppercased()
        switch mark {
        case .placed: grid.write("[\(capital)]", at: rect.origin, style: Ink.legal.adding(.reverse))
        case .elsewhere: grid.write("(\(capital))", at: rect.origin, style: Ink.last)
        case .absent: grid.write(" \(letter) ", at: rect.origin, style: Ink.faint)
        }
    }

    // MARK: The keyboard

    private func drawKeys(of seat: Seat, on grid: inout Grid) {
        let known = knowledge(of: seat)
        for (lattice, letters) in zip(layout.keys, WordRaceLayout.letters) {
            for (column, letter) in letters.enumerated() {
                let rect = lattice.rect(column: column, row: 0)
                switch known[letter] {
                case nil: grid.write(letter.uppercased(), inMiddleOf: rect, style: Ink.strong)
                case .absent: grid.write("-", inMiddleOf: rect, style: Ink.faint)
                case let mark?: draw(letter, mark, in: rect, on: &grid)
                }
            }
        }
    }

    private func knowledge(of seat: Seat) -> [Character: Mark] {
        var known: [Character: Mark] = [:]
        for guess in Self.guesses(of: seat, in: scene.view) {
            for (letter, mark) in zip(guess.word, guess.marks) {
                known[letter] = max(known[letter] ?? .absent, Mark(mark))
            }
        }
        return known
    }

    // MARK: All players

    /// A row for each: the name, the marks of as many of the last guesses as fit, and the points.
    private func drawTable(on grid: inout Grid) {
        let width = layout.table.size.columns
        guard width >= 10 else { return }
        let shown = min(max((width - 14) / 6, 0), WordRace.tries)
        let players = scene.view.players.indices
        let isCut = players.count > layout.table.size.rows
        for (row, seat) in players.prefix(layout.table.size.rows - (isCut ? 1 : 0)).enumerated() {
            let place = Rect(
                column: layout.table.origin.column, row: layout.table.origin.row + row, columns: width, rows: 1)
            draw(seat, guesses: shown, in: place, on: &grid)
        }
        guard isCut else { return }
        let place = Position(column: layout.table.origin.column, row: layout.table.rows.upperBound - 1)
        let rest = players.count - layout.table.size.rows + 1
        grid.write("and \(rest) more", at: place, style: Ink.faint, maxWidth: width)
    }

    private func draw(_ seat: Seat, guesses: Int, in rect: Rect, on grid: inout Grid) {
        let player = scene.view.players[seat]
        var rest = rect
        let points = player.hasLeft ? "left" : "\(player.points)"
        let score = rest.cutRight(5)
        grid.write(
            points, at: Position(column: score.columns.upperBound - TextWidth.columns(points), row: rect.origin.row))
        let marks = rest.cutRight(6 * guesses)
        grid.write(player.isDone ? scene.look("✓", "*") : " ", at: rest.cutLeft(2).origin, style: Ink.strong)
        let name = TextWidth.truncated(
            scene.name(of: seat), to: max(rest.size.columns - 1, 0), mark: scene.look("…", "~"))
        grid.write(name, at: rest.origin, style: seat == scene.seat ? Ink.strong : Ink.text)
        for (index, row) in player.marks.suffix(guesses).enumerated() {
            draw(row, at: Position(column: marks.origin.column + 6 * index, row: rect.origin.row), on: &grid)
        }
    }

    private func draw(_ marks: String, at position: Position, on grid: inout Grid) {
        for (index, mark) in marks.map(Mark.init).enumerated() {
            let place = Position(column: position.column + index, row: position.row)
            switch mark {
            case .placed: grid.write(scene.look("●", "G"), at: place, style: Ink.legal)
            case .elsewhere: grid.write(scene.look("○", "Y"), at: place, style: Ink.last)
            case .absent: grid.write(scene.look("·", "."), at: place, style: Ink.faint)
            }
        }
    }
}
