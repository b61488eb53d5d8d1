/// The id of a game: 1 to 24 small letters and digits, `connect4`.
public enum GameID {
    public static func isValid(_ id: String) -> Bool {
        (1...24).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}
