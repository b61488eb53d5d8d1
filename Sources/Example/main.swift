import ActorClient
import ActorGateway

// `swift run example serve [PORT] [FOLDER]`, and in other terminals `swift run example talk NAME [PORT]`.

let words = Array(CommandLine.arguments.dropFirst())
do {
    switch words.first {
    case "serve":
        var configuration = GatewayConfiguration()
        if words.count > 1, let port = Int(words[1]) { configuration.port = port }
        try await serve(configuration, from: words.count > 2 ? words[2] : "data")
    case "talk" where words.count > 1:
        try await talk(words[1], to: ServerAddress(words.count > 2 ? "127.0.0.1:\(words[2])" : "127.0.0.1"))
    default:
        print("example serve [PORT] [FOLDER], or example talk NAME [PORT]")
    }
} catch {
    print(error)
}
