import ActorWire
import Glibc

/// Turns moments into the date and time of a place.
struct LocalCalendar: Sendable {
    struct DateTime: Sendable, Equatable {
        /// Days since 1970-01-01.
        var day: Int
        var year: Int
        /// 1 to 12.
        var month: Int
        var dayOfMonth: Int
        var hour: Int
        var minute: Int
    }

    /// Seconds that the place is ahead of UTC at a moment.
    let offset: @Sendable (Timestamp) -> Int

    static let utc = LocalCalendar { _ in 0 }

    /// The time zone of this process.
    static let system = LocalCalendar { time in
        var seconds = time_t(time.milliseconds / 1_000)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }

    func dateTime(_ time: Timestamp) -> DateTime {
        // Years beyond 9999 are no time of a chat.
        let seconds = Int(min(max(time.milliseconds / 1_000, -62_000_000_000), 250_000_000_000)) + offset(time)
        let day = seconds.floorDivided(by: 86_400)
        let minutes = (seconds - day * 86_400) / 60
        let (year, month, dayOfMonth) = Self.civil(day)
        return DateTime(
            day: day, year: year, month: month, dayOfMonth: dayOfMonth, hour: minutes / 60, minute: minutes % 60)
    }

    /// The proleptic Gregorian date of a day, by whole eras of 400 years that begin in March.
    private static func civil(_ day: Int) -> (year: Int, month: Int, dayOfMonth: Int) {
        let shifted = day + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

extension LocalCalendar {
    /// `20:14`
    func clock(_ time: Timestamp) -> String {
        let date = dateTime(time)
        return "\(date.hour.twoDigits):\(date.minute.twoDigits)"
    }

    /// `Tue 24 Nov`, with the year where it is not the year of `now`.
    func day(_ time: Timestamp, now: Timestamp) -> String {
        let date = dateTime(time)
        let weekday = Self.weekdays[(date.day + 3) - (date.day + 3).floorDivided(by: 7) * 7]
        let text = "\(weekday) \(date.dayOfMonth) \(Self.months[date.month - 1])"
        return date.year == dateTime(now).year ? text : "\(text) \(date.year)"
    }

    /// The clock of a moment today, the day before it of another.
    func moment(_ time: Timestamp, now: Timestamp) -> String {
        dateTime(time).day == dateTime(now).day ? clock(time) : "\(day(time, now: now)) \(clock(time))"
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Int {
    fileprivate func floorDivided(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
