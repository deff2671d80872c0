/// A day and time of day from a serial number (ECMA-376 Part 1, 18.17.4.1).
///
/// In the 1900 system serial 1 is 1900-01-01, 60 the day 1900-02-29 that never was, 61 is
/// 1900-03-01; in the 1904 system serial 0 is 1904-01-01.
struct SerialDate {
  /// Serial number of the last day, 9999-12-31, in the 1900 system.
  private static let lastDay = 2_958_465
  /// Serial number of 1904-01-01 in the 1900 system.
  private static let days1904 = 1_462

  /// Serial number of the day in the 1900 system; 0 is no day.
  var day: Int
  /// Seconds since the day began, fractions dropped.
  var second: Int

  /// A day of a workbook, or `nil` if the system has none of that number.
  init?(day number: Int, is1904: Bool) {
    day = number + (is1904 ? Self.days1904 : 0)
    second = 0
    guard day <= Self.lastDay else { return nil }
  }

  /// A date, or `nil` if the number lies outside the days that the system has.
  init?(_ serial: DecimalNumber, is1904: Bool) {
    guard !serial.isNegative || serial.digits == 0, serial.exponent <= 6 else { return nil }
    if serial.exponent == 0 {
      guard serial.digits <= UInt64(Self.lastDay),
        let date = SerialDate(day: Int(serial.digits), is1904: is1904)
      else { return nil }
      self = date
      return
    }
    var digits = serial.digits
    var scale: UInt64 = 1
    if serial.exponent > 0 {
      for _ in 0..<serial.exponent {
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        digits = product
      }
    } else {
      for _ in 0..<min(18, -serial.exponent) { scale *= 10 }
      // Beyond 18 decimals there is nothing that a clock could show.
      for _ in 0..<max(0, -serial.exponent - 18) { digits /= 10 }
    }
    guard digits / scale <= UInt64(Self.lastDay) else { return nil }
    let wide = (digits % scale).multipliedFullWidth(by: 86_400_000)
    let (quotient, remainder) = scale.dividingFullWidth(wide)
    // To the nearest millisecond, which undoes the rounding of the binary form.
    let millisecond = Int(quotient) + (remainder >= scale - remainder ? 1 : 0)
    day = Int(digits / scale) + millisecond / 86_400_000 + (is1904 ? Self.days1904 : 0)
    second = millisecond % 86_400_000 / 1_000
    guard day <= Self.lastDay else { return nil }
  }

  /// Appends `2022-05-03`, or with a time `2022-05-03T10:20:00`.
  func appendDate(to bytes: inout [UInt8]) {
    let (year, month, dayOfMonth) = civil
    bytes.append(addingCapacity: 10) { output in
      output.append(digits: year / 100)
      output.append(digits: year % 100)
      output.append(UInt8(ascii: "-"))
      output.append(digits: month)
      output.append(UInt8(ascii: "-"))
      output.append(digits: dayOfMonth)
    }
    guard second > 0 else { return }
    bytes.append(UInt8(ascii: "T"))
    appendTime(to: &bytes)
  }

  /// Appends `10:20:00`.
  func appendTime(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: 8) { output in
      output.append(digits: second / 3_600)
      output.append(UInt8(ascii: ":"))
      output.append(digits: second / 60 % 60)
      output.append(UInt8(ascii: ":"))
      output.append(digits: second % 60)
    }
  }

  /// Year, month and day in the Gregorian calendar, with the 1900 system's leap day.
  private var civil: (year: Int, month: Int, day: Int) {
    if day == 60 { return (1900, 2, 29) }
    // Days since 0000-03-01; serial 61 is 1900-03-01, before which the false leap day is missing.
    let days = (day < 61 ? day + 1 : day) + 693_899
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension OutputSpan<UInt8> {
  /// Appends a number below 100 as two digits.
  @inline(__always)
  fileprivate mutating func append(digits value: Int) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10))
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10))
  }
}
