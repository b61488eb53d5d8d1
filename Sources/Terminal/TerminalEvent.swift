/// What happened at the terminal.
public enum TerminalEvent: Hashable, Sendable {
    case input(InputEvent)
    /// The window has another size; paint a grid of it.
    case resized(Size)
    /// The program was stopped and goes on. The terminal is ready again and shows the last grid.
    case resumed
    /// It is time for the frame that ``TerminalSession/requestFrame()`` asked for.
    case frame
    /// Somebody wants the program to end: SIGTERM, SIGINT, or SIGHUP, which also stands for a terminal that is gone.
    case terminate(signal: Int32)
}
