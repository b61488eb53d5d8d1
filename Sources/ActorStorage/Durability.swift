/// What a commit survives once it has been answered.
public enum Durability: Sendable, Hashable, CaseIterable {
    /// The end of the process at any instant, `kill -9` included. A power cut or a crash of the kernel may lose the
    /// newest commits, never more than those. SQLite's `synchronous = NORMAL`.
    case processCrash
    /// A power cut as well, at the price of one wait for the disk per group. SQLite's `synchronous = FULL`.
    case powerLoss
}
