import ListSchema
import Testing
import Values

/// Drop-downs, guards and the words they choose from.
@Suite struct FormWordsTests {
  private let definitions: Definitions
  private let form: FormParts

  init() throws {
    definitions = try SampleForm.definitions()
    form = try FormParts(SampleForm.form(openHazards: [SampleForm.hazard]))
  }

  /// The words of a named range of the hidden sheet.
  private func words(_ name: String) throws -> [String] {
    let area = try #require(form.definedNames[name])
    let match = try #require(area.wholeMatch(of: /'词表'!\$([A-Z]+)\$2:\$([A-Z]+)\$(\d+)/))
    #expect(match.1 == match.2)
    let last = try #require(Int(match.3))
    let cells = form.cells(of: "词表")
    return (2...last).compactMap { cells["\(match.1)\($0)"] }
  }

  @Test func everyVocabularyCanBeChosenFrom() throws {
    for vocabulary in definitions.lists.flatMap(\.vocabularies) {
      #expect(try words("words_\(vocabulary.name)") == vocabulary.values)
    }
    let zones = definitions.roster.zones(of: BureauCode(rawValue: 320_500)).map(\.name)
    #expect(try words("zones") == zones + ["无"])
    #expect(try words("zones_and_city") == zones + ["市本级", "无"])
    #expect(try words("hazards_carried") == ["320500-202205-0001"])
  }

  @Test func namesAreNoCellsAndStandOnce() {
    let names =
      form.parts["xl/workbook.xml"]?.all("definedName")
      .compactMap { $0.attributes["name"] }.filter { !$0.hasPrefix("_xlnm") } ?? []
    #expect(names.count == Set(names.map { $0.lowercased() }).count && !names.isEmpty)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z]+_?[a-z_]*/) != nil && name.contains { $0 > "f" })
    }
  }

  @Test func everyColumnIsGuardedOrExplained() throws {
    for list in definitions.lists {
      let sheet = try #require(form[sheet: list.title])
      let fields = list.fields.filter { $0.kind != .bureau }
      let guards = sheet.all("dataValidation")
      #expect(guards.count == 2 * fields.count)
      #expect(sheet.first("dataValidations")?.attributes["count"] == "\(guards.count)")
      for (field, guardian) in zip(fields, guards.suffix(fields.count)) {
        #expect(guardian.attributes["promptTitle"] == field.heading)
        #expect(guardian.attributes["prompt"]?.contains(field.description) == true)
        #expect(guardian.attributes["allowBlank"] == "1")
        let type = guardian.attributes["type"]
        switch field.kind {
        case .vocabulary(let name):
          #expect(type == "list" && guardian.first("formula1")?.text == "words_\(name)")
          #expect(guardian.attributes["errorStyle"] == nil)
        case .zone:
          // A zone that is not on the roster is a warning, never refused.
          #expect(type == "list" && guardian.attributes["errorStyle"] == "warning")
        case .date(let forms): #expect(type == (forms.isEmpty ? "date" : "custom"))
        case .integer: #expect(type == "whole")
        case .number: #expect(type == "decimal")
        case .hazardNumber, .phone: #expect(type == "custom")
        default: #expect(type == (field.maxLength == nil ? nil : "textLength"))
        }
        if type != nil { #expect(guardian.attributes["error"]?.isEmpty == false) }
      }
    }
  }

  /// Longer ones keep Excel from opening a workbook.
  @Test func textsOfGuardsAreAsShortAsExcelAsks() throws {
    for name in form.sheetNames {
      for guardian in try #require(form[sheet: name]).all("dataValidation") {
        for key in ["promptTitle", "errorTitle"] {
          #expect((guardian.attributes[key] ?? "").utf16.count <= 32)
        }
        for key in ["prompt", "error"] {
          #expect((guardian.attributes[key] ?? "").utf16.count <= 225)
        }
        for formula in guardian.children { #expect(formula.text.utf16.count <= 255) }
      }
    }
  }
}
