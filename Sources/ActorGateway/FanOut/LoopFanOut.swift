import ActorDefinition
import ActorRuntime
import ActorWire
import NIOCore

/// The members of one actor on one event loop, and how a tick of deliveries reaches them.
final class LoopFanOut {
    private let eventLoop: any EventLoop
    private let services: NIOLoopBoundBox<LoopServices>
    /// The longest message to a client, in bytes.
    private let frameLimit: Int
    private var audiences: [Audience.Interest: Audience] = [:]
    /// Those who get a buffer of their own in this tick.
    private var diverted: [Member] = []
    private(set) var isWriting = false
    private var pace = SweepPace()

    init(eventLoop: any EventLoop, services: NIOLoopBoundBox<LoopServices>, frameLimit: Int) {
        self.eventLoop = eventLoop
        self.services = services
        self.frameLimit = frameLimit
    }

    /// Writes one tick's deliveries, then calls `done`: before it returns, unless the members are many.
    func write(_ deliveries: [Delivery], done: @escaping () -> Void) {
        isWriting = true
        for delivery in deliveries { place(delivery) }
        for member in diverted { member.writeOwn() }
        let addressed = audiences.values.filter { $0.joined.readableBytes > 0 }
        let turn = services.value.roster.turn
        if !(addressed.isEmpty && diverted.isEmpty) {
            pace.isAmongOthers = services.value.speakers.note(ObjectIdentifier(self), at: eventLoop.now)
        }
        for audience in addressed { audience.beginWriting(in: turn) }
        sweep(addressed[...], from: 0, done: done)
    }

    // MARK: Gathering

    private func place(_ delivery: Delivery) {
        switch delivery {
        case .join(let link):
            guard let connection = connection(of: link), connection.member == nil else { return }
            let member = Member(connection, in: audience(of: Audience.Interest(encoding: link.encoding)))
            diverted.append(member)
            connection.member = member
        case .subscribe(let link, let event):
            resubscribe(link) { $0.insert(event) }
        case .unsubscribe(let link, let event):
            resubscribe(link) { $0.remove(event) }
        case .send(let link, let frame):
            send(frame, to: link)
        case .broadcast(let event, let frame, let except):
            broadcast(event, frame, except: except.flatMap(member))
        case .close(let link, let reason):
            close(link, reason)
        }
    }

    private func resubscribe(_ link: any Link, _ change: (inout Set<String>) -> Void) {
        guard let member = member(of: link), var interest = member.audience?.interest else { return }
        change(&interest.events)
        guard interest != member.audience?.interest else { return }
        divert(member)
        member.move(to: audience(of: interest))
    }

    private func send(_ frame: EncodedFrame, to link: any Link) {
        guard let connection = connection(of: link) else { return }
        let encoding = connection.link.encoding
        guard let payload = payload(of: frame, in: encoding) else {
            services.value.shared.refusals.count(.reply)
            return close(link, .outgoingTooLong)
        }
        if frame.isDroppable, connection.drops() { return }
        if let member = connection.member {
            divert(member)
            member.append { $0.writeFrame(encoding.opcode, payload) }
        } else {
            connection.sendFrame(encoding.opcode, payload)
        }
    }

    private func broadcast(_ event: String, _ frame: EncodedFrame, except: Member?) {
        for audience in audiences.values where audience.interest.events.contains(event) {
            let encoding = audience.interest.encoding
            guard let payload = payload(of: frame, in: encoding) else {
                for member in audience.members where member !== except {
                    services.value.shared.refusals.count(.reply)
                    close(member, .outgoingTooLong)
                }
                continue
            }
            var excepted = except?.audience === audience ? except.map { [$0] } ?? [] : []
            if frame.isDroppable {
                excepted += audience.members.filter { $0 !== except && $0.connection.drops() }
            }
            for member in excepted { divert(member) }
            audience.joined.writeFrame(encoding.opcode, payload)
            for member in excepted { member.skip() }
        }
    }

    /// What goes over the wire; nil when that is more than may, or nested too deep to be translated.
    private func payload(of frame: EncodedFrame, in encoding: WireEncoding) -> [UInt8]? {
        guard let payload = frame.bytes(in: encoding), payload.count <= frameLimit else { return nil }
        return payload
    }

    private func close(_ link: any Link, _ reason: CloseReason) {
        if let member = member(of: link) {
            close(member, reason)
        } else {
            connection(of: link)?.close(reason, as: .disconnected(reason.reason))
        }
    }

    private func close(_ member: Member, _ reason: CloseReason) {
        divert(member)
        member.close(reason)
    }

    private func divert(_ member: Member) {
        if member.divert() { diverted.append(member) }
    }

    private func audience(of interest: Audience.Interest) -> Audience {
        if let audience = audiences[interest] { return audience }
        let audience = Audience(interest)
        audiences[interest] = audience
        return audience
    }

    private func connection(of link: any Link) -> ClientConnection? {
        guard let link = link as? SocketLink, link.isOn(eventLoop) else { return nil }
        return link.connection
    }

    private func member(of link: any Link) -> Member? { connection(of: link)?.member }

    // MARK: Writing

    /// Writes to the members of the audiences, from one of the first audience on.
    private func sweep(_ audiences: ArraySlice<Audience>, from start: Int, done: @escaping () -> Void) {
        guard let audience = audiences.first else {
            endTick()
            return done()
        }
        let end = min(start + pace.length, audience.members.count)
        let began = eventLoop.now
        audience.write(to: start..<end)
        guard end < audience.members.count else { return sweep(audiences.dropFirst(), from: 0, done: done) }
        let goOn = { self.sweep(audiences, from: end, done: done) }
        if let rest = pace.rest(after: eventLoop.now - began) {
            eventLoop.assumeIsolated().scheduleTask(in: rest, goOn)
        } else {
            services.value.breather.goOn(goOn)
        }
    }

    private func endTick() {
        for member in diverted { member.endTick() }
        diverted.removeAll(keepingCapacity: true)
        for (interest, audience) in audiences {
            audience.endTick()
            if audience.members.isEmpty { audiences[interest] = nil }
        }
        isWriting = false
    }
}
