import DelimitedText
import ReturnCopy
import Table
import Testing
import Workbook
import ZipArchive

/// Copies of workbooks that other people's programs made.
@Suite struct ReturnCopyTests {
  private static let red = "FFFFC2CA"
  private static let amber = "FFFFE894"

  private func firstSheet(_ bytes: [UInt8]) throws -> WorkbookSheet {
    try #require(try WorkbookReader(bytes: bytes).sheets.first)
  }

  @Test(arguments: TestFile.names)
  func partsThatNoMarkConcernsAreTheSameBytes(_ name: String) throws {
    let original = try TestFile.bytes(name)
    let sheet = try firstSheet(original)
    let copy = try ReturnCopy(head, [note("B4", on: sheet.name), note("Z40", on: sheet.name)])
      .annotate(original)
    let (old, new) = (try ZipReader(bytes: original), try ZipReader(bytes: copy))
    let touched: Set = [
      "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
      sheet.part, "xl/worksheets/_rels/sheet1.xml.rels",
    ]
    #expect(new.entries.prefix(old.entries.count).map(\.text) == old.entries.map(\.text))
    var untouched = 0
    for entry in old.entries {
      let kept = try #require(new.entry(named: entry.text))
      if touched.contains(entry.text) || entry.text.contains("omments")
        || entry.text.hasSuffix(".vml") && entry.text.contains("rawing1")
      {
        continue
      }
      untouched += 1
      #expect(Array(try new.rawData(kept)) == Array(try old.rawData(entry)), "\(entry.text)")
    }
    #expect(untouched >= 5)
    let added = Set(new.entries.map(\.text)).subtracting(old.entries.map(\.text))
    #expect(added.allSatisfy { $0.hasPrefix("xl/") } && added.count <= 4)
  }

  @Test(arguments: TestFile.names)
  func cellsKeepTheirContent(_ name: String) throws {
    let original = try TestFile.bytes(name)
    let sheet = try firstSheet(original)
    let copy = try ReturnCopy(head, [note("B4", on: sheet.name)]).annotate(original)
    for sheet in try WorkbookReader(bytes: original).sheets {
      #expect(try cells(of: sheet.name, in: copy) == cells(of: sheet.name, in: original))
    }
  }

  @Test(arguments: TestFile.names)
  func marksStandOnTheCells(_ name: String) throws {
    let original = try TestFile.bytes(name)
    let sheet = try firstSheet(original)
    let notes = [
      note("B4", on: sheet.name), note("E4", on: sheet.name, .warning),
      note("E4", on: sheet.name, .info, rule: "V011"), note("G7", on: sheet.name),
      note("A3", on: sheet.name, .explained),
    ]
    let copy = try ReturnCopy(head, notes).annotate(original)
    #expect(try colour(of: "B4", in: sheet.part, of: copy) == Self.red)
    #expect(try colour(of: "E4", in: sheet.part, of: copy) == Self.amber)
    #expect(try colour(of: "G7", in: sheet.part, of: copy) == Self.red)
    for cell in ["A3", "C4", "A4"] {
      let before = try colour(of: cell, in: sheet.part, of: original)
      #expect(try colour(of: cell, in: sheet.part, of: copy) == before)
    }
  }

  @Test func theHeadOfTheSheetIsLinkedAndListed() throws {
    let original = try TestFile.bytes("openpyxl.xlsx")
    let name = "事故 统计'表"
    let copy = try ReturnCopy(
      head, [note("B2", on: name), note(nil, on: nil, rule: "T001", message: "缺一张清单", content: "")]
    ).annotate(original)
    // The bureau has a sheet of that name of its own.
    let sheets = try WorkbookReader(bytes: copy).sheets
    #expect(sheets.map(\.name) == [name, "校验意见", "校验意见(2)"])
    let listed = try cells(of: "校验意见(2)", in: copy)
    #expect(listed["A1"] == "江苏省商务厅校验意见")
    #expect(listed["A2"]?.contains("苏州市.xlsx") == true)
    #expect(listed["C5"] == "H001" && listed["D5"] == name && listed["E5"] == "B2")
    #expect(listed["F5"] == "=HYPERLINK(\"x\")")
    #expect(listed["G6"] == "缺一张清单" && listed["E6"] == nil)
    let part = try text(of: sheets[2].part, in: copy)
    #expect(part.contains("ref=\"E5\" location=\"'事故 统计''表'!B2\""))
    #expect(!part.contains("<f>"))
    #expect(part.contains("paperSize=\"9\" orientation=\"landscape\""))
  }

