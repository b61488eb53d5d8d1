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
        var word = CleanText(raw, .line).text.map { $0 == " " ? "-" : $0 }[...]
        while let first = word.first, "@#/~+&%-".contains(first) { word.removeFirst() }
        while let last = word.last, ":,-".contains(last) { word.removeLast() }
        guard word.contains(where: \.isNameable) else {
            throw UserError("invalid_name", "a name needs a letter, a digit or an emoji")
        }
        guard word.count <= limits.name, String(word).utf8.count <= limits.name * RoomLimits.bytesPerCharacter else {
            throw UserError("invalid_name", "a name has at most \(limits.name) characters")
        }
        description = String(word)
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

extension Character {
    fileprivate var isNameable: Bool {
        isLetter || isNumber || unicodeScalars.contains { $0.properties.isEmojiPresentation }
    }
}
