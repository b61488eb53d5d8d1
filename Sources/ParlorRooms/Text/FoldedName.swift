/// A name as names are compared: without case, width, style and invisible characters, so that nobody can pass for
/// another by them.
public struct FoldedName: Sendable, Hashable, Codable {
    private let text: String

    public init(_ name: String) {
        var plain = ""
        for scalar in name.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint {
            plain.unicodeScalars.append(Self.plain(scalar))
        }
        text = plain.uppercased().lowercased()
    }

    /// The ASCII letter behind a full-width or mathematical one (Unicode blocks U+FF00 and U+1D400).
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x1D400...0x1D6A3: Unicode.Scalar(UInt8(0x61 + (scalar.value - 0x1D400) % 26))
        case 0x1D7CE...0x1D7FF: Unicode.Scalar(UInt8(0x30 + (scalar.value - 0x1D7CE) % 10))
        default: scalar
        }
    }

    public init(from decoder: any Decoder) throws { text = try String(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
