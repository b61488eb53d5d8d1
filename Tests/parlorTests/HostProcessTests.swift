import ActorClient
import ActorStorage
import ActorWire
import Foundation
import Glibc
import Testing

@testable import parlor

/// Whom the secret of a host is told.
struct HostProcessTests {
    @Test func onlyTheHostThatHasTheDirectoryOpenIsTakenForIt() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let directory = try DataDirectory(path: folder.path, program: "parlor", at: Timestamp(milliseconds: 0))
        let isHost = { (host: String, port: Int) in
            HostProcess.owner(of: folder.path, at: ServerAddress(host: host, port: port)) != nil
        }
        #expect(!isHost("127.0.0.1", 7_777))
        directory.announce(address: "127.0.0.1:7777")
        #expect(isHost("127.0.0.1", 7_777) && isHost("localhost", 7_777) && isHost("::1", 7_777))
        #expect(!isHost("127.0.0.1", 7_778))
        #expect(!isHost("127.evil.example", 7_777) && !isHost("192.0.2.1", 7_777))
        directory.release()
        #expect(!isHost("127.0.0.1", 7_777))
    }

    @Test func aHostThatWasKilledIsNotThereAlthoughItsNameIs() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // No process has the number beyond the largest (proc(5)).
        let lock = "program parlor\npid \(Int32.max)\nsince 0\naddress 127.0.0.1:7777\n"
        try Data(lock.utf8).write(to: folder.appending(path: "lock"))
        #expect(DataDirectory.owner(of: folder.path) != nil)
        #expect(HostProcess.running(in: folder.path) == nil)
        #expect(throws: Failure.self) { try ServerAddress.of(server: nil, data: folder.path) }
    }
}
