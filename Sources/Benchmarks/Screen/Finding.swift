/// A figure, and how it stands to the one of a naive way in the same unit, where there is one.
struct Finding: CustomStringConvertible {
    /// What was measured, with its unit.
    let name: String
    let figure: Double
    /// What the naive way is, and its figure.
    var baseline: (name: String, figure: Double)?

    var description: String {
        let gap = String(repeating: " ", count: max(1, 44 - name.count))
        let ratio = baseline.map { ", \(short(figure / $0.figure)) times the \(short($0.figure)) of \($0.name)" }
        return "\(name)\(gap)\(short(figure))\(ratio ?? "")"
    }

    private func short(_ value: Double) -> String {
        value < 100 ? "\((value * 100).rounded() / 100)" : "\(Int(value.rounded()))"
    }
}
