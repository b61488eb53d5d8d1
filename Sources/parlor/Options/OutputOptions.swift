import ActorWire
import ArgumentParser

struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, for programs.")
    var json = false

    /// Prints a list: as JSON, or as a table with aligned columns.
    func print<Item: Encodable>(_ items: [Item], empty: String, row: (Item) -> [String]) throws {
        guard !json else {
            return Swift.print(String(decoding: try Value(encoding: items).json(), as: UTF8.self))
        }
        guard !items.isEmpty else { return Swift.print(empty) }
        for line in Table(items.map(row)).lines { Swift.print(line) }
    }
}
