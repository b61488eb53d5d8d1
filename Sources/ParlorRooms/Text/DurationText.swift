/// Durations as people write them: `90s`, `10m`, `1h`, `7d`.
public enum DurationText {
    /// Reads a duration: a number and its unit. Nil for anything else, also for a bare number, and for more than ten
    /// years.
    public static func seconds(_ text: some StringProtocol) -> Int? {
        let digits = text.prefix(while: \.isNumber)
        guard !digits.isEmpty, digits.utf8.count <= 9, let count = Int(digits), count > 0 else { return nil }
        guard let unit = units[String(text[digits.endIndex...]).lowercased()] else { return nil }
        let seconds = count * unit
        return seconds <= 10 * 365 * 86_400 ? seconds : nil
    }

    private static let units = [
        "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3_600, "hour": 3_600, "hours": 3_600, "d": 86_400, "day": 86_400,
        "days": 86_400, "w": 604_800, "week": 604_800, "weeks": 604_800,
    ]

    /// The two largest units: `3 h 12 m`, `38 s`.
    public static func long(_ duration: Duration) -> String {
        let seconds = max(duration.components.seconds, 0)
        let parts = [
            ("d", seconds / 86_400), ("h", seconds / 3_600 % 24), ("m", seconds / 60 % 60), ("s", seconds % 60),
        ]
        let first = parts.firstIndex { $0.1 > 0 } ?? parts.count - 1
        return parts[first...].prefix(2).filter { $0.1 > 0 || $0.0 == parts[first].0 }
            .map { "\($0.1) \($0.0)" }.joined(separator: " ")
    }

    /// The largest unit alone: `3 s`, `1 m`.
    public static func short(_ duration: Duration) -> String {
        let seconds = max(duration.components.seconds, 0)
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) m"
        case ..<86_400: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    /// Whole milliseconds, as a round trip is told: `12 ms`; below one `<1 ms`.
    public static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = min(max(seconds, 0), 1_000_000) * 1_000 + attoseconds / 1_000_000_000_000_000
        return milliseconds < 1 ? "<1 ms" : "\(milliseconds) ms"
    }
}
