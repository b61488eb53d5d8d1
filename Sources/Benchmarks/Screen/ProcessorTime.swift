import Glibc
import ProgramTesting

extension RunningProgram {
    /// The time that processors have worked for it, in milliseconds.
    var processorTime: Double {
        get throws {
            var clock = clockid_t()
            var time = timespec()
            guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                throw NotSeen(description: "the program has ended")
            }
            return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
        }
    }
}
