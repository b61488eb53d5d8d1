// parlor: see Sources/README.md
print("parlor")
