import Report
import Testing

@Suite struct RateTests {
  @Test(arguments: [
    (1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (1, 2000, "0.1"),
    (1, 2001, "0.0"), (0, 7, "0.0"), (7, 7, "100.0"), (3, 2, "150.0"), (-1, 16, "-6.3"),
    (-1, 2000, "-0.1"), (45, 52, "86.5"), (9995, 10000, "100.0"), (9994, 10000, "99.9"),
  ])
  func rateIsRoundedHalfAwayFromZero(numerator: Int, denominator: Int, expected: String) {
    #expect(Rate(numerator, of: denominator).percentage == expected)
  }

  @Test func zeroBaseHasNoPercentage() {
    #expect(Rate(0, of: 0).percentage == nil)
    #expect(Rate(5, of: 0).tenths == nil)
  }

  /// Every half case up to a base of 400, against whole-number arithmetic done another way.
  @Test func everySmallRateIsExact() {
    for base in 1...400 {
      for part in -base...base {
        let exact = 1000 * part.magnitude
        let floor = exact / UInt(base)
        let rest = exact % UInt(base)
        let expected = Int(rest * 2 >= UInt(base) ? floor + 1 : floor) * (part < 0 ? -1 : 1)
        #expect(Rate(part, of: base).tenths == expected)
      }
    }
  }

  @Test func largeNumbersDoNotOverflow() {
    #expect(Rate(Int.max, of: Int.max).percentage == "100.0")
    #expect(Rate(Int.max / 2, of: Int.max).percentage == "50.0")
  }
}
