public import ActorDefinition

/// The name of a room: 1 to `RoomLimits.roomName` of the letters a to z and A to Z, digits, `-`, `_` and `.`.
public enum RoomName {
    /// - Throws: `UserError` `invalid_room_name`.
    public static func validate(_ name: String, limits: RoomLimits = RoomLimits()) throws(UserError) {
        guard (1...limits.roomName).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else {
            throw UserError(
                "invalid_room_name",
                "a room's name has 1 to \(limits.roomName) of the letters a to z, digits, hyphens, underscores and dots"
            )
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
