import ActorDefinition
import ActorWire
import Glibc
import RandomTesting
import Testing

struct CronExpressionTests {
    /// Dates of printed calendars; the words in quotation marks are those of POSIX and of crontab(5).
    @Test(arguments: [
        ("0 9 * * *", "2026-01-01 08:59", ["2026-01-01 09:00", "2026-01-02 09:00"]),
        ("0 9 * * *", "2026-01-01 09:00", ["2026-01-02 09:00"]),
        ("*/15 * * * *", "2026-12-31 23:31", ["2026-12-31 23:45", "2027-01-01 00:00", "2027-01-01 00:15"]),
        ("10-40/15 22,23 * * *", "2026-01-01 00:00", ["2026-01-01 22:10", "2026-01-01 22:25", "2026-01-01 22:40"]),
        // "on the first and fifteenth of each month, as well as on every Monday"
        (
            "0 0 1,15 * 1", "2026-01-01 00:00",
            ["2026-01-05 00:00", "2026-01-12 00:00", "2026-01-15 00:00", "2026-01-19 00:00", "2026-01-26 00:00"]
        ),
        ("0 0 1,15 * 1", "2026-01-26 00:00", ["2026-02-01 00:00", "2026-02-02 00:00"]),
        // "only on Mondays"
        ("0 0 * * 1", "2026-01-01 00:00", ["2026-01-05 00:00", "2026-01-12 00:00", "2026-01-19 00:00"]),
        // "4:30 am on the 1st and 15th of each month, plus every Friday"
        ("30 4 1,15 * 5", "2026-01-01 00:00", ["2026-01-01 04:30", "2026-01-02 04:30", "2026-01-09 04:30"]),
        // "at 10 pm on weekdays": after a Friday comes a Monday.
        ("0 22 * * 1-5", "2026-01-02 22:00", ["2026-01-05 22:00", "2026-01-06 22:00"]),
        // "23 minutes after midnight, 2am, 4am ..., everyday"
        ("23 0-23/2 * * *", "2026-01-01 00:23", ["2026-01-01 02:23", "2026-01-01 04:23"]),
        // A field with a `*` does not restrict, also when it has a step: Sundays that are the 1st.
        ("0 0 1 * */7", "2026-01-01 00:00", ["2026-02-01 00:00", "2026-03-01 00:00", "2026-11-01 00:00"]),
        ("0 0 * FEB Sun", "2026-01-01 00:00", ["2026-02-01 00:00", "2026-02-08 00:00"]),
        ("0 0 * jan,mar 7", "2026-01-25 00:00", ["2026-03-01 00:00"]),
        ("0 0 * * 5-7", "2026-01-01 00:00", ["2026-01-02 00:00", "2026-01-03 00:00", "2026-01-04 00:00"]),
        ("0 0 31 * *", "2026-01-31 00:00", ["2026-03-31 00:00", "2026-05-31 00:00", "2026-07-31 00:00"]),
        ("0 0 29 2 *", "2026-01-01 00:00", ["2028-02-29 00:00", "2032-02-29 00:00"]),
        // 2100 is no leap year, and 2000 was one.
        ("0 0 29 2 *", "2096-02-29 00:00", ["2104-02-29 00:00"]),
        ("0 0 29 2 *", "1999-01-01 00:00", ["2000-02-29 00:00"]),
        // A leap day that is a Sunday: every 28 years, and twelve later across 2100.
        ("0 0 29 2 */7", "2032-02-29 00:00", ["2060-02-29 00:00", "2088-02-29 00:00", "2128-02-29 00:00"]),
        ("59 23 31 12 *", "2026-12-31 23:59", ["2027-12-31 23:59"]),
        ("0 0 1 1 *", "1960-06-01 00:00", ["1961-01-01 00:00", "1962-01-01 00:00"]),
    ])
    func itsTimesAreThoseOfTheCalendar(_ text: String, _ start: String, _ expected: [String]) throws {
        let expression = try CronExpression(text)
        var time = Timestamp(utc: start)
        for moment in expected {
            time = expression.next(after: time)
            #expect(time == Timestamp(utc: moment), "\(text), which is to be at \(moment)")
        }
    }

    @Test func itIsLaterThanTheMomentAndNotTheMomentItself() throws {
        let expression = try CronExpression("* * * * *")
        let noon = Timestamp(utc: "2026-01-01 12:00")
        #expect(expression.next(after: noon - .milliseconds(1)) == noon)
        #expect(expression.next(after: noon) == noon + .seconds(60))
        #expect(expression.next(after: noon + .milliseconds(59_999)) == noon + .seconds(60))
    }

    /// Another way to the same: minute by minute, with the calendar of the C library, and each field read anew.
    @Test func itAgreesWithWhoGoesMinuteByMinute() throws {
        var random = SeededGenerator(seed: 20_260_101)
        for _ in 0..<200 {
            let text = Self.randomExpression(&random)
            guard let expression = try? CronExpression(text) else { continue }
            let fields = text.split(separator: " ").map { $0.split(separator: ",").map(Element.init) }
            let start = Int.random(in: -50_000_000..<80_000_000, using: &random)
            let end = start + 3 * 1_440
            let next = Int(expression.next(after: Timestamp(milliseconds: Int64(start) * 60_000 + 30_000)).milliseconds)
            let found = (start + 1...end).first { Self.isMeant(minute: $0, fields) }
            #expect(next > end * 60_000 ? found == nil : found.map { $0 * 60_000 } == next, "\(text) after \(start)")
        }
    }

