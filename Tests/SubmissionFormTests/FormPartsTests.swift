import Table
import Testing
import Values

/// The package of a form, as other programs read it.
@Suite struct FormPartsTests {
  private let form: FormParts
  init() throws { form = try FormParts(SampleForm.form(openHazards: [SampleForm.hazard])) }

  @Test func sameFormGivesSameBytes() throws {
    let first = try SampleForm.form(openHazards: [SampleForm.hazard])
    #expect(try SampleForm.form(openHazards: [SampleForm.hazard]) == first)
    #expect(try SampleForm.form() != first)
  }

  @Test func sheetsStandInOrderAndTheWordsAreHidden() {
    #expect(
      form.sheetNames == ["问题隐患清单", "制度措施清单", "典型做法清单", "事故统计表", "填报说明", "自检", "词表"])
    let hidden = form.parts["xl/workbook.xml"]?.all("sheet").filter {
      $0.attributes["state"] != nil
    }
    #expect(hidden?.map { $0.attributes["name"] } == ["词表"])
  }

  @Test func everyPartIsTypedAndRelated() throws {
    let types = try #require(form.parts["[Content_Types].xml"])
    let typed = types.all("Override").compactMap { $0.attributes["PartName"]?.dropFirst() }.map(
      String.init)
    let targets = try #require(form.parts["xl/_rels/workbook.xml.rels"]).all("Relationship")
      .compactMap { $0.attributes["Target"].map { "xl/" + $0 } }
    let parts = form.parts.keys.filter { $0.hasSuffix(".xml") && !$0.hasPrefix("[") }
    #expect(Set(typed) == Set(parts))
    #expect(Set(targets) == Set(parts).subtracting(["xl/workbook.xml"]))
    let ids = form.parts["xl/workbook.xml"]?.all("sheet").compactMap { $0.attributes["r:id"] }
    #expect(ids?.count == Set(ids ?? []).count && ids?.count == 7)
  }

  /// ECMA-376 Part 1, 18.3.1.99: a program need not open a sheet whose children stand otherwise.
  @Test func childrenOfSheetsStandInTheOrderOfTheStandard() throws {
    let order = [
      "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells",
      "conditionalFormatting", "dataValidations", "printOptions", "pageMargins", "pageSetup",
      "headerFooter",
    ]
    for name in form.sheetNames {
      let sheet = try #require(form[sheet: name])
      let places = sheet.children.compactMap { order.firstIndex(of: $0.name) }
      #expect(places.count == sheet.children.count, "\(name)")
      #expect(places == places.sorted(), "\(name)")
      let rows = sheet.all("row").compactMap { Int($0.attributes["r"] ?? "") }
      #expect(rows == Set(rows).sorted(), "\(name)")
    }
  }

  @Test func stylesCountWhatTheyHold() throws {
    let styles = try #require(form.parts["xl/styles.xml"])
    for name in ["numFmts", "fonts", "fills", "borders", "cellXfs", "cellStyles", "dxfs"] {
      let group = try #require(styles.first(name))
      #expect(group.attributes["count"] == "\(group.children.count)", "\(name)")
    }
    let formats = try #require(styles.first("cellXfs")).children.count
    let highlights = try #require(styles.first("dxfs")).children.count
    for name in form.sheetNames {
      let sheet = try #require(form[sheet: name])
      for cell in sheet.all("c") { #expect(Int(cell.attributes["s"] ?? "") ?? formats < formats) }
      for rule in sheet.all("cfRule") {
        #expect(Int(rule.attributes["dxfId"] ?? "") ?? highlights < highlights)
      }
    }
  }

  @Test func listsPrintOnA4AcrossWithRepeatedHeadings() throws {
    for (index, name) in form.sheetNames.prefix(4).enumerated() {
      let sheet = try #require(form[sheet: name])
      #expect(sheet.first("pageSetup")?.attributes["paperSize"] == "9")
      #expect(sheet.first("pageSetup")?.attributes["orientation"] == "landscape")
      #expect(sheet.first("pageSetUpPr")?.attributes["fitToPage"] == "1")
      #expect(sheet.first("pane")?.attributes["state"] == "frozen")
      let titles = form.parts["xl/workbook.xml"]?.all("definedName").first {
        $0.attributes["name"] == "_xlnm.Print_Titles"
          && $0.attributes["localSheetId"] == "\(index)"
      }
      #expect(titles?.text == "'\(name)'!$5:$\(name == "事故统计表" ? 6 : 5)")
    }
  }

  /// Excel calls a workbook damaged where merged areas share a cell.
  @Test func mergedAreasShareNoCell() throws {
    for name in form.sheetNames {
      var seen: Set<CellReference> = []
      for merge in try #require(form[sheet: name]).all("mergeCell") {
        let corners = (merge.attributes["ref"] ?? "").split(separator: ":")
        #expect(corners.count == 2)
        let first = try #require(CellReference((corners.first ?? "").utf8))
        let last = try #require(CellReference((corners.last ?? "").utf8))
        for row in first.row...last.row {
          for column in first.column...last.column {
            #expect(seen.insert(CellReference(row: row, column: column)).inserted, "\(name)")
          }
        }
      }
    }
  }
}
