import Foundation
import GRDB

/// Text and bytes as SQLite keeps them.
extension Data {
    init(text: String) { self.init(text.utf8) }
}

extension Row {
    func bytes(at index: Int) throws -> [UInt8]? {
        try withUnsafeData(atIndex: index) { data in data.map { [UInt8]($0) } }
    }

    func text(at index: Int) throws -> String? {
        try withUnsafeData(atIndex: index) { data in data.map { String(decoding: $0, as: UTF8.self) } }
    }
}
