/// Where the containers of an encoder put what a type says.
protocol EncodingTarget: AnyObject, Encoder {
    /// How many elements the array has so far.
    var count: Int { get }

    /// Such a number as a value.
    ///
    /// - Throws: `EncodingError.invalidValue`, when the text cannot say it.
    func value(of number: Double) throws -> Value
    /// The value is this one, and no object or array.
    func set(_ value: Value)
    func set<T: Encodable>(encoding value: T) throws
    func append(_ name: String, _ value: Value)
    func append<T: Encodable>(_ name: String, encoding value: T) throws
    func append(_ value: Value)
    func append<T: Encodable>(encoding value: T) throws
    /// An encoder whose value becomes the member of that name.
    func nest(_ name: String) -> ValueEncoder
    /// An encoder whose value becomes the next element.
    func nest() -> ValueEncoder
}

extension EncodingTarget {
    var userInfo: [CodingUserInfoKey: Any] { [:] }
}
