/// Why a value does not have the shape of a type.
public struct ValueDecodingError: Error, Sendable, Hashable {
    /// Where: `items[2].name`; empty if the value itself is meant.
    public let path: String
    /// What: "expected a string, found a number".
    public let problem: String

    init(path: CodingPath, problem: String) {
        self.path = path.text.printable(limit: 200)
        self.problem = problem
    }

    /// What a type's own initialiser threw, in our words. Its text may quote input, so it is made harmless.
    init(_ error: DecodingError) {
        let (context, problem): (DecodingError.Context?, String?) =
            switch error {
            case .keyNotFound(let key, let context): (context, "'\(key.stringValue)' is missing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context, nil)
            @unknown default: (nil, nil)
            }
        path = CodingPath.text(of: context?.codingPath ?? []).printable(limit: 200)
        self.problem = (problem ?? context?.debugDescription ?? "cannot be read").printable(limit: 200)
    }

    static func mismatch(_ expected: String, _ found: Value, _ path: CodingPath) -> Self {
        Self(path: path, problem: "expected \(expected), found \(found.kind)")
    }
}

extension ValueDecodingError: CustomStringConvertible {
    /// "items[2].name: expected a string, found a number"
    public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