  @Test func ourCommentFollowsTheirsInTheSameCell() throws {
    let original = try TestFile.bytes("xlsxwriter.xlsm")
    let copy = try ReturnCopy(
      head, [note("C3", on: "问题隐患清单"), note("B3", on: "问题隐患清单")]
    ).annotate(original)
    let comments = try text(of: "xl/comments1.xml", in: copy)
    #expect(comments.contains("<author>苏州市商务局</author><author>省商务厅校验</author>"))
    #expect(comments.components(ref: "C3").count == 1)
    let shared = try #require(comments.components(ref: "C3").first)
    #expect(shared.contains("请与企业核对") && shared.contains("———— 省商务厅校验 ————"))
    #expect(shared.contains("authorId=\"0\""))
    #expect(comments.components(ref: "E5").first?.contains("省商务厅") == false)
    #expect(comments.components(ref: "B3").first?.contains("&lt;排查日期&gt; &amp; 其他") == true)
    // The shapes of theirs and of the button stay; one is added.
    let before = try text(of: "xl/drawings/vmlDrawing1.vml", in: original)
    let after = try text(of: "xl/drawings/vmlDrawing1.vml", in: copy)
    #expect(after.count("<v:shape ") == before.count("<v:shape ") + 1)
    #expect(after.hasPrefix(String(before.dropLast("</xml>".count))))
    #expect(after.contains("<x:Row>2</x:Row><x:Column>1</x:Column>"))
  }

