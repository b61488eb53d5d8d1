import Foundation

/// Where this program keeps its files, by the XDG Base Directory Specification.
enum Folders {
    /// What a host must not forget.
    static var data: URL { folder("XDG_DATA_HOME", ".local/share") }
    /// Who this person is.
    static var configuration: URL { folder("XDG_CONFIG_HOME", ".config") }
    /// The log.
    static var state: URL { folder("XDG_STATE_HOME", ".local/state") }

    private static func folder(_ variable: String, _ fallback: String) -> URL {
        let environment = ProcessInfo.processInfo.environment
        // The specification says that a relative path is to be ignored.
        if let path = environment[variable], path.hasPrefix("/") {
            return URL(filePath: path, directoryHint: .isDirectory).appending(path: "parlor")
        }
        let home = environment["HOME"].map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
        return home.appending(path: fallback).appending(path: "parlor")
    }
}
