import ActorDefinition
import ActorWire
import Logging

// Connections come and go.
extension Instance {
    private var hookTimeout: Duration { interface.definition.options.hookTimeout }

    func connect(_ session: Session, _ parameters: Value?) async {
        if session.isClosed { return session.forget() }
        caller = .newcomer(session)
        defer { caller = nil }
        do throws(WireError) {
            guard core.connections.count < interface.definition.options.connectionLimit else {
                throw WireError(group: "actor", code: "too_many_connections", message: "The actor is full")
            }
            let conn = try await admit(session.info, parameters, number: session.number)
            let client = Client(session: session, conn: conn, outlet: outlet(for: session.link.transport))
            clients[session.number] = client
            if session.link.encoding != .json { hasOtherThanJSON = true }
            core.connections.append(conn)
            try await greet(client)
        } catch {
            metrics?.countRefusedConnection(error)
            // What the hooks did before stays, and leaves before the refusal.
            flushEffects()
            refuse(session, with: error)
        }
    }

    /// Tells somebody who is not let in why.
    func refuse(_ session: Session, with error: WireError) {
        let outlet = outlet(for: session.link.transport)
        batch.append(.send(session.link, EncodedFrame(.error(error, actionID: nil))), to: outlet, of: fanOuts)
        batch.append(.close(session.link, CloseReason(error)), to: outlet, of: fanOuts)
        session.forget()
    }

    /// Asks the actor whether it lets the client in, and what it wants to know of it.
    func admit(_ info: ClientInfo, _ parameters: Value?, number: UInt64) async throws(WireError) -> Connection<D> {
        let params = try decode(parameters)
        let knocking = ConnectContext(core, info)
        try await attempt("onBeforeConnect", within: hookTimeout, else: .callbackTimedOut) {
            try await interface.definition.onBeforeConnect(knocking, params)
        }
        let state = try await attempt("createConnState", within: hookTimeout, else: .callbackTimedOut) {
            try await interface.definition.createConnState(knocking, params)
        }
        return Connection(
            id: system.options.makeID(), number: number, params: params, state: state, client: info, core: core)
    }

    /// Parameters that are absent or null are an empty object to a type that wants one.
    private func decode(_ parameters: Value?) throws(WireError) -> D.ConnParams {
        let parameters = parameters ?? .null
        if parameters.isNull, let params = try? parameters.decode(D.ConnParams.self) { return params }
        do {
            return try (parameters.isNull ? .object([]) : parameters).decode(D.ConnParams.self)
        } catch {
            throw .invalidRequest("The connection parameters: \(error)")
        }
    }

    /// The connection is listed: it hears from the actor when `onConnect` has agreed.
    private func greet(_ client: Client<D>) async throws(WireError) {
        do throws(WireError) {
            try await attempt("onConnect", within: hookTimeout, else: .callbackTimedOut) {
                try await interface.definition.onConnect(context, client.conn)
            }
        } catch {
            await depart(client, .disconnected(error.message), closing: nil)
            throw error
        }
        guard clients[client.session.number] != nil else { return }
        client.isJoined = true
        let link = client.session.link
        deliver(.join(link), to: client)
        let greeting = ToClient.initialized(actorID: core.id.rawValue, connectionID: client.conn.id)
        deliver(.send(link, EncodedFrame(greeting)), to: client)
        flushEffects()
        logger.debug(
            "a client came",
            metadata: ["connection": "\(client.conn.id)", "client": "\(client.conn.client.remoteAddress)"])
    }

    /// Lets those go that handlers disconnected, each after what was sent to it.
    func letGo() async {
        while !core.disconnected.isEmpty {
            let conn = core.disconnected.removeFirst()
            guard let client = clients[conn.number], client.conn === conn, let reason = conn.closing else { continue }
            await depart(client, reason, closing: .normal(reason.description))
        }
    }

    /// The connection leaves `conns`, the actor is told, and then the transport.
    func depart(_ client: Client<D>, _ reason: DisconnectReason, closing: CloseReason?) async {
        flushEffects()
        client.conn.closing = reason
        core.connections.remove(id: client.conn.id)
        clients[client.session.number] = nil
        logger.debug("a client left", metadata: ["connection": "\(client.conn.id)", "reason": "\(reason)"])
        // It leaves with what the actor does now, also when the hook never ends.
        if let closing { deliver(.close(client.session.link, closing), to: client) }
        await afresh {
            do throws(WireError) {
                try await self.attempt("onDisconnect", within: self.hookTimeout, else: .callbackTimedOut) {
                    try await self.interface.definition.onDisconnect(self.context, client.conn, reason)
                }
            } catch {
                self.logger.warning(
                    "onDisconnect failed",
                    metadata: ["connection": "\(client.conn.id)", "error": "\(String(reflecting: error))"])
            }
        }
        flushEffects()
        client.session.forget()
    }

    /// Ends all connections without asking the actor: what it knows is not to be kept.
    func closeAll(with error: WireError) {
        for client in clients.values {
            fanOuts[client.outlet].deliver([.close(client.session.link, CloseReason(error))])
            client.session.forget()
        }
    }
}
