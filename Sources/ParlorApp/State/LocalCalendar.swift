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
        let date = CivilDate(day: day)
        return DateTime(
            day: day, year: date.year, month: date.month, dayOfMonth: date.dayOfMonth, hour: minutes / 60,
            minute: minutes % 60)
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
        let weekday = Self.weekdays[CivilDate.weekday(of: date.day)]
        let text = "\(weekday) \(date.dayOfMonth) \(Self.months[date.month - 1])"
        return date.year == dateTime(now).year ? text : "\(text) \(date.year)"
    }

    /// The clock of a moment today, the day before it of another.
    func moment(_ time: Timestamp, now: Timestamp) -> String {
        dateTime(time).day == dateTime(now).day ? clock(time) : "\(day(time, now: now)) \(clock(time))"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Int {
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
