import ListSchema
import Testing
import Values

@Suite struct HeadingIndexTests {
  let definitions: Definitions

  init() throws { definitions = try TemplateFolder.definitions.get() }

  private func key(_ list: ListName, _ path: String, year: Int? = 2022) -> String? {
    let index = HeadingIndex(list: definitions[list], folding: definitions.folding, year: year)
    return index.match(
      path.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    )
    .map { definitions[list].fields[$0.field].key.rawValue }
  }

  @Test func everyTitleAndAliasNamesItsField() {
    for list in definitions.lists {
      let index = HeadingIndex(list: list, folding: definitions.folding)
      for (place, field) in list.fields.enumerated() {
        #expect(index.match([field.heading])?.field == place, "\(list.name) \(field.heading)")
        for title in [field.title] + field.aliases {
          guard let group = field.group else {
            #expect(index.match([title])?.field == place, "\(list.name) \(title)")
            continue
          }
          for name in [group] + field.groupAliases {
            #expect(index.match([name, title])?.field == place, "\(list.name) \(name)|\(title)")
            #expect(index.match([name + title])?.field == place, "\(list.name) \(name)\(title)")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("隐患\n等 级", "level"), ("隱患等級", "level"), ("企业（单位）名称", "enterprise"), ("企业名称", "enterprise"),
    ("NO.", "seq"), ("编号", "seq"), ("整改情况|整改时限", "due_on"), ("整改时限|整改时限", "due_on"),
    ("整改资金", "funds"),
    ("整改资金(单位：万元)", "funds"), ("督办情况||督办单位", "supervision_unit"), ("*开发区", "zone"),
    ("所在单位/场所/部位", nil), ("隐患所在单位/场所/部位", "place"), ("排查日期(年月日)", "found_on"),
  ])
  func hazardHeadings(_ path: String, _ expected: String?) {
    #expect(key(.hazards, path) == expected)
  }

  @Test(arguments: ["是否重大隐患", "是否销号", "是否挂牌督办", "验收单位", "", " ", "超期天数"])
  func unknownHeadings(_ heading: String) { #expect(key(.hazards, heading) == nil) }

  @Test(arguments: [
    ("本月|事故起数", "accidents"), ("本月事故起数（起）", "accidents"), ("事故起数", "accidents"),
    ("5月|事故起数", "accidents"), ("2022年5月份|死亡人数", "deaths"), ("其中：|一般事故", "accidents_ordinary"),
    ("一般事故", "accidents_ordinary"), ("事故等级|特别重大", "accidents_extraordinary"),
    ("1—本月累计|事故起数", "accidents_ytd"), ("1-5月累计|事故起数", "accidents_ytd"),
    ("1－5月|死亡人数", "deaths_ytd"), ("１~５月累计死亡人数", "deaths_ytd"),
    ("1至5月累计|重伤", "serious_injuries_ytd"),
    ("2022年1-5月|经济损失(万元)", "direct_loss_ytd"), ("累计事故起数", "accidents_ytd"),
    ("事故起数（累计）", "accidents_ytd"), ("事故起数|累计", "accidents_ytd"), ("死亡人数|本月", "deaths"),
    ("上年同期累计|事故起数", "accidents_ytd_prior"), ("2021年1-5月|事故起数", "accidents_ytd_prior"),
    ("2021年同期|死亡人数", "deaths_ytd_prior"), ("去年同期死亡人数", "deaths_ytd_prior"),
    ("本月|其中：|较大事故", "accidents_considerable"), ("本月|直接经济损失|万元", "direct_loss"),
  ])
  func accidentHeadings(_ path: String, _ expected: String?) {
    #expect(key(.accidents, path) == expected)
  }

  @Test(arguments: [
    "同比|事故起数", "同比增减|死亡人数", "环比|事故起数", "事故起数(同比)", "2021年5月|事故起数", "受伤人数", "轻伤",
    "上年同期累计|重伤人数", "事故起数（万元）",
  ])
  func comparisonsAreNoFigures(_ path: String) { #expect(key(.accidents, path) == nil) }

  @Test func unitsOfMoney() {
    let index = HeadingIndex(list: definitions[.hazards], folding: definitions.folding)
    #expect(index.match(["整改资金（万元）"])?.unit == .agrees)
    #expect(index.match(["整改资金"])?.unit == .unstated)
    #expect(index.match(["整改资金（元）"])?.unit == .differs("元"))
    #expect(index.match(["整改（万元）", "整改资金"])?.unit == .agrees)
    #expect(index.match(["整改资金", "万元"])?.unit == .agrees)
    #expect(index.match(["开发区"])?.unit == .notNeeded)
  }

  @Test func numberColumnMayHoldHazardNumbers() {
    let hazards = definitions[.hazards]
    let index = HeadingIndex(list: hazards, folding: definitions.folding)
    #expect(index.matchByContent(["编号"]) == hazards.index(of: "hazard_id"))
    #expect(index.matchByContent(["序号"]) == nil)
  }

  @Test func nearestHeading() {
    let index = HeadingIndex(list: definitions[.hazards], folding: definitions.folding)
    #expect(index.nearest(to: "隐患排查日期") == "排查日期")
    #expect(index.nearest(to: "督办文号码") == "督办文号")
    #expect(index.nearest(to: "qwerty") == nil)
  }
}
