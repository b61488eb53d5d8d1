// ActorTesting: see Sources/README.md
