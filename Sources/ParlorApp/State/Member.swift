import ParlorRooms

/// Somebody in a room; the wire has a type of that name, too.
typealias Member = ParlorRooms.Member
