import Testing

@testable import Report

@Suite struct AxisScaleTests {
  @Test(arguments: [
    (0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]),
    (11, [0, 5, 10, 15]), (100, [0, 20, 40, 60, 80, 100]), (101, [0, 50, 100, 150]),
    (-7, [0, 1]),
  ])
  func stepsAreRound(greatest: Int, ticks: [Int]) {
    #expect(AxisScale(upTo: greatest).ticks == ticks)
  }

  @Test(arguments: [
    999_999, 1_000_001, 5_000_000_000_000_000_000, Int.max - 1, Int.max,
  ])
  func hugeNumbersFit(greatest: Int) {
    let scale = AxisScale(upTo: greatest)
    #expect(scale.ticks.count <= 6 && scale.ticks.first == 0)
    #expect(scale.top >= greatest)
    #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy(<))
    #expect(scale.position(of: greatest, along: 5000) <= 5000)
    #expect(scale.position(of: greatest, along: 5000) > 2500)
  }

  @Test func positionsAreInProportion() {
    let scale = AxisScale(upTo: 10)
    #expect(scale.top == 10)
    #expect(scale.position(of: 0, along: 1000) == 0)
    #expect(scale.position(of: 5, along: 1000) == 500)
    #expect(scale.position(of: 10, along: 1000) == 1000)
    #expect(scale.position(of: 1, along: 333) == 33)
    #expect(scale.position(of: 99, along: 1000) == 1000)
    #expect(scale.position(of: -1, along: 1000) == 0)
    #expect(scale.position(of: 5, along: 0) == 0)
  }
}
