/// Which part of a room's lines is shown.
enum Scroll: Sendable, Equatable {
    /// The newest line is at the bottom, and stays there.
    case bottom
    /// A line stays where it is: `hidden` of its rows are below the bottom edge.
    case anchored(line: Int, hidden: Int)
}
