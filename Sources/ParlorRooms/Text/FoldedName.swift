/// A name as names are compared. Equal are names that differ in case, width, style or invisible characters alone; alike
/// are names that a person may take for each other, so that nobody can pass for another by them.
public struct FoldedName: Sendable, Hashable, Codable {
    private let text: String
    /// What the name looks like: in small letters, and where that differs as it is written and in capitals. Two names
    /// are alike when one of these is the same.
    let skeletons: [String]

    public init(_ name: String) {
        let plain = name.utf8.allSatisfy({ $0 < 0x80 }) ? name : PlainText.of(name)
        // First small, since ẞ is a capital of which only the small letter is SS in capitals.
        text = plain.lowercased().uppercased().lowercased()
        var skeletons = [Lookalikes.skeleton(of: text, capitalI: "i")]
        // Letters of other scripts look like one thing when small and another as capitals: ν like v, Ν like N.
        let written = Lookalikes.skeleton(of: plain, capitalI: "l")
        if !skeletons.contains(written) { skeletons.append(written) }
        let capitals = Lookalikes.skeleton(of: plain.uppercased(), capitalI: "i")
        if !skeletons.contains(capitals) { skeletons.append(capitals) }
        self.skeletons = skeletons
    }

    /// Whether a person may take one name for the other: `раураl` in Cyrillic letters for `paypal`.
    public func isAlike(_ other: FoldedName) -> Bool { skeletons.contains(where: other.skeletons.contains) }

    public static func == (a: Self, b: Self) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// What an earlier version folded less is folded anew.
    public init(from decoder: any Decoder) throws { self.init(try String(from: decoder)) }
    public func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
