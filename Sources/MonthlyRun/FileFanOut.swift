/// Works on files in parallel, with results in the order of the files.
enum FileFanOut {
  /// Applies `body` to every item, at most `jobs` at a time.
  ///
  /// Neither timing nor the number of jobs can be told from the result.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - jobs: How many at a time.
  ///   - done: Is told how many are done, each time one is.
  ///   - body: What is done with an item.
  /// - Returns: The results in the order of the items.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], jobs: Int, done: ((Int) -> Void)? = nil,
    _ body: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var next = 0
      func startOne() {
        guard next < items.count else { return }
        let index = next
        let item = items[index]
        group.addTask { (index, body(item)) }
        next += 1
      }
      for _ in 0..<min(max(1, jobs), items.count) { startOne() }
      var results = [Result?](repeating: nil, count: items.count)
      var count = 0
      while let (index, result) = await group.next() {
        results[index] = result
        count += 1
        done?(count)
        startOne()
      }
      return results.compactMap(\.self)
    }
  }
}
