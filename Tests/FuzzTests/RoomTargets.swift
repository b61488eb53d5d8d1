import ActorWire

@testable import ParlorRooms

extension FuzzTarget {
    private static let characters = [
        "\u{1B}[2J", "\u{9B}", "\u{7}", "\u{202E}", "\u{2066}", "\u{200D}", "\u{200B}", "\u{FE0F}", "\u{301}", "\u{AD}",
        "\u{2028}",
        "\u{1F3F4}", "\u{E0067}", "\u{E007F}", "👩", "🏽", "🇩", "क", "\u{94D}", "\u{1100}", "\u{FFFE}", "\r\n", "\t", "а",
        "Ⅷ", "ﬁ", "ẞ",
        "İ", "@", "|", "I",
    ]

    static let text = FuzzTarget("text", dictionary: characters) { input, _ in
        let raw = String(decoding: input, as: UTF8.self)
        for layout in [CleanText.Layout.lines, .line] {
            let text = CleanText(raw, layout).text
            try require(
                Array(CleanText(text, layout).text.unicodeScalars) == Array(text.unicodeScalars),
                "cleaning twice changes something")
            for scalar in text.unicodeScalars where !(layout == .lines && scalar == "\n") {
                let category = scalar.properties.generalCategory
                try require(
                    ![.control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator].contains(category)
                        && !scalar.properties.isBidiControl,
                    "U+\(String(scalar.value, radix: 16)) is left")
            }
            try require(text.utf8.count <= raw.utf8.count * 4, "\(text.utf8.count) bytes from \(raw.utf8.count)")
            try require(text.allSatisfy { $0.unicodeScalars.count <= 32 }, "a character without an end")
        }
    }

    static let names = FuzzTarget("names", dictionary: characters + ["10.0.0.0/8", "::1", "/", "999"]) { input, _ in
        let raw = String(decoding: input, as: UTF8.self)
        if let name = try? MemberName(raw) {
            let again = try MemberName(name.description)
            try require(again.description == name.description, "a name is another the second time")
            try require(!name.description.unicodeScalars.contains { $0.properties.isWhitespace }, "a name of two words")
            let folded = FoldedName(name.description)
            let stored = try Value(encoding: folded).decode(FoldedName.self)
            try require(stored == folded && stored.isAlike(folded), "a name is folded otherwise after it was stored")
            var taken = [folded]
            for _ in 0..<3 {
                let free = FoldedName(name.firstFree { candidate in taken.contains { $0.isAlike(candidate) } })
                try require(!taken.contains(where: free.isAlike), "a name that is free is taken")
                taken.append(free)
            }
        }
        if let range = AddressRange(raw) {
            try require(AddressRange(range.description) == range, "a range is another when written")
        }
        if let address = IPAddress(peer: raw) {
            try require(AddressRange(householdOf: address).contains(address), "an address is not in its household")
        }
        if let code = InviteCode(raw) {
            try require(InviteCode(code.description) == code, "a code is another when written")
        }
    }
}
