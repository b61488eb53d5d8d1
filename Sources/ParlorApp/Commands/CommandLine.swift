/// How a line of input is read.
enum CommandLine {
    /// A line that begins with a slash is a command; a second slash stands for one that is meant.
    ///
    /// - Throws: What is wrong with the command, with its usage or the name of a similar one.
    static func intent(of line: String) throws(CommandError) -> Intent {
        guard line.hasPrefix("/") else { return .say(line) }
        guard !line.hasPrefix("//") else { return .say(String(line.dropFirst())) }
        let name = line.dropFirst().prefix { !$0.isWhitespace }
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

    private static func unknown(_ name: String) -> String {
        let near = EditDistance.nearest(to: name, among: CommandTable.all.map(\.name))
        let hint = near.map { "did you mean /\($0)?" } ?? "/help lists all; //\(name) says it"
        return "there is no command /\(name); \(hint)"
    }
}
