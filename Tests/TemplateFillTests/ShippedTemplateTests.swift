import FoundationEssentials
import PackageRules
import Table
import Testing
import XMLStream
import ZipArchive

@testable import TemplateFill

/// The shipped consolidated workbook, filled with invented data.
private struct Shipped {
  let zip: ZipReader
  let bytes: [UInt8]

  static let template = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Templates/consolidated.xlsx").standardized

  init(hazards: Int, rowLimit: Int = CellReference.lastRow) throws {
    let template = [UInt8](try Data(contentsOf: Self.template))
    let data = InventedMonth(hazards: hazards).data()
    bytes = try TemplateFiller(template: template, rowLimit: rowLimit).fill(data)
    zip = try ZipReader(bytes: bytes)
  }

  /// Every start tag of a part, with the text that follows it.
  func tags(_ part: String) throws -> [(tag: StartTag, text: String)] {
    let entry = try #require(zip.entry(named: part))
    var reader = PartReader(part: part, bytes: try zip.read(entry))
    var tags: [(tag: StartTag, text: String)] = []
    while let kind = try reader.next() {
      switch kind {
      case .start: tags.append((reader.tag, ""))
      case .text: tags[tags.count - 1].text += String(decoding: reader.text, as: UTF8.self)
      case .end: break
      }
    }
    return tags
  }

  func package() throws -> TemplatePackage {
    var bytes = try ZipWriter()
    for entry in zip.entries { bytes.addRaw(entry, data: try zip.rawData(entry)) }
    return try TemplatePackage(bytes: bytes.finish(), limits: ZipLimits())
  }
}

