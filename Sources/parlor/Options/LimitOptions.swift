import ActorDefinition
import ActorGateway
import ArgumentParser
import ParlorRooms
import ParlorServer

/// What a host bounds. What nobody asks for is as its configuration has it.
struct LimitOptions: ParsableArguments {
    @Option(help: .limit("Connections at a time.", "COUNT"))
    var maxConnections = standard.gateway.connectionLimit

    @Option(help: .limit("Connections from one address. Default: 512, any number with --unlimited.", "COUNT"))
    var maxPerAddress: Int?

    @Option(
        help: .limit(
            "Connections that one address begins each second, and ten times as many at once. Default: 200, any number with --unlimited.",
            "COUNT"))
    var maxArrivals: Int?

    @Option(
        help: .limit(
            "Connections from one address to one room, or to the list of rooms. Default: 64, any number with --unlimited.",
            "COUNT"))
    var maxPerAddressInRoom: Int?

    @Option(help: .limit("Rooms of the host. Default: 200, 10000 with --unlimited.", "COUNT"))
    var maxRooms: Int?

    @Option(
        help: .limit(
            "Rooms that one address may make at once, and then each hour. Default: 20, any number with --unlimited.",
            "COUNT"))
    var maxCreated: Int?

    @Option(help: .limit("Time for a whole request, from the connection or the last answer on.", "DURATION"))
    var handshakeTime = Span(seconds: Int(standard.gateway.requestTime.components.seconds))

    @Option(help: .limit("Length of the head of a request.", "SIZE"))
    var maxHeader = ByteSize(standard.gateway.headerLimit)

    @Option(help: .limit("Fields in it.", "COUNT"))
    var maxHeaderFields = standard.gateway.headerCount

    @Option(help: .limit("Length of a message from a client.", "SIZE"))
    var maxMessage = ByteSize(standard.gateway.incomingMessageLimit)

    @Option(help: .limit("Length of a message to a client.", "SIZE"))
    var maxReply = ByteSize(standard.gateway.outgoingMessageLimit)

    @Option(
        help: .limit(
            "Frames of a client each second, and twice as many at once; what is more is read later. Default: 2000, any number with --unlimited.",
            "COUNT"))
    var maxFrames: Int?

    @Option(
        help: .limit(
            "Bytes of a client each second, and four times as many at once; what is more is read later. Default: 1M, any number with --unlimited.",
            "SIZE"))
    var maxBytes: ByteSize?

    @Option(help: .limit("Messages of a client that wait for a room.", "COUNT"))
    var maxQueued = standard.mailbox.messagesPerConnection

    @Option(help: .limit("Their length.", "SIZE"))
    var maxQueuedBytes = ByteSize(standard.mailbox.bytesPerConnection)

    @Option(help: .limit("Messages of all clients that wait for a room.", "COUNT"))
    var maxQueuedInRoom = standard.mailbox.messages

    @Option(help: .limit("Their length.", "SIZE"))
    var maxQueuedBytesInRoom = ByteSize(standard.mailbox.bytes)

    @Option(help: .limit("What a client may leave unread before it is cut off.", "SIZE"))
    var maxUnread = ByteSize(standard.gateway.outboundLimit)

    func validate() throws {
        let count = 1...1_000_000_000
        try require(maxConnections, "--max-connections", count)
        try require(maxPerAddress, "--max-per-address", count)
        try require(maxArrivals, "--max-arrivals", 1...1_000_000)
        try require(maxPerAddressInRoom, "--max-per-address-in-room", count)
        try require(maxRooms, "--max-rooms", count)
        try require(maxCreated, "--max-created", count)
        try require(handshakeTime, "--handshake-time", Span(seconds: 1)...Span(seconds: 3_600))
        try requireSize(maxHeader, "--max-header", kilobytes: 1...1_024)
        try require(maxHeaderFields, "--max-header-fields", 10...10_000)
        try requireSize(maxMessage, "--max-message", kilobytes: 8...16_384)
        try requireSize(maxReply, "--max-reply", kilobytes: 64...65_536)
        try require(maxFrames, "--max-frames", 10...1_000_000)
        try requireSize(maxBytes, "--max-bytes", kilobytes: 16...1_048_576)
        try require(maxQueued, "--max-queued", count)
        try requireSize(maxQueuedBytes, "--max-queued-bytes", kilobytes: 16...1_048_576)
        // What actors ask of each other waits there too.
        try require(maxQueuedInRoom, "--max-queued-in-room", 100...count.upperBound)
        try requireSize(maxQueuedBytesInRoom, "--max-queued-bytes-in-room", kilobytes: 16...67_108_864)
        try requireSize(maxUnread, "--max-unread", kilobytes: 64...1_048_576)
    }

    private func requireSize(_ size: ByteSize?, _ flag: String, kilobytes: ClosedRange<Int>) throws {
        try require(size, flag, ByteSize(kilobytes.lowerBound << 10)...ByteSize(kilobytes.upperBound << 10))
    }

    /// - Parameter unlimited: Whether what slows load tests down has no limit unless one is given.
    func apply(to configuration: inout ServerConfiguration, unlimited: Bool) {
        if unlimited { configuration.liftForLoadTests() }
        apply(to: &configuration.gateway)
        apply(to: &configuration.limits)
        configuration.mailbox.messagesPerConnection = maxQueued
        configuration.mailbox.bytesPerConnection = maxQueuedBytes.bytes
        configuration.mailbox.messages = maxQueuedInRoom
        configuration.mailbox.bytes = maxQueuedBytesInRoom.bytes
    }

    private func apply(to gateway: inout GatewayConfiguration) {
        gateway.connectionLimit = maxConnections
        if let maxPerAddress { gateway.connectionsPerAddress = maxPerAddress }
        if let maxArrivals { gateway.arrivalRate = .init(burst: 10 * maxArrivals, perSecond: maxArrivals) }
        gateway.requestTime = .seconds(handshakeTime.seconds)
        gateway.headerLimit = maxHeader.bytes
        gateway.headerCount = maxHeaderFields
        gateway.incomingMessageLimit = maxMessage.bytes
        gateway.outgoingMessageLimit = maxReply.bytes
        if let maxFrames { gateway.frameRate = .init(burst: 2 * maxFrames, perSecond: maxFrames) }
        if let maxBytes { gateway.byteRate = .init(burst: 4 * maxBytes.bytes, perSecond: maxBytes.bytes) }
        gateway.outboundLimit = maxUnread.bytes
    }

    private func apply(to rooms: inout RoomLimits) {
        if let maxPerAddressInRoom { rooms.connectionsPerAddress = maxPerAddressInRoom }
        if let maxRooms { rooms.rooms = maxRooms }
        if let maxCreated { rooms.creations = .init(burst: maxCreated, perSecond: Double(maxCreated) / 3_600) }
        // A page of history is an answer too.
        rooms.pageBytes = min(rooms.pageBytes, maxReply.bytes / 2)
    }
}

private let standard = ServerConfiguration(dataDirectory: "")

extension ServerConfiguration {
    fileprivate mutating func liftForLoadTests() {
        limits = .unlimited
        gateway.connectionsPerAddress = nil
        gateway.arrivalRate = nil
        gateway.frameRate = nil
        gateway.byteRate = nil
    }
}

extension ArgumentHelp {
    fileprivate static func limit(_ abstract: String, _ value: String) -> Self {
        ArgumentHelp(abstract, valueName: value)
    }
}
