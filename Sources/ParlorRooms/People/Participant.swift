/// Who is at the other end of a connection to a room.
public struct Participant: Codable, Sendable, Hashable {
    public internal(set) var id: MemberID
    public internal(set) var name: String
    public internal(set) var role: Role
}
