import JSON
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

extension CalendarError: CustomStringConvertible {
  /// What is wrong, for the person who edited the file.
  public var description: String {
    switch self {
    case .malformed(let place, let reason): "\(place)：\(reason)"
    case .notADay(let text, let year): "\(year) 年的“\(text)”不是日期，应如 2022-05-03"
    case .repeatedYear(let year): "\(year) 年出现两次"
    case .impossibleSpan(let name, let first, let last): "“\(name)”从 \(first) 到 \(last)，首尾不对"
    case .overlap(let day): "\(day) 属于两个假期"
    case .statutoryOutside(let day): "法定节日 \(day) 不在它的假期里"
    case .notAWorkingWeekend(let day): "调休上班日 \(day) 不是周末，或在假期里"
    }
  }
}

extension WorkCalendar {
  /// Reads `holidays.json`.
  ///
  /// - Parameter json: An object with `years`, each with `year`, `holidays` (`name`, `from`, `to`,
  ///   `statutory`) and `workdays`, the working weekends.
  /// - Throws: ``CalendarError``; a calendar that contradicts itself is not used.
  public init(json: [UInt8]) throws(CalendarError) {
    var holidays: [Holiday] = []
    var workdays: Set<Day> = []
    var years: [Int] = []
    for entry in try Entry(json).entries("years") {
      let year = try entry.integer("year")
      if years.contains(year) { throw .repeatedYear(year) }
      years.append(year)
      for holiday in try entry.entries("holidays") {
        holidays.append(try Self.holiday(holiday, in: year))
      }
      for text in try entry.texts("workdays") { workdays.insert(try Self.day(text, in: year)) }
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

  private static func holiday(_ entry: Entry, in year: Int) throws(CalendarError) -> Holiday {
    let name = try entry.text("name")
    let first = try day(entry.text("from"), in: year)
    let last = try day(entry.text("to"), in: year)
    guard (0...30).contains(last - first) else {
      throw .impossibleSpan(name: name, first: first, last: last)
    }
    var statutory: [Day] = []
    for text in try entry.texts("statutory") {
      let day = try day(text, in: year)
      guard first <= day, day <= last else { throw .statutoryOutside(day) }
      statutory.append(day)
    }
    return Holiday(name: name, first: first, last: last, statutory: statutory)
  }

  private static func day(_ text: String, in year: Int) throws(CalendarError) -> Day {
    guard let day = Day(text) else { throw .notADay(text: text, year: year) }
    return day
  }
}

/// An object of the file, whose members are asked for by name and type.
private struct Entry {
  private let value: JSONValue
  private let place: String

  init(_ json: [UInt8]) throws(CalendarError) {
    do throws(JSONFault) {
      var reader = JSONReader(json)
      value = try reader.read()
      place = ""
    } catch {
      throw .malformed(place: "第 \(error.line) 行", reason: error.reason)
    }
  }

  private init(_ value: JSONValue, _ place: String) {
    self.value = value
    self.place = place
  }

  func integer(_ name: String) throws(CalendarError) -> Int {
    guard let number = value[name]?.integer else { throw fault(name, "整数") }
    return number
  }

  func text(_ name: String) throws(CalendarError) -> String {
    guard let text = value[name]?.string else { throw fault(name, "加双引号的文字") }
    return text
  }

  func texts(_ name: String) throws(CalendarError) -> [String] {
    let texts = try elements(name).map(\.string)
    let known = texts.compactMap(\.self)
    guard known.count == texts.count else { throw fault(name, "加双引号的文字") }
    return known
  }

  func entries(_ name: String) throws(CalendarError) -> [Entry] {
    try elements(name).enumerated().map { Entry($1, "\(path(name)).\($0)") }
  }

  private func elements(_ name: String) throws(CalendarError) -> [JSONValue] {
    guard case .array(let elements) = value[name]?.content else { throw fault(name, "数组 […]") }
    return elements
  }

  private func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  private func fault(_ name: String, _ expected: String) -> CalendarError {
    let line = value[name]?.line ?? value.line
    return .malformed(place: path(name), reason: "第 \(line) 行应为\(expected)")
  }
}
