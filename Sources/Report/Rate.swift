/// A part of a whole, printed as a percentage with one decimal.
///
/// Both numbers are kept, so that the rounding is exact: it is done once, on whole numbers,
/// half away from zero.
public struct Rate: Hashable, Sendable {
  /// What is counted; negative where a figure fell.
  public let numerator: Int
  /// The whole; zero where there is nothing to take a part of.
  public let denominator: Int

  /// `numerator` of `denominator`.
  ///
  /// - Precondition: `denominator` is not negative.
  public init(_ numerator: Int, of denominator: Int) {
    precondition(denominator >= 0)
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Tenths of a percent, rounded half away from zero; `nil` on a zero base.
  public var tenths: Int? {
    guard denominator > 0 else { return nil }
    let doubled = numerator.magnitude.multipliedFullWidth(by: 2_000)
    let base = UInt(denominator)
    // A thousand times the part may pass 64 bits; the quotient of any real figure does not.
    let sum = doubled.low.addingReportingOverflow(base)
    let high = doubled.high + (sum.overflow ? 1 : 0)
    let divisor = base * 2
    guard high < divisor else { return nil }
    let magnitude = Int(divisor.dividingFullWidth((high, sum.partialValue)).quotient)
    return numerator < 0 ? -magnitude : magnitude
  }

  /// The percentage without a sign for percent, `83.3`; `nil` on a zero base.
  public var percentage: String? {
    guard let tenths else { return nil }
    let magnitude = tenths.magnitude
    return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)"
  }
}
