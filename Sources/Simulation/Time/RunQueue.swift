import CJobCapture

/// The tasks of a simulation that can go on, one of which runs at a time: the one that was picked.
///
/// While jobs are captured, every task that code on this thread starts or resumes waits here. Nothing else wakes a task
/// of a simulation, since its clock, its disk and its network are values of this thread too. So all of it happens on
/// one thread, in an order that follows from the picks alone. Classes of this target that call themselves Sendable
/// without a lock rely on that.
final class RunQueue {
    private var jobs: [UnsafeMutableRawPointer] = []

    /// How many tasks can go on.
    var count: Int { jobs.count }

    /// Captures the jobs that `body` and the tasks that it starts bring about.
    func capturing<Result>(_ body: () -> Result) -> Result {
        job_capture_begin(
            { queue, job in
                guard let queue, let job else { return }
                Unmanaged<RunQueue>.fromOpaque(queue).takeUnretainedValue().jobs.append(job)
            }, Unmanaged.passUnretained(self).toOpaque())
        defer { job_capture_end() }
        return body()
    }

    /// Runs one of the tasks until it waits or ends.
    func run(_ index: Int) {
        jobs.swapAt(index, jobs.count - 1)
        job_capture_run(jobs.removeLast())
    }
}
