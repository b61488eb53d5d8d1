// ParlorApp: see Sources/README.md
