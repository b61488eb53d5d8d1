public import ActorDefinition
import ActorWire

/// A kind of actor that a system runs, with its types erased.
public struct Registration: Sendable {
    /// The name by which clients ask for this kind of actor.
    public let name: String
    let options: ActorOptions
    let checkInput: @Sendable (Value?) throws -> Void
    let runInstance: @Sendable (Resident) async -> Ending

    /// Registers the definition under its name.
    ///
    /// - Parameter mailbox: What may wait for such an actor, if not what its definition says.
    public init<D: DurableActor>(_ definition: D, mailbox: MailboxLimits? = nil) {
        let interface = Interface(definition)
        name = D.name
        var options = definition.options
        options.mailbox = mailbox ?? options.mailbox
        self.options = options
        checkInput = { input in _ = try input.map { try $0.decode(D.Input.self) } }
        runInstance = { resident in await Instance.run(interface, resident) }
    }
}
