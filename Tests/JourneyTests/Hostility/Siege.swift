import ActorClient
import Foundation
import ProgramTesting
import Synchronization
import Testing

/// An attack on all that a host listens to, from many addresses at once, while two people talk.
///
/// It takes a few seconds. `HOSTILE_SECONDS=600` makes it a long one, with the numbers that fill a host.
final class Siege: Sendable {
    static let seconds = ProcessInfo.processInfo.environment["HOSTILE_SECONDS"].flatMap { Double($0) }

    private let process: pid_t
    private let ground: Ground
    private let tally = Tally()
    private let isOver = Atomic<Bool>(false)
    private let samples = Mutex<[HostSample]>([])
    private let talkers: (Talker, Talker)
    private let seconds = Siege.seconds ?? 8

    init(_ host: Host) throws {
        process = host.program.process
        ground = Ground(port: host.address.port, isLong: Siege.seconds != nil)
        talkers = (try Talker("mika", hears: "kai", at: host), try Talker("kai", hears: "mika", at: host))
    }

    /// Where the memory of a host has to stay below.
    private var memoryBound: Int { (ground.isLong ? 400 : 150) << 20 }

    func run() async throws {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup { people in
            for talker in [talkers.0, talkers.1] {
                people.addTask { await talker.stay() }
                try await talker.enter()
            }
            let before = try #require(HostSample(process))
            try await attack()
            try await eventually("both heard all that the other said", within: .seconds(30)) {
                talkers.0.heard.count >= talkers.1.saidCount && talkers.1.heard.count >= talkers.0.saidCount
            }
            try await eventually("the host lets go of what the attackers left", within: .seconds(40)) {
                (HostSample(process)?.files ?? 0) <= before.files + 8
            }
            people.cancelAll()
            report(before, took: ContinuousClock.now - start)
            try await judge()
        }
    }

    // MARK: Attacking

    /// Lets attackers loose, and people talk, until the time is over.
    private func attack() async throws {
        let interval = Duration.seconds(seconds / (seconds + 12))
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.talkers.0.talk(every: interval) { self.isOver.load(ordering: .relaxed) } }
            group.addTask { try await self.talkers.1.talk(every: interval) { self.isOver.load(ordering: .relaxed) } }
            group.addTask { await self.watch() }
            await withDiscardingTaskGroup { attackers in
                // Those that wait have a thread each; the others come in turns.
                let patient = Attack.waiting + Attack.reading
                for attack in patient { attackers.addTask { await onThread { self.strike([attack]) } } }
                let others = Attack.all.filter { attack in !patient.contains { $0.name == attack.name } }
                for part in 0..<2 {
                    let attacks = others.indices.filter { $0 % 2 == part }.map { others[$0] }
                    attackers.addTask { await onThread { self.strike(attacks) } }
                }
            }
            isOver.store(true, ordering: .relaxed)
            try await group.waitForAll()
        }
    }

    /// Strikes with each of these in turn, at least once each, until the time is over.
    private func strike(_ attacks: [Attack]) {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            for attack in attacks where ContinuousClock.now < end || tally[attack.name].strikes == 0 {
                let start = ContinuousClock.now
                let verdicts: [Verdict]
                var ground = ground
                let goesElsewhere = !attack.needsPeople && tally[attack.name].strikes % 2 == 1
                if ground.isLong, goesElsewhere { ground.room = Ground.annex }
                do {
                    verdicts = try attack.strike(ground)
                } catch {
                    // An honest person would not have come in either.
                    verdicts = [.gotThrough("\(error)")]
                }
                tally.record(verdicts, of: attack, took: ContinuousClock.now - start)
            }
        } while ContinuousClock.now < end
    }

    private func watch() async {
        while !isOver.load(ordering: .relaxed) {
            if let sample = HostSample(process) { samples.withLock { $0.append(sample) } }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    // MARK: Judging

    private func report(_ before: HostSample, took time: Duration) {
        let delays = (talkers.0.delays(to: talkers.1) + talkers.1.delays(to: talkers.0)).sorted()
        func quantile(_ share: Double) -> Int {
            delays.isEmpty ? 0 : Int(delays[Int(Double(delays.count - 1) * share)] / .microseconds(1))
        }
        let samples = samples.withLock(\.self)
        let last = HostSample(process) ?? before
        print(
            """
            siege of \(time): \(tally.strikes) attacks of \(Attack.all.count) kinds, refused or bounded \(tally.refusals)×
              people: \(delays.count) messages, p50 \(quantile(0.5)) µs, p99 \(quantile(0.99)) µs, max \(quantile(1)) µs
              host: memory \(before.residentBytes >> 20) MiB before, \(last.peakBytes >> 20) at most, \
            \(last.residentBytes >> 20) after; files \(before.files) before, \(samples.map(\.files).max() ?? 0) at most, \
            \(last.files) after; processor \(last.processorSeconds - before.processorSeconds) s
            \(tally.report)
            """)
    }

    private func judge() async throws {
        for (talker, other) in [(talkers.0, talkers.1), (talkers.1, talkers.0)] {
            #expect(talker.heard == Array(0..<other.saidCount), "what \(talker.name) heard of \(other.name)")
            #expect(talker.saidCount >= 5)
        }
        for attack in Attack.all {
            let account = tally[attack.name]
            #expect(!account.held.isEmpty, "nothing came of “\(attack.name)”")
            #expect(account.gotThrough.isEmpty, "“\(attack.name)” was not held")
        }
        let peak = try #require(HostSample(process)).peakBytes
        #expect(peak < memoryBound, "the host took \(peak >> 20) MiB")
        let socket = try RawSocket(port: ground.port)
        socket.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(socket.status() == "status 200")
    }
}

/// Does what blocks on a thread of its own.
private func onThread(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            body()
            continuation.resume()
        }
    }
}

extension Journeys {
    @Suite struct Besieged {
        @Test func `While a host is attacked in every way, people talk as if nothing were`() async throws {
            #expect(raiseFileLimit() >= 4_096)
            try await Journey.take { journey in
                let host = try await journey.serve()
                try await host.isOwned()
                try await host.isOwned(room: Ground.annex)
                try await Siege(host).run()
            }
        }
    }
}
