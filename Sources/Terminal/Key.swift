/// A key of the keyboard.
public enum Key: Hashable, Sendable {
    /// A key that types. With ``Modifiers/control`` the letter is lower case.
    case character(Character)
    case enter, tab, backspace, delete, insert, escape
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F35.
    case function(Int)
}

/// The keys held down with another one.
public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let shift = Modifiers(rawValue: 1 << 0)
    public static let alt = Modifiers(rawValue: 1 << 1)
    public static let control = Modifiers(rawValue: 1 << 2)
    /// The key with the logo.
    public static let command = Modifiers(rawValue: 1 << 3)
}

/// One stroke of a key. Shift is part of the character where the key types, so `A` has no modifier.
public struct KeyPress: Hashable, Sendable {
    public let key: Key
    public let modifiers: Modifiers

    public init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// What the stroke types into a text, if it does.
    public var typed: Character? {
        guard case .character(let character) = key, modifiers.isEmpty else { return nil }
        return character
    }

    public static func control(_ character: Character) -> KeyPress { KeyPress(.character(character), .control) }
    public static func alt(_ character: Character) -> KeyPress { KeyPress(.character(character), .alt) }
}
