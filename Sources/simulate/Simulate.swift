public import ArgumentParser
import Dispatch
import Glibc
public import Simulation
import Synchronization

@main
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tries a host and its people on a network and a disk that fail as a seed says.",
        discussion: """
            With one seed it prints everything that happens, and the same each time. With --seeds it tries so many from \
            SEED on, and prints those in which the host did not keep what it promises.
            """)

    @Argument(help: "Everything that happens follows from it.")
    var seed: UInt64 = 1

    @Option(help: "How many seeds to try.")
    var seeds: Int?

    @Option(help: "How many to try at a time; as a rule one for each processor.")
    var jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    @Option(help: "A mistake to make on purpose: \(Mistake.allCases.map(\.rawValue).joined(separator: ", ")).")
    var mistake: Mistake?

    static func main() {
        hashTheSameEachTime()
        main(nil)
    }

    func validate() throws {
        guard seeds.map({ $0 > 0 }) ?? true, jobs > 0 else { throw ValidationError("There is nothing to try.") }
    }

    func run() throws {
        if let seeds { try tryMany(seeds) } else { try tell() }
    }

    private func tell() throws {
        let verdict = Simulation(seed: seed, mistake: mistake).run(keepsLines: true)
        for line in verdict.lines { print(line) }
        print(verdict.sentence)
        if verdict.violation != nil { throw ExitCode.failure }
    }

    private func tryMany(_ count: Int) throws {
        let next = Atomic<UInt64>(seed)
        let end = seed + UInt64(count)
        let found = Mutex<[Simulation.Verdict]>([])
        let sum = Atomic<UInt64>(0)
        DispatchQueue.concurrentPerform(iterations: jobs) { _ in
            while found.withLock(\.count) < enough {
                let seed = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard seed < end else { return }
                let verdict = Simulation(seed: seed, mistake: mistake).run()
                sum.bitwiseXor(verdict.trace, ordering: .relaxed)
                if verdict.violation != nil { found.withLock { $0.append(verdict) } }
            }
        }
        let violations = found.withLock { $0.sorted { $0.seed < $1.seed } }
        for verdict in violations { print(verdict.sentence) }
        let tried = min(next.load(ordering: .relaxed), end) - seed
        let hash = String(sum.load(ordering: .relaxed), radix: 16)
        print("\(tried) seeds, \(violations.count) violations, trace \(hash)")
        if !violations.isEmpty { throw ExitCode.failure }
    }

    /// So many violations tell what is wrong. What is made wrong on purpose is to be found once.
    private var enough: Int { mistake == nil ? 5 : 1 }
}

extension Mistake: ExpressibleByArgument {}

extension Simulation.Verdict {
    fileprivate var sentence: String {
        let result = violation.map { "VIOLATION: \($0)" } ?? "everything was kept"
        return "seed \(seed): \(result) (trace \(String(trace, radix: 16)))"
    }
}

/// Starts the program again with a hash function that does not differ from run to run: the order of a dictionary would
/// differ with it.
private func hashTheSameEachTime() {
    let variable = "SWIFT_DETERMINISTIC_HASHING"
    guard getenv(variable) == nil, setenv(variable, "1", 1) == 0 else { return }
    execv("/proc/self/exe", CommandLine.unsafeArgv)
}
