import Findings
import Testing
import Workbook
import ZipArchive

@testable import Intake

/// What a file may ask for: the figures, and a finding for each that names it.
@Suite struct LimitTests {
  @Test func figuresAreThoseOfTheSpecification() {
    let figures: [Limit: Int] = [
      .fileBytes: 64 << 20, .zipEntries: 1_000, .zipDepth: 1, .inflatedBytes: 2 << 30,
      .partBytes: 1 << 30, .inflationRatio: 200, .ratioFloor: 10 << 20, .xmlDepth: 256,
      .sheets: 1_000, .tables: 200, .rows: 1_048_576, .columns: 16_384, .cells: 30_000_000,
      .textLength: 32_767, .sharedStrings: 2_000_000, .memoryBytes: 256 << 20, .seconds: 60,
    ]
    for limit in Limit.allCases { #expect(limit.standard == figures[limit], "\(limit)") }
  }

  @Test func eachLimitCanBeSetAloneAndIsNamed() {
    for limit in Limit.allCases {
      var limits = IntakeLimits()
      limits[limit] = 7
      #expect(limits[limit] == 7)
      for other in Limit.allCases where other != limit {
        #expect(limits[other] == other.standard, "\(limit) moves \(other)")
      }
      #expect(!limit.title.isEmpty)
      // How large a file has to be before its ratio counts is never what a file breaks.
      #expect(limit.entry.advice.isEmpty == (limit == .ratioFloor))
    }
    #expect(Set(Limit.allCases.map(\.title)).count == Limit.allCases.count)
  }

  /// A limit, the figure to which it is set, what is met, as the finding says both, and a file.
  struct Case: CustomTestStringConvertible {
    var limit: Limit
    var figure: Int
    var limitText: String
    var met: String
    var bytes: @Sendable () throws -> [UInt8]

    init(
      _ limit: Limit, _ figure: Int, _ limitText: String, met: String,
      _ bytes: @escaping @Sendable () throws -> [UInt8]
    ) {
      self.limit = limit
      self.figure = figure
      self.limitText = limitText
      self.met = met
      self.bytes = bytes
    }

    var testDescription: String { limit.rawValue }
  }

  private static let csv: @Sendable () -> [UInt8] = {
    Array(Form.csv([Form.practices, Form.practice(1)]).utf8)
  }
  private static let workbook: @Sendable () throws -> [UInt8] = {
    try FormBook.sheet("典型做法清单", [Form.practices, Form.practice(1)])
  }

  private static func archive(_ entries: [(String, [UInt8])]) throws -> [UInt8] {
    var writer = try ZipWriter()
    for (name, bytes) in entries { try writer.addEntry(name, bytes) }
    return writer.finish()
  }

  static let cases = [
    Case(.fileBytes, 100, "100 字节", met: "1000 字节") { [UInt8](repeating: 0x61, count: 1_000) },
    Case(.zipEntries, 2, "2", met: "3") { try archive([("a", []), ("b", []), ("c", [])]) },
    Case(.zipDepth, 1, "1", met: "2") { try archive([("里.zip", archive([("a.csv", csv())]))]) },
    Case(.inflatedBytes, 5_000, "5000 字节", met: "6000 字节") {
      try archive([
        ("a", [UInt8](repeating: 0, count: 3_000)), ("b", .init(repeating: 0, count: 3_000)),
      ])
    },
    Case(.partBytes, 2_000, "2000 字节", met: "3000 字节") {
      try archive([("a.csv", [UInt8](repeating: 0x61, count: 3_000))])
    },
    Case(.xmlDepth, 3, "3", met: "超过 3", workbook),
    Case(.sheets, 1, "1", met: "超过 1") {
      try FormBook(
        sheets: (1...2).map { FormBook.Sheet(name: "表\($0)", rows: [Form.practices]) }
      ).bytes()
    },
    Case(.rows, 1, "1", met: "超过 1", csv), Case(.rows, 1, "1", met: "超过 1", workbook),
    Case(.columns, 5, "5", met: "超过 5", csv),
    Case(.columns, 5, "5", met: "超过 5", workbook),
    Case(.cells, 5, "5", met: "超过 5", csv), Case(.cells, 5, "5", met: "超过 5", workbook),
    Case(.textLength, 32_767, "32767", met: "32768") {
      Array("序号,\(String(repeating: "长", count: 32_768))\n".utf8)
    },
    Case(.textLength, 3, "3", met: "超过 3", workbook),
    Case(.memoryBytes, 40, "40 字节", met: "超过 40 字节", workbook),
    Case(.seconds, 0, "0 秒", met: "超过 0 秒", csv),
    Case(.seconds, 0, "0 秒", met: "超过 0 秒", workbook),
  ]

  @Test(arguments: cases)
  func brokenLimitIsNamedWithFigureAndAdvice(_ broken: Case) throws {
    let bytes = try broken.bytes()
    var limits = IntakeLimits()
    limits[broken.limit] = broken.figure
    let reading = Reading(bytes, path: "苏州市.xlsx", limits: limits)
    let values = reading.values(of: "F005")
    #expect(
      values == [
        "field": broken.limit.title, "limit": broken.limitText, "actual": broken.met,
        "expected": broken.limit.entry.advice, "key": broken.limit.rawValue,
      ])
    let unbroken = Reading(bytes, path: "苏州市.xlsx")
    #expect(unbroken.rules.contains("F005") == (broken.figure == broken.limit.standard))
  }

  @Test func ratioIsNamedAsOneToSoMany() throws {
    let bytes = try Self.archive([("a.csv", [UInt8](repeating: 0x61, count: 16 << 20))])
    let values = Reading(bytes).values(of: "F005")
    #expect(values["field"] == "压缩比" && values["limit"] == "200 : 1")
    #expect(values["actual"]?.hasSuffix(" : 1") == true)
    var limits = IntakeLimits()
    limits[.ratioFloor] = 32 << 20
    // Large enough a floor, and it is a text with too long a cell.
    #expect(Reading(bytes, limits: limits).values(of: "F005")["field"] == "单元格字符数")
  }

  @Test func sharedStringsAreCounted() {
    let failure = ReadFailure(WorkbookError.tooManySharedStrings(limit: 2))
    #expect(failure == .limit(.sharedStrings, figure: 2, met: nil))
    #expect(failure.chinese.hasPrefix("共享字符串数超出限度：超过 2，限 2；"))
  }

  @Test func limitOfCellsHoldsOverAllSheets() throws {
    let sheets = (1...3).map { number in
      FormBook.Sheet(name: "典型做法清单\(number)", rows: [Form.practices, Form.practice(1)])
    }
    let limits = IntakeLimits(workbook: WorkbookLimits(cells: 40))
    #expect(Reading(try FormBook(sheets: sheets).bytes(), limits: limits).rules == ["F005"])
  }

  @Test func figuresAreWrittenForAClerk() {
    #expect(Limit.fileBytes.text(64 << 20) == "64 MiB")
    #expect(Limit.fileBytes.text((64 << 20) + 1) == "65 MiB")
    #expect(Limit.fileBytes.text(1_023) == "1023 字节")
    #expect(Limit.inflationRatio.text(200) == "200 : 1")
    #expect(Limit.seconds.text(60) == "60 秒")
    #expect(Limit.cells.text(5) == "5")
  }
}
