import Findings
import Testing
import Values
import ZipArchive

@testable import Intake

@Suite struct ArchiveMembersTests {
  private func archive(_ members: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    var writer = try ZipWriter()
    for member in members { try writer.addEntry(member.name, member.bytes) }
    return writer.finish()
  }

  private let table = [UInt8](Form.csv([Form.practices, Form.practice(1)]).utf8)

  @Test func membersAreSubmissionsOfTheArchivesBureau() throws {
    let bytes = try archive([
      ("典型做法清单.csv", table), ("__MACOSX/._典型做法清单.csv", [0]), ("~$典型做法清单.xlsx", [0]),
      ("说明/会议通知.docx", [0x25, 0x50, 0x44, 0x46]),
    ])
    let reading = Reading(bytes, path: "常州市.zip")
    #expect(
      reading.submissions.map(\.path) == ["常州市.zip/典型做法清单.csv", "常州市.zip/说明/会议通知.docx"])
    #expect(reading.submissions.map { $0.bureau?.rawValue } == [320_400, 320_400])
    #expect(reading.submissions[0].lists == [.practices])
    #expect(reading.rules == ["F003"])
  }

  /// An archive with nothing in it is no submission of nothing: it has a verdict.
  @Test func emptyArchiveIsRefused() throws {
    for members in [[], [("__MACOSX/._a.csv", [0])], [("常州市/", [])]] as [[(String, [UInt8])]] {
      let reading = Reading(try archive(members), path: "常州市.zip")
      #expect(reading.submissions.map(\.path) == ["常州市.zip"])
      #expect(reading.rules == ["F001"])
      #expect(reading.values(of: "F001")["actual"] == "压缩包里没有文件")
    }
  }

  @Test func namesInGBKAreRead() throws {
    // The bytes of 典型做法.csv in GBK, put in place of a name of the same length.
    let gbk: [UInt8] = [0xB5, 0xE4, 0xD0, 0xCD, 0xD7, 0xF6, 0xB7, 0xA8]
    var bytes = try archive([("abcdefgh.csv", table)])
    for start in bytes.indices where bytes[start...].starts(with: Array("abcdefgh".utf8)) {
      bytes.replaceSubrange(start..<start + 8, with: gbk)
    }
    // Bit 11 of the flags, in both headers, says that names are UTF-8.
    for start in bytes.indices.dropLast(12) {
      if bytes[start...].starts(with: [0x50, 0x4B, 3, 4]) { bytes[start + 7] &= 0xF7 }
      if bytes[start...].starts(with: [0x50, 0x4B, 1, 2]) { bytes[start + 9] &= 0xF7 }
    }
    let reading = Reading(bytes, path: "常州市.zip")
    #expect(reading.submissions.map(\.path) == ["常州市.zip/典型做法.csv"])
    #expect(reading.rules == [])
  }

  @Test func archiveInAnArchiveIsRefused() throws {
    let inner = try archive([("典型做法清单.csv", table)])
    let reading = Reading(try archive([("内.zip", inner)]), path: "常州市.zip")
    #expect(reading.rules == ["F005"])
    #expect(reading.findings[0].place.file == "常州市.zip/内.zip")
  }

  @Test func pathsInAnArchiveLeadNowhere() throws {
    let reading = Reading(
      try archive([("../../etc/典型做法清单.csv", table), ("a\\..\\典型做法清单2.csv", table)]), path: "常州市.zip"
    )
    #expect(
      reading.submissions.map(\.path) == ["常州市.zip/a/典型做法清单2.csv", "常州市.zip/etc/典型做法清单.csv"])
  }
}
