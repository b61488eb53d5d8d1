import Glibc
import ProgramTesting

extension PseudoTerminal {
    /// One whose far end takes the place of this process's standard input and output.
    static func ofThisProcess(columns: UInt16, rows: UInt16) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: rows)
        for stream in [STDIN_FILENO, STDOUT_FILENO] {
            guard dup2(terminal.far, stream) >= 0 else { throw NotSeen(description: "the terminal is not taken") }
        }
        return terminal
    }
}
