import ActorWire

/// JSON as a person reads it: a member a line, and short lists on one line.
enum JSONText {
    /// The most lines that are made of a value.
    static let limit = 1_000
    /// Deeper values are written on one line.
    private static let depth = 20
    private static let width = 72

    static func lines(of value: Value) -> [String] {
        var lines: [String] = []
        append(value, label: "", indent: 0, to: &lines)
        return lines
    }

    private static func append(_ value: Value, label: String, indent: Int, to lines: inout [String]) {
        guard lines.count < limit else { return }
        let margin = String(repeating: "  ", count: indent)
        let whole = String(decoding: value.json(), as: UTF8.self)
        let isShort = whole.utf8.count <= width && (value.object == nil || indent > 1)
        guard indent < depth, !isShort, let parts = parts(of: value) else {
            lines.append(margin + label + String(whole.prefix(10 * width)))
            return
        }
        lines.append(margin + label + (value.object == nil ? "[" : "{"))
        for part in parts.prefix(limit) { append(part.value, label: part.label, indent: indent + 1, to: &lines) }
        lines.append(margin + (value.object == nil ? "]" : "}"))
    }

    private static func parts(of value: Value) -> [(label: String, value: Value)]? {
        if let members = value.object { return members.map { ("\($0.name): ", $0.value) } }
        return value.array?.map { ("", $0) }
    }
}