    @Test(arguments: [
        ("", "it has 0 fields, and not five"),
        ("*", "it has 1 field, and not five"),
        ("0 9 * * * *", "it has 6 fields, and not five"),
        ("@daily", "it has 1 field, and not five"),
        ("60 * * * *", "60 is no minute, which is 0 to 59"),
        ("* 24 * * *", "24 is no hour, which is 0 to 23"),
        ("* * 0 * *", "0 is no day of the month, which is 1 to 31"),
        ("* * 32 * *", "32 is no day of the month, which is 1 to 31"),
        ("* * * 13 *", "13 is no month, which is 1 to 12"),
        ("* * * * 8", "8 is no day of the week, which is 0 to 7"),
        ("-1 * * * *", "'' is no minute"),
        ("+1 * * * *", "'+1' is no minute"),
        ("1, * * * *", "'' is no minute"),
        ("5-1 * * * *", "the range '5-1' goes down"),
        ("* * * * fri-sun", "the range 'fri-sun' goes down"),
        ("1-2-3 * * * *", "'2-3' is no minute"),
        ("*/0 * * * *", "'0' is no step of a minute"),
        ("*/60 * * * *", "'60' is no step of a minute"),
        ("*/ * * * *", "'' is no step of a minute"),
        ("5/15 * * * *", "the step of '5/15' is of no range"),
        ("mon * * * *", "'mon' is no minute"),
        ("* * * * monday", "'monday' is no day of the week"),
        ("* * * may,juni *", "'juni' is no month"),
        ("* * L * *", "'L' is no day of the month"),
        ("٣ * * * *", "'٣' is no minute"),
        ("99999999999999999999 * * * *", "'99999999999999999999' is no minute"),
        ("0 0 30 2 *", "there is no such day in any year"),
        ("0 0 31 feb,apr,jun,sep,nov *", "there is no such day in any year"),
        ("0 0 30 2 */2", "there is no such day in any year"),
    ])
    func whatIsNoneIsRefusedWithASentence(_ text: String, _ reason: String) {
        let error = #expect(throws: CronError.self) { try CronExpression(text) }
        #expect(error?.reason == reason)
        #expect(error?.description == "'\(text)' is no cron expression: \(reason)")
    }

    @Test func aDayThatNeverComesIsNoneAloneButOneOfTwo() throws {
        let expression = try CronExpression("0 0 30 2 mon")
        #expect(expression.next(after: Timestamp(utc: "2026-01-01 00:00")) == Timestamp(utc: "2026-02-02 00:00"))
    }

    @Test func theEndsOfTimeAreNoTrap() throws {
        let expression = try CronExpression("0 0 29 2 *")
        #expect(expression.next(after: Timestamp(milliseconds: .max)) == Timestamp(milliseconds: .max))
        #expect(expression.next(after: Timestamp(milliseconds: .min)) > Timestamp(milliseconds: .min))
    }

    @Test(arguments: ["every 1000", "every 9223372036854775807", "cron 0 9 * * mon-fri"])
    func aRepetitionIsReadAsItIsWritten(_ text: String) {
        #expect(Repetition(text)?.description == text)
    }

    @Test(arguments: ["", "every", "every 999", "every 0", "every -5", "every x", "cron", "cron 0 9 * *", "yearly 1"])
    func whatIsNoRepetitionIsNotRead(_ text: String) {
        #expect(Repetition(text) == nil)
    }
}

// MARK: The slow way

extension CronExpressionTests {
    private static func randomExpression(_ random: inout SeededGenerator) -> String {
        let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]
        return ranges.map { range in
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1: return "*"
            case 2: return "*/\(Int.random(in: 1...range.upperBound, using: &random))"
            case 3:
                let ends = [Int.random(in: range, using: &random), Int.random(in: range, using: &random)].sorted()
                return "\(ends[0])-\(ends[1])/\(Int.random(in: 1...range.upperBound, using: &random))"
            default:
                let count = Int.random(in: 1...4, using: &random)
                return (0..<count).map { _ in "\(Int.random(in: range, using: &random))" }.joined(separator: ",")
            }
        }.joined(separator: " ")
    }

    private struct Element {
        var ends: (Int, Int)?
        var step = 1

        init(_ text: Substring) {
            let parts = text.split(separator: "/")
            if parts.count == 2 { step = Int(parts[1])! }
            guard parts[0] != "*" else { return }
            let numbers = parts[0].split(separator: "-").map { Int($0)! }
            ends = (numbers[0], numbers[numbers.count - 1])
        }

        func takes(_ value: Int, from first: Int) -> Bool {
            guard let ends else { return (value - first) % step == 0 }
            return value >= ends.0 && value <= ends.1 && (value - ends.0) % step == 0
        }
    }

    private static func isMeant(minute: Int, _ fields: [[Element]]) -> Bool {
        var seconds = time_t(minute * 60)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func takes(_ field: Int, _ value: Int32, from first: Int = 0) -> Bool {
            fields[field].contains { $0.takes(Int(value), from: first) }
        }
        guard takes(0, parts.tm_min), takes(1, parts.tm_hour), takes(3, parts.tm_mon + 1, from: 1) else { return false }
        let isDay = takes(2, parts.tm_mday, from: 1)
        let isWeekday = takes(4, parts.tm_wday) || parts.tm_wday == 0 && takes(4, 7)
        let isOneOpen = fields[2][0].ends == nil || fields[4][0].ends == nil
        return isOneOpen ? isDay && isWeekday : isDay || isWeekday
    }
}

extension Timestamp {
    /// `2026-01-01 09:00`, by the C library.
    fileprivate init(utc text: String) {
        let numbers = text.split { "- :".contains($0) }.map { Int32($0)! }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1_900, numbers[1] - 1, numbers[2])
        (parts.tm_hour, parts.tm_min) = (numbers[3], numbers[4])
        self.init(milliseconds: Int64(timegm(&parts)) * 1_000)
    }
}