@Test(arguments: [0, 1, 80])
func filledWorkbookIsSound(hazards: Int) throws {
  let shipped = try Shipped(hazards: hazards)
  #expect(try PackageCheck(shipped.bytes).faults == [])
  let names = shipped.zip.entries.map(\.text)
  #expect(Set(names).count == names.count)
  // Every part has a content type, and every type of one part has its part.
  let types = try shipped.tags("[Content_Types].xml")
  let defaults = types.compactMap { $0.tag.text("Extension") }
  let overrides = types.compactMap { $0.tag.text("PartName") }
  for name in names where name != "[Content_Types].xml" {
    #expect(overrides.contains("/" + name) || defaults.contains { name.hasSuffix("." + $0) })
  }
  for override in overrides { #expect(names.contains(String(override.dropFirst()))) }
  // Every relationship leads to a part, and its identifier is its own.
  let package = try shipped.package()
  for name in names where !name.hasSuffix(".rels") {
    let links = try package.relationships(of: name)
    #expect(Set(links.map(\.id)).count == links.count)
    for link in links { #expect(names.contains(link.target)) }
  }
  #expect(
    package.sheets.map(\.name) == [
      "综合情况", "报送情况", "问题隐患清单", "重大隐患督办", "制度措施清单", "典型做法清单", "事故统计表", "隐患台账", "校验结果",
      "勾稽核对",
    ])
}

@Test(arguments: [0, 1, 80])
func filledSheetsAreSound(hazards: Int) throws {
  let shipped = try Shipped(hazards: hazards)
  let package = try shipped.package()
  let styles = try shipped.tags("xl/styles.xml").map(\.tag)
  let formats = try #require(styles.first { $0.local == "cellXfs" }?.number("count"))
  for sheet in package.sheets {
    var last = CellReference(row: 0, column: 0)
    var merged: [CellArea] = []
    for (tag, text) in try shipped.tags(sheet.part) {
      #expect(!text.contains("{") && !text.contains("}"))
      switch tag.local {
      case "row":
        let row = try #require(tag.number("r"))
        #expect(row > last.row)
        last = CellReference(row: row, column: 0)
      case "c":
        let cell = try #require(tag["r"].flatMap { CellReference($0) })
        #expect(cell.row == last.row && cell > last)
        last = cell
        #expect((0..<formats).contains(tag.number("s") ?? 0))
      case "mergeCell": merged.append(try #require(tag["ref"].flatMap { CellArea($0) }))
      default: break
      }
    }
    for (index, area) in merged.enumerated() {
      for other in merged[(index + 1)...] {
        let apart =
          area.to.row < other.from.row || other.to.row < area.from.row
          || area.to.column < other.from.column || other.to.column < area.from.column
        #expect(apart)
      }
    }
  }
}

@Test func everyNameOfTheTemplateGrowsWithItsList() throws {
  let shipped = try Shipped(hazards: 80)
  let names = try shipped.tags("xl/workbook.xml").filter { $0.tag.local == "definedName" }
  let area = names.first {
    $0.text.hasPrefix("'问题隐患清单'!") && $0.tag.text("name") == "_xlnm.Print_Area"
  }
  #expect(area?.text == "'问题隐患清单'!$A$1:$R$83")
  let titles = names.filter { $0.tag.text("name") == "_xlnm.Print_Titles" }.map(\.text)
  #expect(titles.contains("'问题隐患清单'!$3:$3"))
  let filters = names.filter { $0.tag.text("name") == "_xlnm._FilterDatabase" }.map(\.text)
  #expect(filters.contains("'问题隐患清单'!$A$3:$AC$83"))
}

@Test func chartsOfTheTemplateShowEveryBureau() throws {
  let shipped = try Shipped(hazards: 80)
  for (number, series) in [(1, 4), (2, 1), (3, 2)] {
    let tags = try shipped.tags("xl/charts/chart\(number).xml")
    let formulas = tags.filter { $0.tag.local == "f" }.map(\.text)
    #expect(formulas.count == series * 2)
    #expect(formulas.allSatisfy { $0.contains("$14:") && $0.hasSuffix("$26") })
    #expect(tags.filter { $0.tag.local == "ptCount" }.allSatisfy { $0.tag.number("val") == 13 })
    #expect(tags.contains { $0.tag.local == "v" && $0.text == "宿迁市" })
  }
  // On a page of their own below the table.
  let anchors = try shipped.tags("xl/drawings/drawing1.xml").filter { $0.tag.local == "row" }
  #expect(anchors.compactMap { Int($0.text) } == [33, 46, 46, 59, 46, 59])
  let breaks = try shipped.tags("xl/worksheets/sheet1.xml").filter { $0.tag.local == "brk" }
  #expect(breaks.map { $0.tag.number("id") } == [32])
}

@Test func totalsOfTheShippedTemplateAreStored() throws {
  let tags = try Shipped(hazards: 80).tags("xl/worksheets/sheet1.xml")
  func stored(_ formula: String) throws -> String {
    let index = try #require(tags.firstIndex { $0.tag.local == "f" && $0.text == formula })
    #expect(tags[index + 1].tag.local == "v")
    return tags[index + 1].text
  }
  // Given with the data, reckoned over the list, and a reference to the first.
  #expect(try stored(#"IF(COUNT(B14:B26)=0,"",SUM(B14:B26))"#) == "7")
  #expect(try stored("IF($B27=\"\",\"\",$B27)") == "7")
}

@Test func figuresOfTheShippedTemplateAreFormulasOverTheLists() throws {
  let tags = try Shipped(hazards: 80).tags("xl/worksheets/sheet1.xml")
  var address = ""
  var formulas: [String: (type: String?, text: String, value: String)] = [:]
  for (index, found) in tags.enumerated() {
    if found.tag.local == "c" { address = found.tag.text("r") ?? "" }
    guard found.tag.local == "f" else { continue }
    formulas[address] = (tags[index - 1].tag.text("t"), found.text, tags[index + 1].text)
  }
  #expect(formulas.values.allSatisfy { !$0.text.contains("N(") && !$0.text.contains("{") })
  // Every figure of every bureau, and of the province.
  for row in 14...27 {
    for column in "BCDEFGHIJKLMNOPQRSTUVW" {
      #expect(formulas["\(column)\(row)"]?.value.isEmpty == false, "\(column)\(row)")
    }
  }
  let list = "问题隐患清单!$B$4:$B$83,$A26"
  #expect(formulas["B26"]?.text == #"IF($AF26=0,"",COUNTIFS(\#(list)))"#)
  #expect(formulas["B26"]?.value == "2" && formulas["B26"]?.type == nil)
  // The fourth bureau has nothing to take a rate of.
  #expect(formulas["H17"]?.value == "/" && formulas["H17"]?.type == "str")
}

@Test func figuresAreCountedOnAllSheetsOfALongList() throws {
  let shipped = try Shipped(hazards: 150, rowLimit: 100)
  #expect(try PackageCheck(shipped.bytes).faults == [])
  let count = { (sheet: String, last: Int) in "COUNTIFS('\(sheet)'!$B$4:$B$\(last),$A14)" }
  let whole = "(\(count("问题隐患清单", 100))+\(count("问题隐患清单(2)", 56)))"
  let formulas = try shipped.tags("xl/worksheets/sheet1.xml").filter { $0.tag.local == "f" }
  #expect(formulas.contains { $0.text == #"IF($AF14=0,"",\#(whole))"# })
}

@Test func sameDataGiveTheSameBytes() throws {
  let template = [UInt8](try Data(contentsOf: Shipped.template))
  let filler = try TemplateFiller(template: template)
  #expect(
    try filler.fill(InventedMonth(hazards: 20).data())
      == TemplateFiller(template: template).fill(InventedMonth(hazards: 20).data()))
}
