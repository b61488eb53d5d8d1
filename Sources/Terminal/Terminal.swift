// Terminal: see Sources/README.md
