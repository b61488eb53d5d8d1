import ArgumentParser

/// Lets what was given to a flag pass if it is within a range, or if nothing was given.
///
/// - Throws: `ValidationError` with the range.
func require<Value: Comparable>(_ value: Value?, _ flag: String, _ range: ClosedRange<Value>) throws {
    guard value.map(range.contains) ?? true else {
        throw ValidationError("\(flag) is between \(range.lowerBound) and \(range.upperBound).")
    }
}
