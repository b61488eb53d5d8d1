internal import ActorDefinition
internal import ActorWire

/// A ban, a mute, or the time after a kick.
struct Sentence: Codable, Sendable, Hashable {
    var subject: Subject
    /// The name that it was spoken against; nil for a range of addresses.
    var name: String?
    var by: String
    var reason: String
    var since: Timestamp
    /// When it ends by itself; nil for never.
    var until: Timestamp?

    func isOver(at now: Timestamp) -> Bool { until.map { $0 <= now } ?? false }
}

/// Sentences of one sort, in the order in which they were spoken.
struct Sentences: Codable, Sendable, Hashable {
    private(set) var all: [Sentence] = []

    /// When the next of them ends by itself.
    var nextEnd: Timestamp? { all.lazy.compactMap(\.until).min() }

    /// Adds a sentence; one against the same person or range is replaced by it. Over the years several persons may have
    /// the same name: the sentence of each stands.
    ///
    /// - Throws: `UserError` `too_many` at the limit.
    mutating func impose(_ sentence: Sentence, limit: Int) throws {
        let name = sentence.name.map(FoldedName.init)
        lift {
            $0.isOver(at: sentence.since)
                || $0.subject.person == sentence.subject.person
                    && $0.concerns(name: name, range: sentence.subject.range)
        }
        guard all.count < limit else { throw UserError("too_many", "there are \(limit) already, the most allowed") }
        all.append(sentence)
    }

    /// Removes what was spoken against this name or this range.
    @discardableResult
    mutating func lift(name: String?, range: AddressRange? = nil) -> [Sentence] {
        let name = name.map(FoldedName.init)
        return lift { $0.concerns(name: name, range: range) }
    }

    /// Removes what is over.
    mutating func removeOver(at now: Timestamp) -> [Sentence] { lift { $0.isOver(at: now) } }

    /// The sentence that holds for somebody now.
    func inForce(for visitor: @autoclosure () -> Visitor, at now: Timestamp) -> Sentence? {
        guard !all.isEmpty else { return nil }
        let visitor = visitor()
        return all.first { !$0.isOver(at: now) && $0.subject.matches(visitor) }
    }

    @discardableResult
    private mutating func lift(where isLifted: (Sentence) -> Bool) -> [Sentence] {
        let lifted = all.filter(isLifted)
        if !lifted.isEmpty { all.removeAll(where: isLifted) }
        return lifted
    }
}

extension Subject {
    /// Who is known again; a guest is nobody but a name.
    fileprivate var person: MemberID? { member.flatMap { $0.isGuest ? nil : $0 } }
}

extension Sentence {
    fileprivate func concerns(name other: FoldedName?, range: AddressRange?) -> Bool {
        if let range { return subject.range == range }
        guard let name, let other else { return false }
        return FoldedName(name) == other
    }
}
