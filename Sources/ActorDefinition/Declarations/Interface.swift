/// The actions, jobs and events of a definition by their names on the wire, read from its stored properties.
package struct Interface<D: DurableActor>: Sendable {
    package let definition: D
    package private(set) var actions: [String: any DeclaredAction<D>] = [:]
    package private(set) var jobs: [String: any DeclaredJob<D>] = [:]
    package private(set) var events: Set<String> = []
    private var names: [ObjectIdentifier: String] = [:]

    package init(_ definition: D) {
        self.definition = definition
        for child in Mirror(reflecting: definition).children {
            guard let label = child.label, type(of: child.value) is AnyClass else { continue }
            let object = child.value as AnyObject
            let name = (object as? any DeclaredEvent)?.givenName ?? label
            if let action = object as? any DeclaredAction<D> {
                actions[name] = action
            } else if let job = object as? any DeclaredJob<D> {
                jobs[name] = job
            } else if object is any DeclaredEvent {
                events.insert(name)
            } else {
                continue
            }
            names[ObjectIdentifier(object)] = name
        }
    }

    /// The wire name of a declaration.
    ///
    /// A declaration that is not a stored property has no name. That is a mistake in the definition, which the first
    /// use of it in a test shows, not something that a caller could cause.
    package func name(of declaration: AnyObject) -> String {
        guard let name = names[ObjectIdentifier(declaration)] else {
            preconditionFailure("\(D.self): actions, jobs and events must be stored properties (let x = Action { … })")
        }
        return name
    }
}
