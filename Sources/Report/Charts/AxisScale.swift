/// A value axis from zero: round steps of 1, 2 or 5 times a power of ten, five at most.
struct AxisScale: Hashable, Sendable {
  /// Values at which lines are drawn, 0 first.
  let ticks: [Int]
  /// The value at the axis's end, 1 at least.
  let top: Int

  /// An axis that holds every value up to one.
  ///
  /// - Parameter greatest: The greatest value; what is negative counts as 0.
  init(upTo greatest: Int) {
    let greatest = max(greatest, 1)
    let step = Self.step(for: greatest)
    var ticks = [0]
    while let last = ticks.last, last < greatest {
      let (next, isOver) = last.addingReportingOverflow(step)
      if isOver { break }
      ticks.append(next)
    }
    self.ticks = ticks
    top = max(ticks.last ?? 0, greatest)
  }

  private static func step(for greatest: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] {
        let step = power * factor
        if (greatest - 1) / step < 5 { return step }
      }
      // 5 × 10^18 is the last step that Int holds, and five of it pass every Int.
      if power == 1_000_000_000_000_000_000 { return power * 5 }
      power *= 10
    }
  }

  /// How far along an axis a value stands.
  ///
  /// - Parameters:
  ///   - value: The value; below 0 and above the top it stands at the end.
  ///   - length: The axis's length, in tenths of a unit.
  /// - Returns: Tenths of a unit from the zero, rounded half up.
  func position(of value: Int, along length: Int) -> Int {
    let value = UInt(min(max(value, 0), top))
    let product = value.multipliedFullWidth(by: UInt(max(length, 0)))
    let (low, isOver) = product.low.addingReportingOverflow(UInt(top) / 2)
    let high = product.high + (isOver ? 1 : 0)
    guard high < UInt(top) else { return length }
    return Int(UInt(top).dividingFullWidth((high, low)).quotient)
  }
}
