import ListSchema
import Testing
import Values

@Suite struct DefinitionsTests {
  let definitions: Definitions

  init() throws { definitions = try TemplateFolder.definitions.get() }

  @Test(arguments: [
    (
      ListName.hazards,
      """
      seq city hazard_id zone enterprise place sector description level found_on source measures \
      responsible_unit responsible_person due_on status rectified_on closed_on supervision_level \
      supervision_unit supervision_doc funds explanation remarks
      """
    ),
    (
      .measures,
      """
      seq city zone title doc_no kind content issuer status issued_on hazard_ref explanation remarks
      """
    ),
    (
      .practices,
      "seq city zone title content effect promotion contact phone explanation remarks"
    ),
    (
      .accidents,
      """
      seq city zone sector accidents deaths serious_injuries direct_loss accidents_ordinary \
      accidents_considerable accidents_major accidents_extraordinary accidents_ytd deaths_ytd \
      serious_injuries_ytd direct_loss_ytd accidents_ytd_prior deaths_ytd_prior explanation remarks
      """
    ),
  ])
  func fieldsStandInTheirOrder(_ list: ListName, _ keys: String) {
    let fields = definitions[list].fields.map(\.key.rawValue)
    #expect(fields == keys.split(separator: " ").map(String.init))
  }

  @Test(arguments: [
    (
      ListName.hazards,
      "zone enterprise sector description level found_on measures "
        + "responsible_unit responsible_person due_on status"
    ),
    (.measures, "zone title kind content issuer status"),
    (.practices, "zone title content effect contact phone"),
    (
      .accidents,
      "zone accidents deaths serious_injuries direct_loss accidents_ordinary "
        + "accidents_considerable accidents_major accidents_extraordinary accidents_ytd deaths_ytd"
    ),
  ])
  func requiredFieldsAreThoseOfTheSpecification(_ list: ListName, _ keys: String) {
    let required = definitions[list].fields.filter(\.isRequired).map(\.key.rawValue)
    #expect(required == keys.split(separator: " ").map(String.init))
  }

  @Test func lengthsKindsAndUnits() throws {
    let hazards = definitions[.hazards]
    let description = try #require(hazards["description"])
    #expect(description.minLength == 5 && description.maxLength == 2000)
    #expect(hazards["due_on"]?.kind == .date([.monthEnd, .immediate]))
    #expect(hazards["found_on"]?.kind == .date([]))
    #expect(hazards["funds"]?.kind == .number(decimals: 4))
    #expect(hazards["funds"]?.unit == "万元")
    #expect(hazards["zone"]?.kind == .zone(allowsCityLevel: false))
    #expect(definitions[.practices]["zone"]?.kind == .zone(allowsCityLevel: true))
    #expect(definitions[.practices]["content"]?.minLength == 30)
    #expect(definitions[.measures]["hazard_ref"]?.kind == .hazardNumbers)
    #expect(definitions[.accidents]["sector"]?.isRequired == false)
  }

  @Test func conditionsNameTheRuleThatSpeaks() {
    let conditions = definitions.lists.flatMap { list in
      list.fields.compactMap { field in
        field.requiredWhen.map { "\(field.key) \($0.field) \($0.values) \($0.rule)" }
      }
    }
    #expect(
      conditions == [
        #"rectified_on status ["已整改", "已销号"] H002"#, #"closed_on status ["已销号"] H011"#,
        #"supervision_level level ["重大"] H005"#, #"supervision_unit level ["重大"] H005"#,
        #"issued_on status ["已印发", "已修订"] M001"#,
      ])
  }

  @Test func headingsReadAsFormsPrintThem() {
    let headings = definitions[.accidents].fields.map(\.heading)
    #expect(
      headings[4...17].elementsEqual([
        "本月事故起数", "本月死亡人数", "本月重伤人数", "本月直接经济损失（万元）", "其中：一般事故", "其中：较大事故",
        "其中：重大事故", "其中：特别重大事故", "累计事故起数", "累计死亡人数", "累计重伤人数", "累计直接经济损失（万元）",
        "上年同期事故起数", "上年同期死亡人数",
      ]))
    #expect(definitions[.hazards]["funds"]?.heading == "整改资金（万元）")
  }

  @Test func samplesAreCompleteAndValid() throws {
    for list in definitions.lists {
      for field in list.fields {
        let value = try #require(list.sample[field.key], "\(list.name) \(field.key)")
        if field.isRequired { #expect(!value.isEmpty, "\(list.name) \(field.key)") }
        guard !value.isEmpty else { continue }
        switch field.kind {
        case .date: #expect(Day(value).map { Period(containing: $0).year } == 2022)
        case .vocabulary: #expect(list.vocabulary(of: field)?.values.contains(value) == true)
        case .zone:
          let match = definitions.roster.match(value, in: BureauCode(rawValue: 320_400))
          guard case .zone = match else {
            Issue.record("\(value) is not on the roster")
            continue
          }
        case .number, .integer: #expect(Amount(decimal: value.utf8) != nil)
        default: #expect(value.count <= field.maxLength ?? .max)
        }
        if let least = field.minLength { #expect(value.count >= least) }
      }
    }
  }

  @Test(arguments: [
    ("附件1：问题隐患清单", [ListName.hazards]), ("5月 制度措施清单（汇总）", [.measures]), ("典型做法", [.practices]),
    ("生产安全事故统计表", [.accidents]), ("無錫市事故統計表", [.accidents]),
    ("问题隐患清单和典型做法清单", [.hazards, .practices]), ("Sheet1", []), ("填报说明", []),
  ])
  func listsAreKnownByTheirNames(_ text: String, _ lists: [ListName]) {
    #expect(definitions.lists(namedIn: text) == lists)
  }

  @Test func printedSchemaIsReadBackAlike() throws {
    let printed = Dictionary(
      uniqueKeysWithValues: definitions.lists.map {
        ("lists/\($0.name.rawValue).schema.json", Array($0.json.utf8))
      })
    let again = try Definitions.load { try printed[$0] ?? TemplateFolder.bytes($0) }
    for (one, other) in zip(definitions.lists, again.lists) {
      #expect(one.fields == other.fields)
      #expect(one.sample == other.sample)
      #expect(one.aliases == other.aliases)
      #expect(one.foreignGroups == other.foreignGroups)
      #expect(one.json == other.json)
    }
    #expect(definitions[.hazards].json.contains(#""enum": ["一般", "重大"]"#))
  }
}
