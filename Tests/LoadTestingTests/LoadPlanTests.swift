import NIOCore
import Testing

@testable import LoadTesting

struct LoadPlanTests {
    private var plan = LoadPlan(host: "127.0.0.1", port: 7_777)

    private func firstLine(of member: Int) throws -> Substring {
        String(buffer: try plan.handshake(member, name: "ann")).prefix { !$0.isNewline }
    }

    @Test mutating func membersAreSpreadEvenlyOverRooms() throws {
        plan.place = .rooms("quiet", count: 3)
        plan.members = 30
        #expect(plan.listeners == 10)
        let rooms = try (0..<30).map { try firstLine(of: $0) }
        for room in 1...3 { #expect(rooms.count { $0.contains("rvt-key=quiet-\(room)&") } == 10) }
        // One after the other, so that who speaks in turn speaks in another room each time.
        #expect(Set(rooms[..<3]).count == 3)
    }

    @Test mutating func inOneRoomEverybodyListens() throws {
        plan.place = .room("bench")
        plan.members = 30
        #expect(plan.listeners == 30)
        #expect(try Set((0..<30).map { try firstLine(of: $0) }).count == 1)
    }

    @Test mutating func anEchoIsAskedForByItsPath() throws {
        plan.place = .echo("/echo")
        #expect(try firstLine(of: 7) == "GET /echo HTTP/1.1")
    }
}
