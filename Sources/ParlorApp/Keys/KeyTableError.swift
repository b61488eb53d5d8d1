/// Why keys cannot be as somebody chose them.
public enum KeyTableError: Error, Equatable, CustomStringConvertible {
    case noAction(String, meant: String?)
    case noKey(String)
    /// The key types, and nobody could write it any more.
    case types(String)
    /// Two actions have the key.
    case twice(String, [String])

    public var description: String {
        switch self {
        case .noAction(let name, let meant):
            "there is nothing called \(name) that has keys\(meant.map { "; did you mean \($0)?" } ?? "")"
        case .noKey(let name): "there is no key \(name); keys are called Ctrl-W, Alt-Enter, PageUp or F1"
        case .types(let name): "\(name) is needed for writing; take it with Ctrl or Alt"
        case .twice(let name, let actions): "\(name) has two actions: \(actions.joined(separator: " and "))"
        }
    }
}
