import Terminal
import Testing

@Suite struct ColorTests {
    @Test(
        arguments: [
            (Color.rgb(255, 0, 0), .palette256, Color.indexed(196)), (.rgb(8, 8, 8), .palette256, .indexed(232)),
            (.rgb(95, 135, 175), .palette256, .indexed(67)), (.indexed(67), .palette256, .indexed(67)),
            (.rgb(255, 0, 0), .ansi16, .indexed(9)), (.rgb(0, 0, 0), .ansi16, .black),
            (.indexed(196), .ansi16, .indexed(9)),
            (.rgb(255, 0, 0), .ansi8, .red), (.brightBlack, .ansi8, .white), (.indexed(3), .ansi8, .yellow),
            (.rgb(1, 2, 3), .direct, .rgb(1, 2, 3)), (.red, .monochrome, .standard), (.standard, .ansi16, .standard),
        ] as [(Color, ColorDepth, Color)])
    func aColourIsReducedToTheNearest(color: Color, depth: ColorDepth, expected: Color) {
        #expect(color.reduced(to: depth) == expected)
    }

    @Test(
        arguments: [
            (256, nil, .palette256), (256, "", .palette256), (256, "1", .monochrome), (-1, nil, .monochrome),
            (8, nil, .ansi8),
            (16, nil, .ansi16), (88, nil, .ansi16), (1 << 24, nil, .direct),
        ] as [(Int, String?, ColorDepth)])
    func theDepthFollowsTheTerminalAndTheUser(colors: Int, noColor: String?, expected: ColorDepth) {
        #expect(ColorDepth(colors: colors, noColor: noColor) == expected)
    }
}
