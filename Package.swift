// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// A room of the house: one target, its imports listed in Sources/README.md's order, and its tests.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, exclude: [String] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, path: path, exclude: exclude,
        swiftSettings: strict)
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOWebSocket", package: "swift-nio"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

// What strangers write, changed at random, against all that reads it: tests for `bin/test`, and for `bin/fuzz` a program
// with the main function of libFuzzer.
let readers: [Target.Dependency] = [
    "RandomTesting", "ActorWire", "ActorGateway", "ParlorRooms", "Terminal",
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOEmbedded", package: "swift-nio"),
]
let fuzzing: Target =
    Context.environment["LIBFUZZER"] == nil
    ? .testTarget(
        name: "FuzzTests", dependencies: readers, exclude: ["Corpus", "LibFuzzer.swift"], swiftSettings: strict)
    : .executableTarget(
        name: "fuzz", dependencies: readers, path: "Tests/FuzzTests", exclude: ["Corpus", "Fuzzing.swift"],
        swiftSettings: strict)

let package = Package(
    name: "parlor",
    products: [
        .executable(name: "parlor", targets: ["parlor"]),
        .library(name: "ActorWire", targets: ["ActorWire"]),
        .library(name: "ActorDefinition", targets: ["ActorDefinition"]),
        .library(name: "ActorRuntime", targets: ["ActorRuntime"]),
        .library(name: "ActorStorage", targets: ["ActorStorage"]),
        .library(name: "ActorGateway", targets: ["ActorGateway"]),
        .library(name: "ActorClient", targets: ["ActorClient"]),
        .library(name: "ActorTesting", targets: ["ActorTesting"]),
        .library(name: "ParlorGames", targets: ["ParlorGames"]),
        .library(name: "GameTesting", targets: ["GameTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // The ground: values without I/O, and the terminal.
        room("ActorWire"),
        .systemLibrary(name: "CNcurses"),
        .systemLibrary(name: "CSodium"),
        .target(name: "CTerminalRestore"),
        room("PrometheusMetrics", [metrics]),
        room("Terminal", ["CNcurses", "CTerminalRestore"]),
        room("ParlorGames", exclude: ["README.md"]),
        room("ParlorBoards", ["Terminal", "ParlorGames", "ActorWire"]),
        // How tests draw, compare screens with files, and run programs.
        room("RandomTesting"),
        room("ScreenTesting", ["Terminal"]),
        room("ProgramTesting", []),

        // How an actor is written; what runs it; what calls it.
        room("ActorDefinition", ["ActorWire"]),
        room("ActorRuntime", ["ActorDefinition", "ActorWire", logging, metrics]),
        room("ActorClient", ["ActorDefinition", "ActorWire", logging] + nio),
        room("GameTesting", ["ParlorGames", "ActorWire"]),
        room("ActorTesting", ["ActorRuntime", "ActorDefinition", "ActorWire", logging]),

        // The edges of the runtime, and the domain.
        room("ActorStorage", ["ActorRuntime", "ActorDefinition", "ActorWire", logging, metrics, grdb, sqlite]),
        room("ActorGateway", ["ActorRuntime", "ActorDefinition", "ActorWire", logging, metrics] + nio),
        room(
            "ParlorRooms", ["ParlorGames", "ActorDefinition", "ActorWire", "CSodium"],
            exclude: ["CHATROOM.md", "GAMEROOM.md"]),

        // What a person sees, what serves, and the commands.
        room(
            "ParlorApp",
            [
                "Terminal", "CSodium", "ActorClient", "ParlorBoards", "ParlorGames", "ParlorRooms", "ActorDefinition",
                "ActorWire", logging,
            ]),
        room(
            "ParlorServer",
            [
                "ParlorRooms", "ActorGateway", "ActorStorage", "ActorRuntime", "ActorDefinition", "ActorWire",
                "PrometheusMetrics", logging, metrics, lifecycle,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        room(
            "LoadTesting",
            [
                "ActorWire", .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "parlor",
            dependencies: [
                "ParlorApp", "ParlorServer", "LoadTesting", "ActorGateway", "ActorStorage", "ActorRuntime",
                "ActorClient", "ParlorRooms", "ParlorGames", "ActorDefinition", "ActorWire", logging, lifecycle,
                arguments, .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: strict),
        // A whole host and its people in one process, where everything follows from a seed.
        .target(name: "CJobCapture"),
        room(
            "Simulation",
            [
                "CJobCapture", "ParlorRooms", "ParlorGames", "ActorClient", "ActorGateway", "ActorTesting",
                "ActorRuntime", "ActorDefinition", "ActorWire", logging, metrics,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        .executableTarget(name: "simulate", dependencies: ["Simulation", arguments], swiftSettings: strict),
        // What README.md shows of the libraries: an actor, a server of it and a client.
        .executableTarget(
            name: "example",
            dependencies: [
                "ActorClient", "ActorGateway", "ActorStorage", "ActorRuntime", "ActorDefinition", "ActorWire", logging,
            ],
            path: "Sources/Example", swiftSettings: strict),
        // What is measured, and against what: see the table in README.md.
        .executableTarget(
            name: "bench-game-rooms",
            dependencies: [
                "ParlorRooms", "ActorClient", "ActorGateway", "ActorStorage", "ActorRuntime", "ActorDefinition",
                "ActorWire", logging, metrics, arguments, .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Benchmarks/GameRooms", swiftSettings: strict),
        .executableTarget(
            name: "bench-parts",
            dependencies: [
                "ActorGateway", "ActorStorage", "ActorRuntime", "ActorDefinition", "ActorWire", "Terminal", logging,
                arguments, .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Benchmarks/Parts", swiftSettings: strict),
        .executableTarget(
            name: "bench-screen",
            dependencies: [
                "ProgramTesting", "ActorClient", "ParlorRooms", "ActorDefinition", "ActorWire", logging, arguments,
            ],
            path: "Sources/Benchmarks/Screen", swiftSettings: strict),

        tests("ActorWire", ["RandomTesting"]),
        tests("PrometheusMetrics", [metrics]),
        tests("Terminal", ["CNcurses", "ProgramTesting", "RandomTesting"]),
        tests("ParlorGames", ["GameTesting", "ActorWire"]),
        tests(
            "ParlorBoards", ["GameTesting", "ScreenTesting", "Terminal", "ParlorGames", "ActorWire"],
            exclude: ["Screens", "Examples/Screens"]),
        tests("ActorDefinition", ["RandomTesting", "ActorWire"]),
        tests("ActorRuntime", ["ActorTesting", "PrometheusMetrics", "ActorDefinition", "ActorWire", logging]),
        tests("ActorStorage", ["ActorTesting", "ActorRuntime", "ActorDefinition", "ActorWire", logging, grdb]),
        tests(
            "ActorGateway",
            [
                "RandomTesting", "ActorRuntime", "ActorTesting", "PrometheusMetrics", "ActorDefinition", "ActorWire",
                logging, .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio),
        tests(
            "ActorClient",
            [
                "RandomTesting", "ActorGateway", "ActorTesting", "ActorRuntime", "ActorDefinition", "ActorWire",
                logging,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio),
        tests(
            "ParlorRooms",
            ["ParlorGames", "ActorTesting", "PrometheusMetrics", "ActorRuntime", "ActorDefinition", "ActorWire"]),
        tests(
            "ParlorApp",
            [
                "RandomTesting", "ScreenTesting", "Terminal", "ParlorBoards", "ParlorGames", "ParlorRooms",
                "ActorClient", "ActorWire",
            ],
            exclude: ["Screens"]),
        tests(
            "ParlorServer",
            [
                "ActorClient", "ActorGateway", "ActorStorage", "ParlorRooms", "ActorDefinition", "ActorWire", logging,
                lifecycle, .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests(
            "parlor",
            [
                "ActorClient", "ActorStorage", "ActorWire", "ParlorServer", "ParlorRooms", "ActorGateway", "ParlorApp",
                "ActorDefinition", arguments,
            ]),
        tests("example", ["ActorTesting", "ActorDefinition", "ProgramTesting"], path: "Tests/ExampleTests"),
        tests("LoadTesting", ["ActorWire", .product(name: "NIOCore", package: "swift-nio")]),
        .testTarget(
            name: "SimulationTests", dependencies: ["simulate", "Simulation", "ProgramTesting"], swiftSettings: strict),
        fuzzing,
        // The program itself is among what the journeys need, so that it is built before they begin.
        .testTarget(
            name: "JourneyTests",
            dependencies: [
                "parlor", "bench-screen", "ProgramTesting", "ActorClient", "ParlorRooms", "ActorDefinition",
                "ActorWire", logging,
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
