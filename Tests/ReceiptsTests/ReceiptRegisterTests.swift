import DelimitedText
import Receipts
import Table
import Testing

@Suite struct ReceiptRegisterTests {
  private static let hashA = String(repeating: "a1", count: 32)
  private static let hashB = String(repeating: "b2", count: 32)

  private static func register(_ text: String) -> ReceiptRegister {
    var reader = CSVReader(Array(text.utf8))
    return ReceiptRegister(reading: &reader)
  }

  private static func receipt(_ lines: [String], _ file: String = "苏州市.xlsx") -> Receipt? {
    register((["单位,文件,SHA-256,收件时间,登记方式"] + lines).joined(separator: "\r\n"))
      .receipt(of: file, sha256: hashA)
  }

  @Test func rowsAreReadWhateverTheOrderOfColumns() {
    let register = Self.register(
      """
      \u{FEFF}收件时间;登记方式;文件;单位;sha256;经办人
      2022/6/2 16:20;邮件;苏州市.xlsx;苏州市;\(Self.hashA.uppercased());张三

      2022-06-03T09:00:00+08:00;;'=1.xlsx;320100;;
      """)
    #expect(register.faults.isEmpty)
    #expect(
      register.rows == [
        RegisterRow(
          unit: "苏州市", file: "苏州市.xlsx", sha256: Self.hashA,
          received: Instant(seconds: 1_654_158_000), method: "邮件", number: 2),
        RegisterRow(
          unit: "320100", file: "=1.xlsx", sha256: nil,
          received: Instant(seconds: 1_654_218_000), method: "", number: 4),
      ])
  }

  /// A file may be named so; the blanks are lost when the register is read.
  @Test(arguments: ["苏州市.xlsx", "　苏州市.xlsx", " 苏州市.xlsx \t", "./ 苏州市.xlsx"])
  func blanksAroundANameTellNothing(file: String) {
    for written in ["　苏州市.xlsx", "苏州市.xlsx "] {
      let receipt = Self.receipt(["苏州市,\(written),,2022-06-02 16:20:00,邮件"], file)
      #expect(receipt?.time.registerText == "2022-06-02 16:20:00")
    }
    #expect(Self.receipt(["苏州市,苏 州市.xlsx,,2022-06-02 16:20:00,邮件"], file) == nil)
  }

  /// A file system holds times of any year; the register those of four digits.
  @Test(arguments: [
    Int64.min, -100_000_000_000, -62_135_596_801 - 8 * 3_600, 253_402_300_800, .max,
  ])
  func timeOfNoYearIsThatOfTheRun(seconds: Int64) {
    let now = Instant(seconds: 1_654_158_000)
    let receipt = Receipt(modified: Instant(seconds: seconds), now: now)
    #expect(receipt.time == now && receipt.evidence == .modificationTime)
    #expect(Instant(receipt.time.registerText) == now)
  }

  @Test func oldTimeOfAFileIsKept() {
    let old = Instant(seconds: -62_135_596_800 - 8 * 3_600)
    #expect(Receipt(modified: old, now: Instant(seconds: 0)).time == old)
    #expect(Instant(old.registerText) == old)
  }

  @Test func faultyRowIsToldAndTheOthersCount() {
    let register = Self.register(
      """
      单位,文件,SHA-256,收件时间,登记方式
      苏州市,,,2022-06-02 16:20,邮件
      苏州市,a.xlsx,,昨天,邮件
      苏州市,a.xlsx,12345,2022-06-02 16:20,邮件
      苏州市,a.xlsx
      苏州市,b.xlsx,,2022-06-02 16:20,邮件
      """)
    #expect(
      register.faults == [
        .noFile(row: 2), .notATime(row: 3, text: "昨天"), .notAHash(row: 4, text: "12345"),
        .notATime(row: 5, text: ""),
      ])
    #expect(register.rows.map(\.file) == ["b.xlsx"])
    #expect(Self.register("a,b\n1,2\n").faults == [.noHeading])
    #expect(Self.register("").faults == [])
  }

  @Test func rowWithOtherBytesDoesNotCount() {
    #expect(Self.receipt(["苏州市,苏州市.xlsx,\(Self.hashB),2022-06-02 16:20,邮件"]) == nil)
    #expect(Self.receipt(["苏州市,苏州市(2).xlsx,\(Self.hashA),2022-06-02 16:20,邮件"]) == nil)
    #expect(Self.receipt(["苏州市,苏州市.xlsx,,2022-06-02 16:20,邮件"])?.row == 2)
    #expect(Self.receipt(["苏州市,苏州市.xlsx,\(Self.hashA),2022-06-02 16:20,邮件"])?.row == 2)
    #expect(Self.receipt([]) == nil)
  }

  @Test func bestRowCounts() {
    let byHand = "苏州市,苏州市.xlsx,,2022-06-05 10:00,邮件"
    let byHandAgain = "苏州市,苏州市.xlsx,,2022-06-07 10:00,邮件"
    let exact = "苏州市,苏州市.xlsx,\(Self.hashA),2022-06-04 10:00,微信"
    let exactAgain = "苏州市,苏州市.xlsx,\(Self.hashA),2022-06-06 10:00,微信"
    let byRun = "苏州市,苏州市.xlsx,\(Self.hashA),2022-06-01 10:00,文件时间"
    let other = "苏州市,苏州市.xlsx,\(Self.hashB),2022-06-02 10:00,微信"
    #expect(Self.receipt([byRun, other])?.evidence == .modificationTime)
    #expect(Self.receipt([byRun, other, byHand])?.row == 4)
    #expect(Self.receipt([byHand, byRun])?.evidence == .register)
    #expect(Self.receipt([byHand, byHandAgain])?.row == 3)
    #expect(Self.receipt([byHandAgain, byHand])?.row == 2)
    #expect(Self.receipt([byHand, exactAgain, exact, byRun])?.row == 4)
  }

  @Test(arguments: [#"苏州市\问题隐患清单.csv"#, "./苏州市/问题隐患清单.csv", "苏州市//问题隐患清单.csv"])
  func pathIsComparedByItsParts(written: String) {
    let receipt = Self.receipt(
      ["苏州市,\(written),,2022-06-02 16:20,邮件"], "苏州市/问题隐患清单.csv")
    #expect(receipt?.time == Instant("2022-06-02 16:20"))
  }

  @Test func writtenRowReadsBack() {
    let row = RegisterRow(
      unit: "苏州市", file: "@苏州,\"市\".xlsx", sha256: Self.hashA,
      received: Instant(seconds: 1_654_158_000), method: RegisterRow.modificationTimeMethod,
      number: 2)
    var writer = CSVWriter()
    for fields in [ReceiptRegister.heading, row.fields] {
      for field in fields { writer.text(field) }
      writer.endRow()
    }
    var reader = CSVReader(writer.drain { $0 })
    let register = ReceiptRegister(reading: &reader)
    #expect(register.rows == [row])
    #expect(register.receipt(of: row.file, sha256: Self.hashA)?.evidence == .modificationTime)
  }
}
