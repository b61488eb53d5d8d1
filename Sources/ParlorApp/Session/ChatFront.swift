/// Where a person sees a chat and acts in it: a screen, or lines.
///
/// The session runs on the front's executor, so that nothing changes its thread between the two.
protocol ChatFront: Actor {
    /// Tells the session what the person does, until nothing can come any more or the task is cancelled.
    func follow(_ session: ChatSession) async

    /// Shows what became of the state.
    ///
    /// - Parameters:
    ///   - event: What happened; nil at the beginning, and where it is time for what was put off.
    ///   - isTyping: Whether no more than the text of the input line has changed.
    func show(_ state: AppState, after event: AppEvent?, isTyping: Bool) async

    /// Carries out what is wanted of the terminal besides, where there is something of the kind.
    func perform(_ effect: AppEffect) async
}
