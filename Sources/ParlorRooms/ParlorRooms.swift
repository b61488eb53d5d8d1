// ParlorRooms: see Sources/README.md
