/// What the one who writes knows of the database. Who holds it is alone with the writing connection.
struct WriterMemory {
    /// What is not in the index of words.
    var backlog: IndexBacklog
    /// Whether the index could not be written the last time.
    var isIndexingPaused = false

    /// Whether so much is not indexed that those who write have to wait for the index.
    func mustIndex(beyond limit: Int) -> Bool { backlog.total > limit && !isIndexingPaused }
}
