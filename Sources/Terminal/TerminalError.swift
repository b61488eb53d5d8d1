import Glibc

/// Why the terminal cannot be used.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// Another session of this process holds the terminal.
    case inUse
    /// The type that `TERM` names cannot show a screen, or neither it nor `xterm-256color` is known here.
    case unknownType(String)
    /// A call of the system failed: what was tried, and its error number.
    case system(String, Int32)

    public var description: String {
        switch self {
        case .notATerminal: "standard input and output must be a terminal"
        case .inUse: "the terminal is in use by this program already"
        case .unknownType(let name): "a terminal of the type “\(name)” cannot show a screen; set TERM to another one"
        case .system(let attempt, let number): "\(attempt) failed: \(String(cString: strerror(number)))"
        }
    }
}
