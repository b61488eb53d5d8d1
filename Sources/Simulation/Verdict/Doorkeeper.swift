/// Knows what the owner was told of the room's door, and says who came in or was turned away against that.
// Sendable: see RunQueue.
final class Doorkeeper: @unchecked Sendable {
    private let judge: Judge
    private let world: World
    /// Since when the room has been private, and by which code; nil when it may be open.
    private var closed: (since: Duration, code: String)?
    /// Since when everybody may enter; nil when the room may be private.
    private var openSince: Duration?
    /// Whether the room was open for sure since it was private the last time.
    private var hasBeenOpen = true
    /// Whether anybody ever wanted it private.
    private(set) var isUsed = false
    /// The invite codes that there have been, the newest last.
    private(set) var codes: [String] = []

    init(_ judge: Judge, _ world: World) {
        self.judge = judge
        self.world = world
    }

    /// The code of the room, if it is private for sure.
    var code: String? { closed?.code }

    /// The owner asks for the invite code, which makes the room private.
    func closes() {
        openSince = nil
        isUsed = true
    }

    func hasClosed(by code: String) {
        judge.check(closed == nil || closed?.code == code) { "the invite code of a private room changed" }
        judge.check(!hasBeenOpen || !codes.contains(code)) { "a room became private again by an old code" }
        if closed == nil { closed = (world.now, code) }
        if !codes.contains(code) { codes.append(code) }
        hasBeenOpen = false
    }

    /// The owner asks that the room be open.
    func opens() { closed = nil }

    func hasOpened() {
        openSince = world.now
        hasBeenOpen = true
    }

    /// Somebody came in whom the room did not know.
    ///
    /// - Parameters:
    ///   - code: What they said the code was.
    ///   - began: When they began to knock.
    func letIn(_ name: String, with code: String?, since began: Duration) {
        guard let closed, closed.since <= began else { return }
        judge.check(code == closed.code) { "\(name) came into a private room with \(code ?? "no code")" }
    }

    /// Somebody was asked for the code, or for another one.
    func turnedAway(_ name: String, with code: String?, since began: Duration) {
        if let openSince { judge.check(began < openSince) { "\(name) was asked for the code of an open room" } }
        guard let closed, closed.since <= began else { return }
        judge.check(code != closed.code) { "\(name) was turned away with the code of the room" }
    }
}
