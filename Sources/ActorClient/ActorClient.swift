// ActorClient: see Sources/README.md
