/// A value that takes the place of a placeholder.
public enum TemplateValue: Hashable, Sendable {
  /// Nothing known: the cell keeps its style and is left empty.
  case blank
  /// Text; never a formula, whatever it begins with.
  case text(String)
  /// Text as a file of data has it: a date where it is written as one, `2022-05-03` or
  /// `2022-05-03T16:20`, and the template's cell shows dates; else text.
  case written(String)
  /// A whole number.
  case integer(Int)
  /// A number in decimal digits as it is to be stored, such as `-12.50` or `1.5E-7`.
  case decimal(String)
  /// A calendar date, with or without a time of day.
  case date(TemplateDate)
  /// A truth value.
  case boolean(Bool)
}

/// A calendar date with a time of day; it knows no time zone.
public struct TemplateDate: Hashable, Sendable {
  /// Days from 1970-01-01, negative before it.
  var dayNumber: Int
  /// Seconds from midnight, 0..<86,400.
  var second: Int

  /// A date of the Gregorian calendar.
  ///
  /// `nil` if there is no such date or time.
  ///
  /// - Parameters:
  ///   - year: The year, 1...9999.
  ///   - month: The month, from 1.
  ///   - day: The day of the month, from 1.
  ///   - secondOfDay: Seconds from midnight.
  public init?(year: Int, month: Int, day: Int, secondOfDay: Int = 0) {
    guard (1...9_999).contains(year), (1...12).contains(month), (0..<86_400).contains(secondOfDay)
    else { return nil }
    // Years that begin in March put the leap day last, so that months have a closed form.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = era * 146_097 + dayOfEra - 719_468
    second = secondOfDay
    let back = Self.calendarDate(ofDay: dayNumber)
    guard back == (year, month, day) else { return nil }
  }

  /// The day that lies so many days after 1970-01-01.
  ///
  /// `nil` outside the years 1...9999.
  ///
  /// - Parameter dayNumber: The days, negative before it.
  public init?(dayNumber: Int) {
    guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
    self.init(dayNumber: dayNumber, second: 0)
  }

  /// The date that `dayNumber` days from 1970-01-01 is, and a time.
  init(dayNumber: Int, second: Int) {
    self.dayNumber = dayNumber
    self.second = second
  }

  private static func calendarDate(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
    let days = number + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, day)
  }

  /// The day's serial number in a workbook (ECMA-376 Part 1, 18.17.4.1).
  ///
  /// `nil` where the workbook's calendar has none: before 1900-01-01, or before 1904-01-01.
  func serial(from1904: Bool) -> Int? {
    if from1904 {
      let serial = dayNumber + 24_107
      return serial >= 0 ? serial : nil
    }
    // The 1900 calendar counts a 29 February 1900 that never was.
    let serial = dayNumber + 25_569
    if serial >= 61 { return serial }
    return serial >= 2 ? serial - 1 : nil
  }
}

extension TemplateDate {
  /// A date as ISO 8601 writes it: `2022-05-03`, then `T` or a space and `16:20` or `16:20:30`.
  ///
  /// `nil` of anything else: also with a time zone, which a workbook's dates have not.
  ///
  /// - Parameter text: The date's bytes.
  public init?(written text: ArraySlice<UInt8>) {
    guard text.count == 10 || text.count == 16 || text.count == 19 else { return nil }
    var numbers: [Int] = []
    let shape: [UInt8] = Array("0000-00-00T00:00:00".utf8)
    for (byte, wanted) in zip(text, shape) {
      if wanted == UInt8(ascii: "0") {
        guard (0x30...0x39).contains(byte) else { return nil }
        numbers.append(Int(byte - 0x30))
      } else if byte != wanted, wanted != UInt8(ascii: "T") || byte != 0x20 {
        return nil
      }
    }
    func pair(_ index: Int) -> Int { numbers[index] * 10 + numbers[index + 1] }
    let hour = numbers.count > 8 ? pair(8) : 0
    let minute = numbers.count > 10 ? pair(10) : 0
    let second = numbers.count > 12 ? pair(12) : 0
    guard hour < 24, minute < 60, second < 60 else { return nil }
    self.init(
      year: pair(0) * 100 + pair(2), month: pair(4), day: pair(6),
      secondOfDay: hour * 3_600 + minute * 60 + second)
  }
}

extension TemplateDate: CustomStringConvertible {
  /// `2022-05-03`, or `2022-05-03 16:20:00` where there is a time.
  public var description: String {
    let date = Self.calendarDate(ofDay: dayNumber)
    let year = String(date.year)
    let padding = String(repeating: "0", count: max(0, 4 - year.count))
    let day = "\(padding)\(year)-\(Self.two(date.month))-\(Self.two(date.day))"
    guard second != 0 else { return day }
    let time = [second / 3_600, second / 60 % 60, second % 60].map(Self.two)
    return "\(day) \(time.joined(separator: ":"))"
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
