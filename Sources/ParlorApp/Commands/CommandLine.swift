/// How a line of input is read.
enum CommandLine {
    /// A line that begins with a slash is a command; a second slash stands for one that is meant.
    ///
    /// - Throws: What is wrong with the command, with its usage or the name of a similar one.
    static func intent(of line: String) throws(CommandError) -> Intent {
        guard let name = commandName(of: line) else {
            return .say(line.hasPrefix("/") ? String(line.dropFirst()) : line)
        }
        guard let command = CommandTable.command(named: name.lowercased()) else {
            throw CommandError(message: unknown(String(name)))
        }
        var words = Words(line[name.endIndex...])
        do {
            return try command.intent(&words)
        } catch {
            throw CommandError(message: "\(error.message): \(command.synopsis)")
        }
    }

    /// What stands behind the slash of a command; nil for a line that is said.
    static func commandName(of line: String) -> Substring? {
        guard line.hasPrefix("/"), !line.hasPrefix("//") else { return nil }
        return line.dropFirst().prefix { !$0.isWhitespace }
    }

    private static func unknown(_ name: String) -> String {
        let near = EditDistance.nearest(to: name, among: CommandTable.all.map(\.name))
        let hint = near.map { "did you mean /\($0)?" } ?? "/help lists all; //\(name) says it"
        return "there is no command /\(name); \(hint)"
    }
}
