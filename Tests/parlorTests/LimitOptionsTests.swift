import ActorDefinition
import ActorGateway
import ArgumentParser
import Foundation
import ParlorRooms
import ParlorServer
import Testing

@testable import parlor

/// That what somebody asks for on the command line is what the host bounds.
struct LimitOptionsTests {
    /// What `parlor serve` is configured with.
    private func configuration(_ flags: String...) throws -> ServerConfiguration {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parlor-limits-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = try Serve.parse(["--data", folder.path] + flags)
        return try command.options.configuration(rooms: ["lobby"], command.limits)
    }

    private func refusal(_ flags: String...) -> String? {
        do {
            _ = try Serve.parse(flags)
            return nil
        } catch {
            return Serve.message(for: error)
        }
    }

    @Test func whoIsLetInIsBoundedAsTheFlagsSay() throws {
        let host = try configuration(
            "--max-connections", "7", "--max-per-address", "6", "--max-per-address-in-room", "5", "--max-rooms", "4",
            "--max-created", "3", "--handshake-time", "2m", "--max-arrivals", "9")
        #expect(host.gateway.connectionLimit == 7)
        #expect(host.gateway.connectionsPerAddress == 6)
        #expect(host.gateway.arrivalRate == .init(burst: 90, perSecond: 9))
        #expect(host.limits.connectionsPerAddress == 5)
        #expect(host.limits.rooms == 4)
        #expect(host.limits.creations == .init(burst: 3, perSecond: 3.0 / 3_600))
        #expect(host.gateway.requestTime == .seconds(120))
    }

    @Test func whatIsSentIsBoundedAsTheFlagsSay() throws {
        let host = try configuration(
            "--max-header", "4K", "--max-header-fields", "20", "--max-message", "9000", "--max-reply", "256k",
            "--max-frames", "100", "--max-bytes", "32K", "--max-unread", "2M")
        #expect(host.gateway.headerLimit == 4_096)
        #expect(host.gateway.headerCount == 20)
        #expect(host.gateway.incomingMessageLimit == 9_000)
        #expect(host.gateway.outgoingMessageLimit == 256 << 10)
        #expect(host.limits.pageBytes == 128 << 10)
        #expect(host.gateway.frameRate == .init(burst: 200, perSecond: 100))
        #expect(host.gateway.byteRate == .init(burst: 128 << 10, perSecond: 32 << 10))
        #expect(host.gateway.outboundLimit == 2 << 20)
    }

    @Test func whatWaitsIsBoundedAsTheFlagsSay() throws {
        let host = try configuration(
            "--max-queued", "10", "--max-queued-bytes", "64K", "--max-queued-in-room", "100",
            "--max-queued-bytes-in-room", "1G")
        #expect(host.mailbox.messagesPerConnection == 10)
        #expect(host.mailbox.bytesPerConnection == 64 << 10)
        #expect(host.mailbox.messages == 100)
        #expect(host.mailbox.bytes == 1 << 30)
    }

    @Test func whatNobodyAsksForIsAsItsConfigurationHasIt() throws {
        let (host, standard) = (try configuration(), ServerConfiguration(dataDirectory: ""))
        #expect(host.limits == standard.limits && host.mailbox == standard.mailbox)
        #expect(host.gateway.connectionLimit == standard.gateway.connectionLimit)
        #expect(host.gateway.connectionsPerAddress == standard.gateway.connectionsPerAddress)
        #expect(host.gateway.arrivalRate == standard.gateway.arrivalRate)
        #expect(host.gateway.requestTime == standard.gateway.requestTime)
        #expect(host.gateway.headerLimit == standard.gateway.headerLimit)
        #expect(host.gateway.headerCount == standard.gateway.headerCount)
        #expect(host.gateway.incomingMessageLimit == standard.gateway.incomingMessageLimit)
        #expect(host.gateway.outgoingMessageLimit == standard.gateway.outgoingMessageLimit)
        #expect(host.gateway.frameRate == standard.gateway.frameRate)
        #expect(host.gateway.byteRate == standard.gateway.byteRate)
        #expect(host.gateway.outboundLimit == standard.gateway.outboundLimit)
    }

