package import ActorWire

/// How a job comes again and again.
public enum Repetition: Sendable, Hashable {
    /// At fixed intervals, of whole milliseconds and at least a second.
    case every(Duration)
    /// At the times of day that the expression names.
    case cron(CronExpression)

    fileprivate static let shortest = Duration.seconds(1)
}

extension Repetition {
    /// At fixed intervals, brought to what is allowed if they are not.
    package static func every(about interval: Duration) -> Repetition {
        let whole = Timestamp(milliseconds: 0) + max(interval, shortest)
        return .every(.milliseconds(whole.milliseconds))
    }

    /// The first time that is later than now: of what was missed, nothing is made up for.
    ///
    /// - Parameter time: Where the intervals are counted from, so that it does not add up when one begins late.
    package func next(after now: Timestamp, from time: Timestamp) -> Timestamp {
        switch self {
        case .every(let interval):
            let step = max(interval, Self.shortest).attoseconds
            let count = (now - time).attoseconds.floorDivided(by: step) + 1
            return time + Duration(attoseconds: count * step)
        case .cron(let expression): return expression.next(after: now)
        }
    }
}

extension Repetition: LosslessStringConvertible {
    /// As stores keep it: `every 60000`, in milliseconds, or `cron 0 9 * * mon`.
    public var description: String {
        switch self {
        case .every(let interval): "every \((Timestamp(milliseconds: 0) + interval).milliseconds)"
        case .cron(let expression): "cron \(expression)"
        }
    }

    public init?(_ description: String) {
        let parts = description.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "every":
            guard let milliseconds = Int64(parts[1]), .milliseconds(milliseconds) >= Self.shortest else { return nil }
            self = .every(.milliseconds(milliseconds))
        case "cron":
            guard let expression = try? CronExpression(String(parts[1])) else { return nil }
            self = .cron(expression)
        default: return nil
        }
    }
}
