import ActorClient
import Foundation
import Glibc
import ParlorRooms
import ProgramTesting
import Testing

extension Journeys {
    /// The machine gives the host less than it wants.
    @Suite struct Faults {
        @Test func `Without descriptors nobody new comes in, and who is there talks on`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--unlimited"], limit: "-n 64")
                let ann = try host.address.client("ann", token: "annannannannannann")
                let bob = try host.address.client("bob", token: "bobbobbobbobbobbob")
                let witness = Witness(bob)
                try await withThrowingTaskGroup { group in
                    for client in [ann, bob] { group.addTask { _ = await client.run() } }
                    group.addTask { await witness.run() }
                    try await ann.sendMessage(Post(text: "before"))
                    try await eventually("bob is there") { witness.messages.count == 1 }

                    var crowd = try (0..<80).map { _ in try RawSocket(port: host.address.port) }
                    try await eventually("the log says so") { journey.log("serve").contains("no new connections") }
                    for number in 1...50 { try await ann.sendMessage(Post(text: "\(number)")) }
                    #expect(try await ann.history(nil).count == 50 + 1)
                    try await eventually("bob has heard all") { witness.messages.count == 51 }
                    let used = try Self.processorTime(of: host.program.process)
                    try await Task.sleep(for: .seconds(1))
                    // A host that tried again and again would have used up all of the second.
                    #expect(try Self.processorTime(of: host.program.process) - used < .milliseconds(500))

                    crowd.removeAll()
                    try await host.isVisited(by: "cy", token: "cycycycycycycycycy")
                    for client in [ann, bob] { client.close() }
                    group.cancelAll()
                }
                #expect(journey.log("serve").matches(of: /no new connections/).count == 1)
            }
        }

        @Test func `A host has room for all connections that it takes before the first comes`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--max-connections", "3000"], limit: "-Sn 256")
                let process = host.program.process
                let limits = try String(contentsOf: URL(filePath: "/proc/\(process)/limits"), encoding: .utf8)
                let allowed = try #require(limits.firstMatch(of: /Max open files +(\d+)/))
                #expect(try #require(Int(allowed.1)) > 3_000)
                let status = try String(contentsOf: URL(filePath: "/proc/\(process)/status"), encoding: .utf8)
                let table = try #require(status.firstMatch(of: /FDSize:\s+(\d+)/))
                #expect(try #require(Int(table.1)) > 3_000)
            }
        }

        /// What a process has used of the processors.
        private static func processorTime(of process: pid_t) throws -> Duration {
            let text = try String(contentsOf: URL(filePath: "/proc/\(process)/stat"), encoding: .utf8)
            // After the name, which may hold anything, the 12th and 13th fields (proc(5)).
            let fields = try #require(text.split(separator: ")").last).split(separator: " ")
            let ticks = try #require(Int(fields[11])) + #require(Int(fields[12]))
            return .milliseconds(ticks * 1_000 / Int(sysconf(Int32(_SC_CLK_TCK))))
        }

        @Test func `A flood leaves the memory as it is, though some who should hear it read nothing`() async throws {
            try await Journey.take { journey in
                let host = try await journey.serve(options: ["--unlimited"])
                let clients = try ["ann", "bob", "cy", "di"].map { try host.address.client($0) }
                try await withThrowingTaskGroup { group in
                    for client in clients { group.addTask { _ = await client.run() } }
                    var stalled: [RawSocket] = []
                    var memory: [Int] = []
                    for _ in 0..<6 {
                        for _ in 0..<5 { stalled.append(try Self.listener(at: host)) }
                        try await Self.flood(by: clients, messages: 600)
                        memory.append(try Self.memory(of: host.program.process))
                    }
                    // What they have not read of the last four rounds is 10 MB.
                    #expect(memory[5] - memory[1] < 8_000, "\(memory) kB")
                    stalled.removeAll()
                    for client in clients { client.close() }
                    group.cancelAll()
                }
            }
        }

        /// Somebody who wants to hear all that is said, and reads none of it.
        private static func listener(at host: Host) throws -> RawSocket {
            let socket = try RawSocket(port: host.address.port)
            socket.enter(parameters: #"{"name":"idle"}"#)
            socket.frame(#"{"body":{"tag":"SubscriptionRequest","val":{"eventName":"newMessage","subscribe":true}}}"#)
            socket.call(0, "hello", "[]")
            _ = try #require(socket.next(with: "ActionResponse"))
            return socket
        }

        private static func flood(by clients: [ActorClient<ChatRoom>], messages: Int) async throws {
            let text = String(repeating: "x", count: 4_000)
            try await withThrowingTaskGroup { group in
                for client in clients {
                    group.addTask {
                        for _ in 0..<messages / clients.count { try await client.sendMessage(Post(text: text)) }
                    }
                }
                try await group.waitForAll()
            }
        }

        /// What a process holds in memory, in kB.
        private static func memory(of process: pid_t) throws -> Int {
            let text = try String(contentsOf: URL(filePath: "/proc/\(process)/status"), encoding: .utf8)
            return try #require(text.firstMatch(of: /VmRSS:\s+(\d+)/).flatMap { Int($0.output.1) })
        }

        @Test(.enabled(if: SmallDisk.canBeMade, "a small disk can be mounted here"))
        func `On a full disk nothing acknowledged is lost, and with room again the rooms go on by themselves`()
            async throws
        {
            try await Journey.take { journey in
                let disk = try SmallDisk(journey.folder.appending(path: "disk").path)
                defer { disk.remove() }
                let host = try await journey.serve(data: disk.path)
                let ann = try host.address.client("ann", token: "annannannannannann")
                try await withThrowingTaskGroup { group in
                    group.addTask { _ = await ann.run() }
                    var acknowledged = [try await ann.sendMessage(Post(text: "before"))]
                    try disk.fill()
                    try await eventually("a message is refused") {
                        guard let said = try? await ann.sendMessage(Post(text: String(repeating: "x", count: 500)))
                        else { return true }
                        acknowledged.append(said)
                        return false
                    }
                    try await eventually("the operator knows") {
                        host.program.complaints.contains("Rooms cannot be kept: the disk is full")
                    }
                    #expect(journey.log("serve").contains("the store cannot write"))
                    disk.empty()
                    try await eventually("ann is heard again", within: .seconds(40)) {
                        guard let said = try? await ann.sendMessage(Post(text: "after")) else { return false }
                        acknowledged.append(said)
                        return true
                    }
                    let history = try await ann.history(PageRequest(after: 0, limit: 500))
                    #expect(acknowledged.allSatisfy(history.contains))
                    try await eventually("the operator knows that too") {
                        host.program.complaints.contains("Rooms are kept again")
                    }
                    ann.close()
                    group.cancelAll()
                }
                #expect(try await journey.parlor("check", disk.path).status == 0)
                host.program.send(SIGTERM)
                #expect(try await host.program.end().status == 0)
            }
        }

        @Test func `A host whose database is damaged does not start, says what mends it, and leaves the file as it is`()
            async throws
        {
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                host.program.send(SIGTERM)
                #expect(try await host.program.end().status == 0)
                let file = URL(filePath: journey.data).appending(path: "actors.sqlite")
                var damaged = try Data(contentsOf: file)
                // A page in the middle is other people's data.
                let page = damaged.count / 2 / 4_096 * 4_096
                damaged.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xEE, count: 4_096))
                try damaged.write(to: file)

                let outcome = try await journey.parlor("serve", "--listen", "127.0.0.1:0", "--data", journey.data)
                #expect(outcome.status == 1 && outcome.output.isEmpty)
                for words in [file.path, "damaged", "`parlor check`", "`parlor restore`"] {
                    #expect(outcome.errors.contains(words), "\(outcome.errors)")
                }
                #expect(try Data(contentsOf: file) == damaged)
                #expect(try await journey.parlor("check", journey.data).status == 1)
            }
        }
    }
}

/// A disk of two megabytes, where the system lets a test have one.
private struct SmallDisk {
    let path: String

    static let canBeMade: Bool = {
        let folder = NSTemporaryDirectory() + "parlor-disk-\(UUID().uuidString)"
        guard let disk = try? SmallDisk(folder) else { return false }
        disk.remove()
        return true
    }()

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else {
            rmdir(path)
            throw NotSeen(description: "no small disk: \(String(cString: strerror(errno)))")
        }
    }

    private var filler: String { path + "/filler" }

    func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while write(file, block, block.count) > 0 {}
    }

    func empty() { unlink(filler) }

    func remove() {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}

extension Journey {
    /// What a command has written into its log.
    fileprivate func log(_ command: String, of person: String = "mika") -> String {
        let file = folder.appending(path: "\(person)/state/parlor/\(command).log")
        return FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
