public import ActorWire

/// Times of day that come again and again, as crontab(5) writes them: minute, hour, day of the month, month and day of
/// the week. All of it is UTC; there are no other time zones.
///
/// A field is `*`, or a list of numbers and ranges: `0,30`, `9-17`, `mon-fri`. `*/5` and `10-40/5` take every fifth of a
/// range. Months and days of the week have names, of three letters; Sunday is 0 and 7. If both fields of days are
/// restricted, which is to say without a `*`, a day that either takes is meant: `0 0 13 * fri` is each 13th, and each
/// Friday.
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
    /// As it was written, with single blanks.
    public let description: String
    private let minutes: CronField
    private let hours: CronField
    private let daysOfMonth: CronField
    private let months: CronField
    private let weekdays: CronField

    /// - Throws: `CronError` when it cannot be read, or names a day that never comes, as in `0 0 30 2 *`.
    public init(_ text: String) throws(CronError) {
        let fields = text.split(whereSeparator: \.isWhitespace)
        description = fields.joined(separator: " ")
        guard fields.count == 5 else {
            throw CronError(text, "it has \(fields.count) field\(fields.count == 1 ? "" : "s"), and not five")
        }
        minutes = try CronField(fields[0], of: .minutes, in: text)
        hours = try CronField(fields[1], of: .hours, in: text)
        daysOfMonth = try CronField(fields[2], of: .daysOfMonth, in: text)
        months = try CronField(fields[3], of: .months, in: text)
        weekdays = try CronField(fields[4], of: .weekdays, in: text)
        guard firstMinute(from: 0) != nil else { throw CronError(text, "there is no such day in any year") }
    }

    /// The first of its times that is later.
    public func next(after time: Timestamp) -> Timestamp {
        let minute = firstMinute(from: Int(time.milliseconds).floorDivided(by: 60_000) + 1)
        // There is one, since an expression without any is refused.
        return minute.map { Timestamp(milliseconds: 0) + .seconds($0 * 60) } ?? Timestamp(milliseconds: .max)
    }

    /// The first minute from this one on, both counted since 1970-01-01; nil when there is none in the whole calendar.
    private func firstMinute(from first: Int) -> Int? {
        let firstDay = first.floorDivided(by: 1_440)
        var start = first - firstDay * 1_440
        for day in firstDay...(firstDay + CivilDate.period) {
            if includes(day), let minute = minuteOfDay(from: start) { return day * 1_440 + minute }
            start = 0
        }
        return nil
    }

    private func includes(_ day: Int) -> Bool {
        let date = CivilDate(day: day)
        guard months.contains(date.month) else { return false }
        let isDay = daysOfMonth.contains(date.dayOfMonth)
        let isWeekday = weekdays.contains(CivilDate.weekday(of: day))
        let areBothRestricted = daysOfMonth.isRestricted && weekdays.isRestricted
        return areBothRestricted ? isDay || isWeekday : isDay && isWeekday
    }

    private func minuteOfDay(from start: Int) -> Int? {
        let hour = start / 60
        if hours.contains(hour), let minute = minutes.first(from: start % 60) { return hour * 60 + minute }
        guard let hour = hours.first(from: hour + 1), let minute = minutes.first(from: 0) else { return nil }
        return hour * 60 + minute
    }
}

/// A text is no cron expression.
public struct CronError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The whole text.
    public let expression: String
    /// What is wrong with it, for a person.
    public let reason: String

    init(_ expression: String, _ reason: String) {
        self.expression = expression
        self.reason = reason
    }

    public var description: String { "'\(expression)' is no cron expression: \(reason)" }
}
