import Findings
import Testing
import Values
import Workbook
import ZipArchive

@testable import Intake

@Suite struct FileFormatTests {
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private static func compoundFile(with name: String) -> [UInt8] {
    var bytes = compound + [UInt8](repeating: 0, count: 1016)
    for letter in name.utf8 { bytes += [letter, 0] }
    return bytes + [UInt8](repeating: 0, count: 128)
  }

  private static func archive(_ names: [String]) throws -> [UInt8] {
    var writer = try ZipWriter()
    for name in names { try writer.addEntry(name, [1, 2, 3]) }
    return writer.finish()
  }

  @Test func formatIsToldByTheBytes() throws {
    func sniff(_ text: String) -> FileFormat { FileFormat.sniff([UInt8](text.utf8)) }
    #expect(FileFormat.sniff([]) == .empty)
    #expect(sniff("%PDF-1.7") == .page)
    #expect(sniff("序号,开发区\n") == .text)
    #expect(sniff("\u{FEFF}<html><table>") == .markup)
    #expect(sniff("<?xml version=\"1.0\"?><Workbook/>") == .markup)
    #expect(FileFormat.sniff([0xFF, 0xD8, 0xFF, 0xE0]) == .image)
    #expect(FileFormat.sniff(Self.compoundFile(with: "Workbook")) == .compoundFile)
    #expect(FileFormat.sniff(Self.compoundFile(with: "EncryptedPackage")) == .encryptedWorkbook)
    #expect(FileFormat.sniff(try FormBook.sheet("一", [["一"]])) == .workbook)
    #expect(
      FileFormat.sniff(try Self.archive(["[Content_Types].xml", "word/document.xml"])) == .document)
    #expect(FileFormat.sniff(try Self.archive(["mimetype", "content.xml"])) == .openDocument)
    #expect(FileFormat.sniff(try Self.archive(["苏州市/a.csv"])) == .archive)
    #expect(FileFormat.sniff((0..<512).map { UInt8(truncatingIfNeeded: $0 &* 37) }) == .unknown)
    #expect(FileFormat.sniff([0x41, 0, 0x2C, 0, 0x42, 0]) == .text)
  }

  @Test(arguments: ["苏州市.xls", "南京市/扫描件.pdf", "问题隐患清单.xlsx"])
  func otherFormatUnderATellingNameIsRefused(_ path: String) {
    let reading = Reading([UInt8]("%PDF-1.7".utf8), path: path)
    #expect(reading.rules == ["F003"])
    #expect(reading.first.refusal == "F003")
    #expect(reading.values(of: "F003")["expected"]?.contains("原件") == true)
  }

  @Test func remedyFitsTheFormat() {
    let old = Reading(Self.compoundFile(with: "Workbook"), path: "苏州市.xlsx")
    #expect(old.values(of: "F003")["expected"]?.contains("另存为 .xlsx") == true)
    #expect(old.first.bureau?.rawValue == 320_500)
  }

  @Test func otherFilesAreNoSubmission() throws {
    let files: [(String, [UInt8])] = [
      ("会议通知.docx", try Self.archive(["[Content_Types].xml", "word/document.xml"])),
      ("readme.txt", [UInt8]("请于3日前报送\n".utf8)), ("照片.jpg", [0xFF, 0xD8, 0xFF]), ("a.txt", []),
      ("通讯录.xlsx", try FormBook.sheet("Sheet1", [["姓名", "电话"], ["赵某", "1"]])),
    ]
    for (path, bytes) in files {
      let reading = Reading(bytes, path: path)
      #expect(reading.rules == ["F010"], "\(path)")
      #expect(!reading.first.isSubmission)
    }
  }

  @Test func passwordIsReported() {
    #expect(Reading(Self.compoundFile(with: "EncryptedPackage")).rules == ["F002"])
  }

  @Test func damageIsReported() throws {
    let whole = try FormBook.sheet("典型做法清单", [Form.practices, Form.practice(1)])
    for length in [whole.count / 2, whole.count - 10, 30, 4] {
      let reading = Reading(Array(whole.prefix(length)))
      #expect(reading.rules == ["F001"], "\(length)")
      #expect(reading.first.refusal == "F001")
      #expect(reading.values(of: "F001")["actual"]?.isEmpty == false)
    }
    #expect(Reading([], path: "苏州市.xlsx").rules == ["F001"])
  }

  @Test func everyByteMayBeDamagedWithoutHarm() throws {
    let whole = try FormBook.sheet("典型做法清单", [Form.practices, Form.practice(1)])
    var seed: UInt64 = 42
    for place in stride(from: 0, to: whole.count, by: 7) {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = whole
      bytes[place] = UInt8(truncatingIfNeeded: seed >> 33)
      let reading = Reading(bytes)
      #expect(reading.submissions.count >= 1)
    }
  }

  @Test func bytesOfNoEncodingAreReported() {
    let bytes = [UInt8]("序号,开发区\n1,".utf8) + [0xFF, 0xFE, 0xFF, 0xA1, 0x0A]
    let reading = Reading(bytes, path: "徐州市-典型做法清单.csv")
    #expect(reading.rules == ["F004"])
    #expect(reading.values(of: "F004")["actual"]?.contains("字节") == true)
  }
}
