import Findings
import ListSchema
import Testing
import Values

/// The texts and examples of `rules.json`, as far as they can be judged without running a rule.
@Suite struct RuleTextTests {
  let catalogue: RuleCatalogue
  let definitions: Definitions

  init() throws {
    catalogue = try RuleCatalogue(json: TemplateFolder.bytes("rules.json"))
    definitions = try TemplateFolder.definitions.get()
  }

  @Test func everyRuleOfTheSpecificationIsThere() {
    let counts: KeyValuePairs = [
      "F": 10, "T": 12, "V": 15, "H": 15, "M": 4, "P": 1, "A": 11, "L": 7, "D": 4,
    ]
    let codes = counts.flatMap { letter, count in
      (1...count).map { letter + String(1000 + $0).dropFirst() }
    }
    #expect(catalogue.rules.map(\.code.rawValue) == codes)
  }

  @Test func severitiesAreThoseOfTheSpecification() {
    func codes(_ severity: Severity) -> String {
      catalogue.rules.filter { $0.severity == severity }.map(\.code.rawValue)
        .joined(separator: " ")
    }
    #expect(
      codes(.warning)
        == """
        T005 T007 T008 T009 T011 V013 V014 H006 H009 H010 H013 H014 M002 M003 M004 P001 A005 A008 \
        A009 A010 A011 L004 L006 D004
        """)
    #expect(codes(.info) == "F009 F010 T012 V011 V015 D003")
  }

  @Test func rowRulesNameTheirListAndOthersNone() {
    for rule in catalogue.rules {
      let expected: [ListName?] =
        switch rule.code.rawValue.first {
        case "F", "T", "D": [nil]
        case "V": [.hazards, .accidents]
        case "H", "L": [.hazards]
        case "M": [.measures]
        case "P": [.practices]
        default: [.accidents]
        }
      #expect(expected.contains(rule.list), "\(rule.code)")
    }
  }

  @Test func exampleRowsUseFieldsOfTheList() throws {
    for rule in catalogue.rules {
      guard let name = rule.list else { continue }
      for example in [rule.examples?.breaks, rule.examples?.passes].compactMap(\.self) {
        for row in example.rows + example.previousRows {
          for key in row.keys {
            #expect(definitions[name][FieldKey(rawValue: key)] != nil, "\(rule.code) \(key)")
          }
        }
      }
    }
  }

  @Test func withoutExamplesTheRulesAreTheSame() throws {
    let json = Array(try TemplateFolder.bytes("rules.json"))
    let whole = try RuleCatalogue(json: json)
    let bare = try RuleCatalogue(json: json, withExamples: false)
    #expect(whole.rules.map(\.code) == bare.rules.map(\.code))
    #expect(whole.rules.map(\.basis) == bare.rules.map(\.basis))
    #expect(whole.rules.allSatisfy { $0.examples != nil })
    #expect(bare.rules.allSatisfy { $0.examples == nil })
  }

  @Test func onlyBrokenExamplesAreMarkedAndAtMostOnce() throws {
    for rule in catalogue.rules {
      let examples = try #require(rule.examples)
      #expect(marks(in: examples.breaks) <= 1, "\(rule.code)")
      #expect(marks(in: examples.passes) == 0, "\(rule.code)")
    }
  }

  private func marks(in example: RuleExample) -> Int {
    let rows = example.rows.flatMap { $0.values.compactMap { $0 } }
    let cells = (example.sheet?.cells ?? []).joined().map { cell in
      switch cell {
      case .text(let text), .number(let text): text
      }
    }
    return (rows + cells).count { $0.hasPrefix("↓") }
  }

  @Test func placeholdersAreKnownNames() {
    let general: Set<String> = [
      "value", "field", "sheet", "file", "expected", "actual", "limit", "nearest", "days", "zone",
      "other", "count", "number", "bureau", "period", "key",
    ]
    for rule in catalogue.rules {
      let parts = rule.message.split(separator: "{").dropFirst(rule.message.first == "{" ? 0 : 1)
      for part in parts {
        let name = String(part.prefix { $0 != "}" })
        let isField = rule.list.map { definitions[$0][FieldKey(rawValue: name)] != nil } ?? false
        #expect(general.contains(name) || isField, "\(rule.code) \(name)")
      }
      for text in [rule.title, rule.meaning, rule.fix, rule.basis] {
        #expect(!text.contains("{"), "\(rule.code)")
      }
    }
  }

  @Test func textsAreShortEnoughForAComment() {
    for rule in catalogue.rules {
      #expect(rule.title.count <= 20, "\(rule.code)")
      #expect(rule.message.count <= 60, "\(rule.code)")
      #expect(rule.fix.count <= 60, "\(rule.code)")
      #expect(!rule.title.hasSuffix("。") && !rule.message.hasSuffix("。"), "\(rule.code)")
      #expect(rule.fix.hasSuffix("。") && rule.meaning.hasSuffix("。"), "\(rule.code)")
    }
  }
}
