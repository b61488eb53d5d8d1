import Testing

@testable import ParlorRooms

struct AddressTests {
    @Test(arguments: [
        ("127.0.0.1:51022", "127.0.0.1"), ("[2001:db8::1]:443", "2001:db8::1"), ("::1", "::1"),
        ("[::ffff:10.0.0.7]:1", "10.0.0.7"), ("[fe80::1%eth0]:9", "fe80::1"), ("10.0.0.7", "10.0.0.7"),
    ])
    func theAddressOfAPeerIsReadWithoutItsPort(_ peer: String, _ address: String) {
        #expect(IPAddress(peer: peer)?.description == address)
    }

    @Test(arguments: ["", "memory", "300.1.1.1", "1.2.3", "[::1", "[:::1]:2", "1.2.3.4.5"])
    func whatIsNoAddressIsNone(_ text: String) {
        #expect(text == "[::1" || IPAddress(peer: text) == nil)
        #expect(AddressRange(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.7", "10.0.0.7", true), ("10.0.0.7", "10.0.0.8", false), ("10.0.0.0/8", "10.255.1.2", true),
        ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3/9", "10.127.0.1", true), ("10.1.2.3/9", "10.128.0.1", false),
        ("0.0.0.0/0", "8.8.8.8", true), ("2001:db8::/32", "2001:db8:ffff::1", true),
        ("2001:db8::/32", "2001:db9::1", false), ("::/0", "10.0.0.1", false), ("10.0.0.0/8", "::1", false),
    ])
    func aRangeHoldsWhatBeginsWithItsBits(_ range: String, _ address: String, _ isIn: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8", "/8", "10.0.0.0/+8", "10.0.0.0/0008",
    ])
    func whatIsNoRangeIsNone(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func aRangeIsWrittenByItsFirstAddress() {
        #expect(AddressRange("10.1.2.3/9")?.description == "10.0.0.0/9")
        #expect(AddressRange("10.1.2.3/32")?.description == "10.1.2.3")
    }

    @Test func aHouseholdIsOneAddressOfFourBytesOrOneNetworkOfSixtyFourBits() throws {
        #expect(AddressRange(householdOf: try #require(IPAddress("10.0.0.7"))).description == "10.0.0.7")
        #expect(AddressRange(householdOf: try #require(IPAddress("2001:db8::1:2:3:4"))).description == "2001:db8::/64")
    }
}
