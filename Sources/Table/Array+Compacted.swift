extension Array {
  /// The elements without the room to grow that a series of appends leaves, as much again at worst.
  package consuming func compacted() -> [Element] {
    guard capacity > count + count / 8 else { return self }
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact += self
    return exact
  }
}
