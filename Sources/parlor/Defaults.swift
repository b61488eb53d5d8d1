/// What holds when nobody says otherwise.
enum Defaults {
    static let version = "0.1.0"
    static let server = "http://127.0.0.1:6420"
    static let room = "lobby"
}
