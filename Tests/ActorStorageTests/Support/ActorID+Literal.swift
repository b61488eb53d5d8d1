import ActorDefinition

extension ActorID: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self.init(value) }
}
