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
    private var audiences: [Set<String>: Audience] = [:]
    /// Those who get a buffer of their own in this tick.
    private var diverted: [Member] = []
    private(set) var isWriting = false
    /// So many members are written to before the loop looks at its sockets again.
    private var sweepLength = 0

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
        sweepLength = services.value.sweepLength.next(for: ObjectIdentifier(self), in: turn)
        for audience in addressed { audience.beginWriting(in: turn) }
        sweep(addressed[...], from: 0, done: done)
    }

    // MARK: Gathering

    private func place(_ delivery: Delivery) {
        switch delivery {
        case .join(let link):
            guard let connection = connection(of: link), connection.member == nil else { return }
            let member = Member(connection, in: audience(of: []))
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
        guard let member = member(of: link), var events = member.audience?.events else { return }
        change(&events)
        guard events != member.audience?.events else { return }
        divert(member)
        member.move(to: audience(of: events))
    }

    private func send(_ frame: EncodedFrame, to link: any Link) {
        guard let connection = connection(of: link) else { return }
        guard frame.json.count <= frameLimit else {
            services.value.shared.refusals.count(.reply)
            return close(link, .outgoingTooLong)
        }
        if frame.isDroppable, connection.drops() { return }
        if let member = connection.member {
            divert(member)
            member.append { $0.writeFrame(.text, frame.json) }
        } else {
            connection.sendText(frame.json)
        }
    }

    private func broadcast(_ event: String, _ frame: EncodedFrame, except: Member?) {
        for audience in audiences.values where audience.events.contains(event) {
            guard frame.json.count <= frameLimit else {
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
            audience.joined.writeFrame(.text, frame.json)
            for member in excepted { member.skip() }
        }
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

    private func audience(of events: Set<String>) -> Audience {
        if let audience = audiences[events] { return audience }
        let audience = Audience(events: events)
        audiences[events] = audience
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
        let end = min(start + sweepLength, audience.members.count)
        audience.write(to: start..<end)
        if end < audience.members.count {
            services.value.breather.goOn { self.sweep(audiences, from: end, done: done) }
        } else {
            sweep(audiences.dropFirst(), from: 0, done: done)
        }
    }

    private func endTick() {
        for member in diverted { member.endTick() }
        diverted.removeAll(keepingCapacity: true)
        for (events, audience) in audiences {
            audience.endTick()
            if audience.members.isEmpty { audiences[events] = nil }
        }
        isWriting = false
    }
}
