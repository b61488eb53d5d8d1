// ActorWire: see Sources/README.md
