extension Int {
    /// `1 message`, `2 messages`.
    func of(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}
