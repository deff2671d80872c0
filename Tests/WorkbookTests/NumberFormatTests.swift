import Testing

@testable import Workbook

@Suite struct NumberFormatTests {
  @Test(arguments: [
    ("General", NumberFormat.number), ("0.00E+00", .number), ("[Red]0;[Blue]-0", .number),
    ("#,##0 \"days\"", .number), ("0\\d", .number), ("0*d", .number), ("0_y", .number),
    ("@", .number),
    ("0;yyyy", .number), ("\"unclosed yyyy", .number), ("[unclosed h", .number), ("\\", .number),
    ("yyyy-mm-dd", .date), ("[$-804]yyyy\"年\"m\"月\"d\"日\"", .date), ("yyyy年m月d日", .date),
    ("m\"月\"d\"日\"", .date), ("mmm", .date), ("YYYY/M/D H:MM", .date), ("[$-F800]dddd", .date),
    ("h:mm", .time), ("h:mm AM/PM", .time), ("[$-804]上午/下午h\"时\"mm\"分\"", .time),
    ("mm:ss.0", .time),
    ("[h]:mm:ss", .elapsed), ("[HH]:MM", .elapsed), ("[mm]:ss", .elapsed), ("[SS]", .elapsed),
  ])
  func codeTellsTheKind(code: String, kind: NumberFormat) {
    #expect(NumberFormat(code: code.utf8) == kind)
  }

  @Test func builtInFormatsAreKnown() {
    let dates = (0..<200).filter { NumberFormat(builtIn: $0) != .number }
    #expect(dates == Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))
    #expect(NumberFormat(builtIn: 46) == .elapsed)
  }
}
