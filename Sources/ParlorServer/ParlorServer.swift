// ParlorServer: see Sources/README.md
