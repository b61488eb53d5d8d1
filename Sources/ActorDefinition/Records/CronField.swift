/// One field of a cron expression: the numbers that it takes.
struct CronField: Sendable, Hashable {
    enum Kind: String {
        case minutes = "minute"
        case hours = "hour"
        case daysOfMonth = "day of the month"
        case months = "month"
        case weekdays = "day of the week"
    }

    /// A bit for each number.
    private var numbers: UInt64 = 0
    /// Whether there is no `*` in it.
    let isRestricted: Bool

    /// - Parameter expression: The whole, for errors.
    init(_ text: Substring, of kind: Kind, in expression: String) throws(CronError) {
        isRestricted = !text.contains("*")
        for element in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = element.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let range = try Self.range(parts[0], of: kind, in: expression)
            let step = parts.count == 1 ? 1 : try Self.step(parts[1], after: parts[0], of: kind, in: expression)
            for number in stride(from: range.lowerBound, through: range.upperBound, by: step) {
                numbers |= 1 << (kind == .weekdays ? number % 7 : number)
            }
        }
    }

    func contains(_ number: Int) -> Bool { numbers >> number & 1 == 1 }

    /// The smallest from this one on.
    func first(from number: Int) -> Int? {
        let rest = numbers >> number
        return rest == 0 ? nil : number + rest.trailingZeroBitCount
    }
}

extension CronField {
    private static func range(
        _ text: Substring, of kind: Kind, in expression: String
    ) throws(CronError) -> ClosedRange<Int> {
        if text == "*" { return kind.range }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = try number(ends[0], of: kind, in: expression)
        guard ends.count == 2 else { return first...first }
        let last = try number(ends[1], of: kind, in: expression)
        guard first <= last else { throw CronError(expression, "the range '\(text)' goes down") }
        return first...last
    }

    private static func number(_ text: Substring, of kind: Kind, in expression: String) throws(CronError) -> Int {
        if let place = kind.names.firstIndex(of: text.lowercased()) { return kind.range.lowerBound + place }
        guard let number = text.digits else {
            throw CronError(expression, "'\(text)' is no \(kind.rawValue)")
        }
        guard kind.range.contains(number) else {
            let (first, last) = (kind.range.lowerBound, kind.range.upperBound)
            throw CronError(expression, "\(number) is no \(kind.rawValue), which is \(first) to \(last)")
        }
        return number
    }

    private static func step(
        _ text: Substring, after range: Substring, of kind: Kind, in expression: String
    ) throws(CronError) -> Int {
        guard range == "*" || range.contains("-") else {
            throw CronError(expression, "the step of '\(range)/\(text)' is of no range")
        }
        guard let step = text.digits, (1...kind.range.upperBound).contains(step) else {
            throw CronError(expression, "'\(text)' is no step of a \(kind.rawValue)")
        }
        return step
    }
}

extension CronField.Kind {
    fileprivate var range: ClosedRange<Int> {
        switch self {
        case .minutes: 0...59
        case .hours: 0...23
        case .daysOfMonth: 1...31
        case .months: 1...12
        case .weekdays: 0...7
        }
    }

    fileprivate var names: [String] {
        switch self {
        case .minutes, .hours, .daysOfMonth: []
        case .months: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        case .weekdays: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        }
    }
}

extension Substring {
    /// The number that it is, if it is digits alone and not beyond all bounds.
    fileprivate var digits: Int? {
        utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(self) : nil
    }
}
