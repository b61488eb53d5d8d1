/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Sendable, Hashable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    package let dayOfMonth: Int

    /// After so many days the calendar repeats itself, the days of the week with it.
    package static var period: Int { 146_097 }

    /// - Parameter day: Days since 1970-01-01.
    package init(day: Int) {
        // By whole eras of 400 years that begin in March.
        let shifted = day + 719_468
        let era = shifted.floorDivided(by: Self.period)
        let dayOfEra = shifted - era * Self.period
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    }

    /// 0 for Sunday.
    ///
    /// - Parameter day: Days since 1970-01-01, which was a Thursday.
    package static func weekday(of day: Int) -> Int { (day + 4) - (day + 4).floorDivided(by: 7) * 7 }
}

extension BinaryInteger {
    /// The quotient by a positive number, rounded down.
    package func floorDivided(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