    @Test func unlimitedLiftsWhatSlowsLoadTestsDownUnlessALimitIsGiven() throws {
        let host = try configuration("--unlimited")
        #expect(host.limits == .unlimited)
        #expect(host.gateway.connectionsPerAddress == nil && host.gateway.arrivalRate == nil)
        #expect(host.gateway.frameRate == nil && host.gateway.byteRate == nil)
        let bounded = try configuration("--unlimited", "--max-per-address", "6", "--max-created", "3")
        #expect(bounded.gateway.connectionsPerAddress == 6)
        #expect(bounded.limits.creations?.burst == 3 && bounded.limits.posts == nil)
    }

    /// The helps name these by hand, since they have another default with `--unlimited`.
    @Test func theHelpNamesTheDefaults() {
        let help = Serve.helpMessage(columns: 10_000)
        let standard = ServerConfiguration(dataDirectory: "")
        for (flag, value) in [
            ("max-per-address", standard.gateway.connectionsPerAddress),
            ("max-arrivals", standard.gateway.arrivalRate?.perSecond),
            ("max-per-address-in-room", standard.limits.connectionsPerAddress), ("max-rooms", standard.limits.rooms),
            ("max-created", standard.limits.creations?.burst), ("max-frames", standard.gateway.frameRate?.perSecond),
        ] {
            let entry = help.components(separatedBy: "\n  --").first { $0.hasPrefix("\(flag) ") }
            #expect(entry?.contains("Default: \(value ?? -1)") == true, "\(flag)")
        }
        #expect(help.contains("Default: \(ByteSize(standard.gateway.byteRate?.perSecond ?? -1))"))
        #expect(help.contains("(default: 64K)") && help.contains("(default: 10s)"))
        #expect(help.contains("LIMITS:"))
    }

    @Test(arguments: [
        ("--max-rooms", "0", "--max-rooms is between 1 and 1000000000."),
        ("--max-header", "512", "--max-header is between 1K and 1M."),
        ("--max-reply", "65M", "--max-reply is between 64K and 64M."),
        ("--max-queued-in-room", "99", "--max-queued-in-room is between 100 and 1000000000."),
        ("--max-bytes", "1", "--max-bytes is between 16K and 1G."),
        ("--handshake-time", "2h", "--handshake-time is between 1s and 1h."),
        ("--max-unread", "much", "The value 'much' is invalid for '--max-unread <SIZE>'"),
    ])
    func aLimitOutOfItsRangeIsRefusedWithTheRange(flag: String, value: String, sentence: String) {
        #expect(refusal(flag, value)?.contains(sentence) == true)
    }

    @Test(
        arguments: [
            ("0", 0), ("500", 500), ("64K", 65_536), ("64k", 65_536), ("1M", 1 << 20), ("3G", 3 << 30), ("1.5M", nil),
            ("-1", nil), ("K", nil), ("", nil), ("9223372036854775807K", nil),
        ] as [(String, Int?)])
    func aSizeIsReadAsPeopleWriteIt(text: String, bytes: Int?) {
        let size = ByteSize(argument: text)
        #expect(size?.bytes == bytes)
        #expect(size.flatMap { ByteSize(argument: "\($0)") } == size)
    }

    @Test(
        arguments: [
            ("90", nil, nil), ("90s", 90, "90s"), ("30m", 1_800, "30m"), ("60m", 3_600, "1h"), ("7d", 604_800, "7d"),
        ] as [(String, Int?, String?)])
    func aTimeIsWrittenInItsLargestUnit(text: String, seconds: Int?, short: String?) {
        let span = Span(argument: text)
        #expect(span?.seconds == seconds)
        #expect(span?.description == short)
    }
}
