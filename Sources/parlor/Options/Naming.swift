import ActorDefinition
import ArgumentParser
import ParlorRooms

/// Names on the command line are refused there, in the words in which a room would refuse them.
enum Naming {
    static func validate(person name: String) throws {
        do { _ = try MemberName(name) } catch { throw ValidationError(error.message) }
    }

    static func validate(room name: String) throws {
        do { try RoomName.validate(name) } catch { throw ValidationError(error.message) }
    }
}
