import ActorWire
import Foundation

/// Moments as a person reads them, in local time.
enum Moment {
    /// A day: `2026.11.25`.
    static func date(_ time: Timestamp, separator: String) -> String {
        String(text(time).prefix(10)).replacing("-", with: separator)
    }

    static func text(_ time: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000)
        return date.formatted(
            .verbatim(
                "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
                timeZone: .current, calendar: .current))
    }
}
