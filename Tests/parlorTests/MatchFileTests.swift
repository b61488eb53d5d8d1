import Foundation
import Testing

@testable import parlor

/// What is said of a file that is no record.
struct MatchFileTests {
    private func complaint(about content: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "match-\(UUID().uuidString)")
        try content.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let failure = try #require(throws: Failure.self) { try MatchFile.read(file.path) }
        return failure.description.replacing(file.path, with: "FILE")
    }

    @Test(arguments: [
        ("hello, world", "it is text of another kind"), ("import Glibc", "it is text of another kind"),
        (" \n ", "nothing is in it"), (#"{"name":"kai"}"#, "it is JSON of something else (result: is missing)"),
        (#"[{"id":"m1"}]"#, "it is a list in JSON"), ("a\0b", "it is no text"),
    ])
    func whatIsNoRecordIsToldWhatItIsAndWhatIsExpected(content: String, kind: String) throws {
        let complaint = try complaint(about: Data(content.utf8))
        #expect(complaint.hasPrefix("FILE is no record of a match: \(kind)"))
        #expect(complaint.hasSuffix("`parlor record ROOM MATCH` prints, which is JSON, or a game of chess in PGN"))
        #expect(!complaint.contains("PGN is wrong"))
    }

    @Test func bytesThatAreNoTextAreNoRecord() throws {
        #expect(try complaint(about: Data([0xFF, 0xFE, 0x41])).contains("it is no text"))
    }

    @Test func aRecordWithAMistakeIsToldTheMistake() throws {
        #expect(try complaint(about: Data("[White \"Ana\"]\n\n1. e4 Ke5".utf8)).contains("its PGN is wrong: 1... Ke5"))
        #expect(try complaint(about: Data("1. e4 e5 2. Ke3".utf8)).contains("its PGN is wrong: 2. Ke3"))
        #expect(try complaint(about: Data(#"{"result":"#.utf8)).contains("its JSON is broken"))
    }

    @Test func whatCannotBeReadIsToldWhy() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let isFolder = try #require(throws: Failure.self) { try MatchFile.read(folder) }
        #expect(isFolder.description == "\(folder) is a folder: name a file in it")
        let isMissing = try #require(throws: Failure.self) { try MatchFile.read("no-such-file") }
        #expect(isMissing.description == "no-such-file is not there")
    }
}
