import FoundationEssentials
public import Values

/// Why a calendar file can't be used.
public enum CalendarError: Error, Hashable, Sendable {
  /// Not JSON of the shape of `holidays.json`; the path of the place and what is wrong there.
  case malformed(place: String, reason: String)
  /// Not a day such as `2022-05-03`.
  case notADay(text: String, year: Int)
  /// A year that stands twice.
  case repeatedYear(Int)
  /// A holiday that ends before it begins, or lasts more than 30 days.
  case impossibleSpan(name: String, first: Day, last: Day)
  /// A day that two holidays claim.
  case overlap(Day)
  /// A statutory day outside of its holiday.
  case statutoryOutside(Day)
  /// A working weekend that is a day off, or none of a weekend.
  case notAWorkingWeekend(Day)
}

/// The shape of `holidays.json`.
private struct CalendarFile: Decodable {
  struct Year: Decodable {
    var year: Int
    var holidays: [Holiday]
    var workdays: [String]
  }

  struct Holiday: Decodable {
    var name: String
    var from: String
    var to: String
    var statutory: [String]
  }

  var years: [Year]
}

extension WorkCalendar {
  /// Reads `holidays.json`.
  ///
  /// - Parameter json: An object with `years`, each with `year`, `holidays` (`name`, `from`, `to`,
  ///   `statutory`) and `workdays`, the working weekends.
  /// - Throws: ``CalendarError``; a calendar that contradicts itself is not used.
  public init(json: [UInt8]) throws(CalendarError) {
    let file = try Self.decode(json)
    var holidays: [Holiday] = []
    var workdays: Set<Day> = []
    var years: [Int] = []
    for year in file.years {
      if years.contains(year.year) { throw .repeatedYear(year.year) }
      years.append(year.year)
      for holiday in year.holidays {
        holidays.append(try Self.holiday(holiday, in: year.year))
      }
      for text in year.workdays { workdays.insert(try Self.day(text, in: year.year)) }
    }
    self.init(years: years, holidays: holidays, workingWeekends: workdays)
    for (before, after) in zip(self.holidays, self.holidays.dropFirst())
    where after.first <= before.last {
      throw .overlap(after.first)
    }
    for day in workdays.sorted() where day.weekday < 6 || holiday(on: day) != nil {
      throw .notAWorkingWeekend(day)
    }
  }

  private static func decode(_ json: [UInt8]) throws(CalendarError) -> CalendarFile {
    do {
      return try JSONDecoder().decode(CalendarFile.self, from: Data(json))
    } catch let error as DecodingError {
      let context: DecodingError.Context? =
        switch error {
        case .dataCorrupted(let context): context
        case .keyNotFound(_, let context): context
        case .typeMismatch(_, let context): context
        case .valueNotFound(_, let context): context
        @unknown default: nil
        }
      let place = (context?.codingPath ?? []).map { key in
        key.intValue.map(String.init) ?? key.stringValue
      }
      throw .malformed(
        place: place.joined(separator: "."), reason: context?.debugDescription ?? "\(error)")
    } catch {
      throw .malformed(place: "", reason: "\(error)")
    }
  }

  private static func holiday(_ entry: CalendarFile.Holiday, in year: Int) throws(CalendarError)
    -> Holiday
  {
    let first = try day(entry.from, in: year)
    let last = try day(entry.to, in: year)
    guard (0...30).contains(last - first) else {
      throw .impossibleSpan(name: entry.name, first: first, last: last)
    }
    var statutory: [Day] = []
    for text in entry.statutory {
      let day = try day(text, in: year)
      guard first <= day, day <= last else { throw .statutoryOutside(day) }
      statutory.append(day)
    }
    return Holiday(name: entry.name, first: first, last: last, statutory: statutory)
  }

  private static func day(_ text: String, in year: Int) throws(CalendarError) -> Day {
    guard let day = Day(text) else { throw .notADay(text: text, year: year) }
    return day
  }
}
