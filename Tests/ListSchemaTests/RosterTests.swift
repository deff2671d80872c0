import ListSchema
import Testing
import Values

@Suite struct RosterTests {
  let roster: Roster

  init() throws { roster = try TemplateFolder.definitions.get().roster }

  private func match(_ text: String, _ bureau: Int32?) -> String {
    switch roster.match(text, in: bureau.map(BureauCode.init(rawValue:))) {
    case .zone(let index): roster.zones[index].name
    case .otherBureau(let index): "他市 " + roster.zones[index].name
    case .cityLevel: "市本级"
    case .unknown(let nearest): "未知 " + nearest.joined(separator: " ")
    }
  }

  @Test func zonesStandByBureau() {
    #expect(roster.zones.count == 82)
    #expect(roster.zones(of: BureauCode(rawValue: 320_400)).count == 6)
    #expect(roster.zones(of: BureauCode(rawValue: 320_400)).first?.name == "江苏常州经济开发区")
    #expect(roster.zones(of: BureauCode(rawValue: 999_999)).isEmpty)
    #expect(roster.zones.map(\.bureau) == roster.zones.map(\.bureau).sorted())
  }

  @Test(arguments: [
    ("江苏武进经济开发区", 320_400, "江苏武进经济开发区"), ("武进经开区", 320_400, "江苏武进经济开发区"),
    ("武進 經濟開發區", 320_400, "江苏武进经济开发区"), ("江苏省武进经济开发区管委会", 320_400, "江苏武进经济开发区"),
    ("常州市武进经济开发区", 320_400, "江苏武进经济开发区"), ("常州经开区", 320_400, "江苏常州经济开发区"),
    ("常州", 320_400, "江苏常州经济开发区"), ("SIP", 320_500, "苏州工业园区"), ("sip", 320_500, "苏州工业园区"),
    ("苏州工业园区管理委员会", 320_500, "苏州工业园区"), ("昆山开发区", 320_500, "昆山经济技术开发区"),
    ("国家级昆山市经济技术开发区", 320_500, "昆山经济技术开发区"), ("浒关开发区", 320_500, "苏州浒墅关经济技术开发区"),
    ("惠山经济技术开发区", 320_200, "无锡惠山经济技术开发区"), ("镇江新区", 321_100, "镇江经济技术开发区"),
    ("连云经济开发区", 320_700, "江苏连云经济开发区"), ("连云港开发区", 320_700, "连云港经济技术开发区"),
    ("吴江", 320_500, "吴江经济技术开发区"), ("海门开发区", 320_600, "海门经济技术开发区"),
    ("海安开发区", 320_600, "海安经济技术开发区"),
  ])
  func namesInUseAreKnown(_ text: String, _ bureau: Int32, _ name: String) {
    #expect(match(text, bureau) == name)
  }

  @Test(arguments: [
    ("昆山经济技术开发区", 320_400, "他市 昆山经济技术开发区"), ("徐州经开区", 320_400, "他市 徐州经济技术开发区"),
    ("靖江开发区", 320_200, "他市 靖江经济技术开发区"), ("武进经开区", nil, "江苏武进经济开发区"),
  ])
  func zonesOfOtherBureausAreTold(_ text: String, _ bureau: Int32?, _ name: String) {
    #expect(match(text, bureau) == name)
  }

  @Test(arguments: [
    ("台州经济开发区", 321_200), ("淮安区经济开发区", 320_800), ("昆山高新区", 320_500), ("通州湾", 320_600),
    ("宿州经济开发区", 320_500), ("锡林开发区", 320_200), ("经济开发区", 320_400), ("", 320_400),
    ("吴江高新区", 320_500),
  ])
  func lookalikesStayUnknown(_ text: String, _ bureau: Int32) {
    #expect(match(text, bureau).hasPrefix("未知"), "\(match(text, bureau))")
  }

  @Test func nearestNamesAreOffered() {
    #expect(match("武近经济开发区", 320_400).hasPrefix("未知 江苏武进经济开发区"))
    #expect(match("浒墅关园区", 320_500).hasPrefix("未知 苏州浒墅关经济技术开发区"))
  }

  @Test(arguments: [("市本级", nil), ("常州市本级", 320_400), ("市级", 320_400), ("常州市商务局", 320_400)])
  func cityLevel(_ text: String, _ bureau: Int32?) { #expect(match(text, bureau) == "市本级") }

  @Test func cityLevelOfAnotherCityIsUnknown() {
    #expect(match("苏州市本级", 320_400).hasPrefix("未知"))
  }
}