  @Test(arguments: TestFile.names)
  func theNextCopyReplacesTheLast(_ name: String) throws {
    let original = try TestFile.bytes(name)
    let sheet = try firstSheet(original)
    let first = [
      note("B2", on: sheet.name), note("B4", on: sheet.name), note("E4", on: sheet.name, .warning),
      note("A2", on: sheet.name), note("Z40", on: sheet.name),
    ]
    let once = try ReturnCopy(head, first).annotate(original)
    let twice = try ReturnCopy(head, [note("C4", on: sheet.name)]).annotate(once)
    #expect(
      try WorkbookReader(bytes: twice).sheets.map(\.name)
        == WorkbookReader(bytes: once).sheets.map(\.name))
    #expect(ReturnCopy.isCopy(once) && ReturnCopy.isCopy(twice) && !ReturnCopy.isCopy(original))
    for cell in ["A2", "B2", "B4", "E4"] {
      let before = try colour(of: cell, in: sheet.part, of: original)
      #expect(try colour(of: cell, in: sheet.part, of: twice) == before, "\(cell)")
    }
    #expect(try colour(of: "C4", in: sheet.part, of: twice) == Self.red)
    let comments = try parts(of: twice).filter {
      $0.key.contains("comments") && !$0.key.hasSuffix("rels")
    }
    .map { String(decoding: $0.value, as: UTF8.self) }.joined()
    #expect(comments.count("核对两个日期") == 1)
    #expect(comments.components(ref: "C4").count == 1 && comments.components(ref: "B4").isEmpty)
    let last = try #require(try WorkbookReader(bytes: twice).sheets.last)
    let listed = try cells(of: last.name, in: twice)
    #expect(listed["E5"] == "C4" && listed["A6"] == nil)
  }

  @Test func withoutFindingsNothingIsMarked() throws {
    let original = try TestFile.bytes("openpyxl.xlsx")
    let copy = try ReturnCopy(head, []).annotate(original)
    let (old, new) = (try parts(of: original), try parts(of: copy))
    #expect(new["xl/worksheets/sheet1.xml"] == old["xl/worksheets/sheet1.xml"])
    #expect(new["xl/comments/comment1.xml"] == old["xl/comments/comment1.xml"])
    #expect(try cells(of: "校验意见(2)", in: copy)["A5"] == "没有发现问题。")
  }

  @Test func theSameFileAndNotesGiveTheSameBytes() throws {
    let original = try TestFile.bytes("xlsxwriter.xlsm")
    let notes = (3...5).flatMap { row in
      ["A", "C", "D", "Q"].map { note("\($0)\(row)", on: "问题隐患清单") }
    }
    let first = try ReturnCopy(head, notes).annotate(original)
    #expect(try ReturnCopy(head, notes).annotate(original) == first)
  }

  @Test func macrosAskForTheirExtension() throws {
    #expect(ReturnCopy.hasMacros(try TestFile.bytes("xlsxwriter.xlsm")))
    #expect(!ReturnCopy.hasMacros(try TestFile.bytes("openpyxl.xlsx")))
  }

  @Test func mergedCellsAreMarkedWhereTheyShow() throws {
    let original = try TestFile.bytes("openpyxl.xlsx")
    let copy = try ReturnCopy(head, [note("D3", on: "事故 统计'表")]).annotate(original)
    #expect(try colour(of: "D2", in: "xl/worksheets/sheet1.xml", of: copy) == Self.red)
    let comments = try text(of: "xl/comments/comment1.xml", in: copy)
    #expect(comments.components(ref: "D2").first?.contains("（D3）") == true)
  }

  @Test func tooManyNotesAreCountedOnTheSheet() throws {
    let original = try TestFile.bytes("openpyxl.xlsx")
    let name = "事故 统计'表"
    var notes = (1...ReturnCopy.noteLimit + 40).map { note("B\($0)", on: name, .info) }
    notes.append(note("C9", on: name))
    let copy = try ReturnCopy(head, notes).annotate(original)
    let listed = try cells(of: "校验意见(2)", in: copy)
    #expect(listed["A2"]?.contains("另有 41 处没有列出") == true)
    #expect(listed["E\(4 + ReturnCopy.noteLimit)"] == "C9")
    #expect(listed["A\(5 + ReturnCopy.noteLimit)"] == nil)
    #expect(try colour(of: "C9", in: "xl/worksheets/sheet1.xml", of: copy) == Self.red)
  }

  @Test func aTextTableBecomesAWorkbookOfTexts() throws {
    var rows = CSVReader(Array("\u{FEFF}序号,说明\n1,=1+1\n\n3,\"两\n行 _x0041_\"\n".utf8))
    let copy = try ReturnCopy(head, [note("B2", on: nil), note("C4", on: nil)])
      .workbook(of: &rows, sheet: "典型做法清单")
    let read = try cells(of: "典型做法清单", in: copy)
    #expect(
      read == ["A1": "序号", "B1": "说明", "A2": "1", "B2": "=1+1", "A4": "3", "B4": "两\n行 _x0041_"])
    #expect(try colour(of: "B2", in: "xl/worksheets/sheet1.xml", of: copy) == Self.red)
    #expect(try colour(of: "C4", in: "xl/worksheets/sheet1.xml", of: copy) == Self.red)
    #expect(try cells(of: "校验意见", in: copy)["D5"] == "典型做法清单")
  }

  /// Columns as wide as what they hold, the heading in sight, the opinion first.
  @Test func aTextTableIsLaidOutToBeRead() throws {
    let long = String(repeating: "长", count: 60)
    var rows = CSVReader(Array("填报单位：常州市商务局开发区处,,\n序号,名称,说明\n1,一车间防护罩,\(long)\n".utf8))
    let copy = try ReturnCopy(head, [note("B3", on: nil)])
      .workbook(of: &rows, sheet: "典型做法清单")
    let sheet = try text(of: "xl/worksheets/sheet1.xml", in: copy)
    #expect(
      sheet.matches(of: /<col [^>]*width="(\d+)"/).map(\.output.1) == ["8", "14", "40"])
    #expect(sheet.contains("<pane ySplit=\"2\" topLeftCell=\"A3\""))
    #expect(sheet.contains("orientation=\"landscape\" fitToHeight=\"0\""))
    #expect(sheet.contains("<c r=\"B2\" s=\"2\""))
    #expect(try text(of: "xl/workbook.xml", in: copy).contains("activeTab=\"1\""))
  }

  @Test func theOpinionMayStandAlone() throws {
    let copy = try ReturnCopy(head, [note(nil, on: nil, rule: "F003")]).opinion()
    #expect(try WorkbookReader(bytes: copy).sheets.map(\.name) == ["校验意见"])
    let listed = try cells(of: "校验意见", in: copy)
    #expect(listed["C5"] == "F003" && listed["B4"] == "级别")
    // There is nothing to be filled in or sent again.
    #expect(listed["A3"]?.hasPrefix("请按“改法”处理原文件，改好后重新报送原文件") == true)
    #expect(listed["A3"]?.contains("标色") == false)
  }

  @Test func theGuideSpeaksOfColoursWhereThereAreSome() throws {
    let original = try TestFile.bytes("xlsxwriter.xlsm")
    for (notes, isMarked) in [
      ([note("C3", on: "问题隐患清单")], true), ([note(nil, on: nil, rule: "T001")], false),
    ] {
      let copy = try ReturnCopy(head, notes).annotate(original)
      let guide = try #require(try cells(of: "校验意见", in: copy)["A3"])
      #expect(guide.contains("标色的单元格") == isMarked && guide.contains("重新报送本工作簿"))
    }
  }
}

extension String {
  /// How often a text stands in it.
  func count(_ part: String) -> Int { ranges(of: part).count }

  /// The comments on a cell, as they stand.
  func components(ref: String) -> [Substring] {
    ranges(of: "<comment ref=\"\(ref)\"").map { range in
      let rest = self[range.lowerBound...]
      return rest[..<(rest.firstRange(of: "</comment>")?.upperBound ?? rest.endIndex)]
    }
  }
}
