// ActorStorage: see Sources/README.md
