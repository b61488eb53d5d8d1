import ArgumentParser

/// A number of bytes as people write it: `500`, `64K`, `1M`, `2G`.
struct ByteSize: ExpressibleByArgument, Comparable, CustomStringConvertible {
    private static let units: [(name: Character, shift: Int)] = [("G", 30), ("M", 20), ("K", 10)]

    let bytes: Int

    init(_ bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        let unit = Self.units.first { argument.uppercased().last == $0.name }
        guard let count = Int(unit == nil ? argument[...] : argument.dropLast()), count >= 0 else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << (unit?.shift ?? 0))
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    var description: String {
        guard bytes > 0, let unit = Self.units.first(where: { bytes % (1 << $0.shift) == 0 }) else { return "\(bytes)" }
        return "\(bytes >> unit.shift)\(unit.name)"
    }

    static func < (a: Self, b: Self) -> Bool { a.bytes < b.bytes }
}
