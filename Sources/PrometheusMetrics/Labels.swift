/// The labels of one series, as the exposition format writes them: `actor="chatRoom",outcome="ok"`.
struct Labels: Hashable, Comparable, Sendable {
    let text: String

    init(_ dimensions: [(String, String)] = []) {
        text = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    /// With braces, and with one label more if there is one; empty without any.
    func braced(and last: String? = nil) -> String {
        let all = [text, last ?? ""].filter { !$0.isEmpty }
        return all.isEmpty ? "" : "{" + all.joined(separator: ",") + "}"
    }

    static func < (left: Labels, right: Labels) -> Bool { left.text < right.text }

    /// The format reserves `le` for the buckets of histograms.
    private static func name(_ name: String) -> String {
        let name = name.metricName(allowsColon: false)
        return name == "le" ? "le_" : name
    }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\": text += #"\\"#
            case "\"": text += #"\""#
            case "\n": text += #"\n"#
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension String {
    /// The name with what the format does not allow replaced: `[a-zA-Z_:][a-zA-Z0-9_:]*`.
    func metricName(allowsColon: Bool = true) -> String {
        var name = String(
            map { character in
                let isAllowed =
                    character.isASCII && (character.isLetter || character.isNumber)
                    || character == "_" || allowsColon && character == ":"
                return isAllowed ? character : "_"
            })
        if name.first.map(\.isNumber) ?? true { name = "_" + name }
        return name
    }

    func ending(with suffix: String) -> String { hasSuffix(suffix) ? self : self + suffix }
}
