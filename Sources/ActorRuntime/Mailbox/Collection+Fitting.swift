extension Collection {
    /// The elements from the first on whose sizes add up to no more than a limit.
    func prefix(fitting limit: Int, size: (Element) -> Int) -> SubSequence {
        var room = limit
        return prefix {
            room -= size($0)
            return room >= 0
        }
    }
}
