public import ActorDefinition

/// A name that somebody may bear in a room: one word, 1 to `RoomLimits.name` characters, with a letter, a digit or an
/// emoji in it.
public struct MemberName: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    private let limit: Int

    /// Makes a name of what somebody asked for: spaces become hyphens; what screens put before a name to mark a role,
    /// a room or a command is taken off, as are colons after it.
    ///
    /// - Throws: `UserError` `invalid_name`.
    public init(_ raw: String, limits: RoomLimits = RoomLimits()) throws(UserError) {
        var scalars = CleanText(raw, .line).text.unicodeScalars.map { $0 == " " ? "-" : $0 }[...]
        while let first = scalars.first, Self.before.contains(first) || first.isAttached { scalars.removeFirst() }
        while let last = scalars.last, Self.after.contains(last) || last.properties.isJoinControl {
            scalars.removeLast()
        }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars)
        try self.init(word: String(word), limits)
    }

    private static let before = Set("@#/~+&%-".unicodeScalars)
    private static let after = Set(":,-".unicodeScalars)

    private init(word: String, _ limits: RoomLimits) throws(UserError) {
        guard word.contains(where: \.isNameable) else {
            throw UserError("invalid_name", "a name needs a letter, a digit or an emoji")
        }
        guard word.count <= limits.name, word.utf8.count <= limits.name * RoomLimits.bytesPerCharacter else {
            throw UserError("invalid_name", "a name has at most \(limits.name) characters")
        }
        description = word
        limit = limits.name
    }

    /// This name, or the first with a number after it that is free: `mika`, `mika2`, `mika3`.
    public func firstFree(_ isTaken: (FoldedName) -> Bool) -> String {
        var candidate = description
        var number = 1
        while isTaken(FoldedName(candidate)) {
            number += 1
            candidate = description.prefix(max(limit - String(number).count, 0)) + String(number)
        }
        return candidate
    }
}

extension Unicode.Scalar {
    /// Whether it belongs to what stands before it, and has nothing to say alone.
    fileprivate var isAttached: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: properties.isJoinControl
        }
    }
}

extension Character {
    fileprivate var isNameable: Bool {
        isLetter || isNumber || unicodeScalars.contains { $0.properties.isEmojiPresentation }
    }
}
