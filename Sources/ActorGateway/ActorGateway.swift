// ActorGateway: see Sources/README.md
