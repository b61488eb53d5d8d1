import ActorClient
import Testing

struct ServerAddressTests {
    @Test(arguments: [
        ("http://example.org:8080", "example.org", 8080), ("http://127.0.0.1", "127.0.0.1", 6420),
        ("HTTP://localhost:1/", "localhost", 1), ("localhost:65535", "localhost", 65_535),
        ("http://[::1]:6421", "::1", 6421), ("http://[fe80::1]", "fe80::1", 6420), ("example.org", "example.org", 6420),
    ])
    func anAddressIsRead(text: String, host: String, port: Int) throws {
        let address = try ServerAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(try ServerAddress(address.description) == address)
    }

    @Test(arguments: [
        ("https://example.org", InvalidServerAddress.needsTLS), ("wss://example.org", .needsTLS),
        ("ftp://example.org", .unknownScheme), ("://x", .unknownScheme), ("", .noHost), ("http://", .noHost),
        ("http://:80", .noHost), ("http://a b", .noHost), ("http://a\u{1B}[2J", .noHost), ("http://ä", .noHost),
        ("http://a:", .badPort), ("http://a:0", .badPort), ("http://a:65536", .badPort), ("http://a:+80", .badPort),
        ("http://a:99999999999999999999", .badPort), ("http://a/rooms", .hasPath), ("http://a?x=1", .hasPath),
        ("http://ann@a", .hasUser), ("http://::1", .needsBrackets), ("http://[::1", .needsBrackets),
        ("http://[::1]80", .badPort),
    ])
    func whatIsWrongIsSaid(text: String, expected: InvalidServerAddress) {
        #expect(throws: expected) { try ServerAddress(text) }
    }
}
