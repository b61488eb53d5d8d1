// ActorDefinition: see Sources/README.md
