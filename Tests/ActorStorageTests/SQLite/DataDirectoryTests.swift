import ActorWire
import Glibc
import Testing

@testable import ActorStorage

/// One process owns a data directory, and says who it is.
@Suite struct DataDirectoryTests {
    private let parent: TemporaryDirectory
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    init() throws { parent = try TemporaryDirectory() }

    private func take(_ path: String) throws(DataDirectoryError) -> DataDirectory {
        try DataDirectory(path: path, program: "parlor", at: now)
    }

    @Test func aSecondOpenerLearnsWhoTheOwnerIs() throws {
        let path = parent.path
        let first = try take(path)
        let unannounced = #expect(throws: DataDirectoryError.self) { try take(path) }
        #expect(unannounced?.description == "\(path) is in use by parlor (pid \(getpid()))")

        first.announce(address: "127.0.0.1:6420")
        let announced = #expect(throws: DataDirectoryError.self) { try take(path) }
        #expect(announced?.description == "\(path) is in use by parlor (pid \(getpid()), on 127.0.0.1:6420)")
        #expect(
            announced
                == .inUse(
                    path: path,
                    owner: DirectoryOwner(program: "parlor", process: getpid(), since: now, address: "127.0.0.1:6420")))
        first.announce(address: "[::1]:1")
        let shorter = #expect(throws: DataDirectoryError.self) { try take(path) }
        #expect(shorter?.description == "\(path) is in use by parlor (pid \(getpid()), on [::1]:1)")
        first.release()
    }

    @Test func theOwnerIsKnownToOthersUntilItReleasesTheDirectory() throws {
        #expect(DataDirectory.owner(of: parent.path) == nil)
        let directory = try take(parent.path)
        directory.announce(address: "127.0.0.1:6420")
        let owner = DirectoryOwner(program: "parlor", process: getpid(), since: now, address: "127.0.0.1:6420")
        #expect(DataDirectory.owner(of: parent.path) == owner)
        directory.release()
        #expect(DataDirectory.owner(of: parent.path) == nil)
    }

    @Test func aReleasedDirectoryCanBeTakenAgain() throws {
        let first = try take(parent.path)
        first.release()
        first.release()
        first.announce(address: "late")
        let second = try take(parent.path)
        #expect(throws: DataDirectoryError.self) { try take(parent.path) }
        second.release()
        do { _ = try take(parent.path) }
        _ = try take(parent.path)
    }

    @Test func theLockOfAKilledProcessIsFree() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = parent.path as String] in
            let directory = try DataDirectory(path: path, program: "parlor", at: Timestamp(milliseconds: 0))
            directory.announce(address: "127.0.0.1:1")
            kill(getpid(), SIGKILL)
        }
        let next = try take(parent.path)
        let error = #expect(throws: DataDirectoryError.self) { try take(parent.path) }
        #expect(error?.description == "\(parent.path) is in use by parlor (pid \(getpid()))")
        next.release()
    }

    @Test func whatIsMissingIsMadeForItsOwnerOnly() throws {
        let path = parent.path + "/share/parlor"
        let directory = try take(path)
        for made in [path, parent.path + "/share"] {
            var status = stat()
            #expect(stat(made, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
        directory.release()
    }

    @Test func aPathThatIsNoDirectoryIsRefusedWithASentence() throws {
        let file = parent.path + "/file"
        close(open(file, O_WRONLY | O_CREAT, 0o600))
        for path in [file, file + "/below"] {
            let error = #expect(throws: DataDirectoryError.self) { try take(path) }
            #expect(error == .unusable(path: path, reason: ENOTDIR))
            #expect(
                error?.description == "\(path) cannot be used for data: it, or what leads to it, is not a directory")
        }
        #expect(throws: DataDirectoryError.self) { try take("") }
    }

    @Test func aDirectoryWithoutPermissionIsRefusedWithASentence() async throws {
        chmod(parent.path, 0o555)
        await #expect(processExitsWith: .success) { [path = parent.path as String] in
            if getuid() == 0 { try #require(setuid(65_534) == 0) }
            for path in [path, path + "/below"] {
                let error = #expect(throws: DataDirectoryError.self) {
                    try DataDirectory(path: path, program: "parlor", at: Timestamp(milliseconds: 0))
                }
                try #require(
                    error?.description
                        == "\(path) cannot be used for data: you have no permission to write there")
            }
        }
    }

    @Test(arguments: [
        "", "nonsense", "program x\npid many\nsince 1\n", "program x\n", "pid 1\nsince 2\n",
        "program \u{1B}[31m\npid 1\nsince 1\n", "program x\npid 99999999999999999999\nsince 1\n",
    ])
    func aLockFileThatSaysNothingNamesNobody(_ text: String) {
        #expect(DirectoryOwner(lockText: text) == nil)
        #expect(DataDirectoryError.inUse(path: "/d", owner: nil).description == "/d is in use by another process")
    }
}
