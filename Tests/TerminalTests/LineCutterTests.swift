import Testing

@testable import Terminal

struct LineCutterTests {
    @Test func `lines are cut at their ends, wherever their pieces are`() {
        var cutter = LineCutter()
        #expect(cutter.next() == nil)
        cutter.append("on".utf8)
        #expect(cutter.next() == nil)
        cutter.append("e\n\ntwo\r\nü".utf8.dropLast())
        #expect([cutter.next(), cutter.next(), cutter.next(), cutter.next()] == ["one", "", "two", nil])
        cutter.append([0xBC])
        cutter.end()
        #expect([cutter.next(), cutter.next()] == ["ü", nil])
    }

    @Test func `a line without end is cut, so that it does not fill the memory`() {
        var cutter = LineCutter()
        cutter.append(repeatElement(UInt8(ascii: "x"), count: LineCutter.longest))
        #expect(cutter.next()?.utf8.count == LineCutter.longest)
        #expect(cutter.next() == nil)
    }
}
