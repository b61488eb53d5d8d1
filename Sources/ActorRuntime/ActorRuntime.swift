// ActorRuntime: see Sources/README.md
