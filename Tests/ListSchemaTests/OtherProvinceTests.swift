import Testing
import Values

@testable import ListSchema

/// Another province's bureaus and roster in the place of the shipped ones.
@Suite struct OtherProvinceTests {
  private static let roster = """
    bureau,zone,kind,aliases
    330500,浙江安吉经济开发区,provincial,
    330500,湖州南太湖经济开发区,national,南太湖新区

    """

  private func definitions(
    bureaus: String = "330000,浙江省,浙江\n330500,湖州市,湖州\n"
  ) throws -> Definitions {
    try Definitions.load { name in
      switch name {
      case "bureaus.csv": Array(("code,name,aliases\n" + bureaus).utf8)
      case "roster.csv": Array(Self.roster.utf8)
      default: try TemplateFolder.bytes(name)
      }
    }
  }

  @Test func provinceIsTheOneOfItsFile() throws {
    let directory = try definitions().bureaus
    #expect(directory.province.code.rawValue == 330_000 && directory.province.name == "浙江省")
    #expect(directory.bureaus.map(\.name) == ["湖州市"])
    #expect(directory.recognise("浙江省商务厅").isEmpty)
  }

  @Test func provinceWithoutALineIsToldByTheCodes() throws {
    let directory = try definitions(bureaus: "330500,湖州市,湖州\n").bureaus
    #expect(directory.province.code.rawValue == 330_000 && directory.province.name == "全省")
    #expect(directory.province.code.isProvince && !directory.bureaus[0].code.isProvince)
  }

  @Test(arguments: ["安吉经济开发区", "浙江省安吉经开区", "浙江安吉", "湖州市安吉开发区"])
  func itsZonesAreFoundWithoutItsName(_ text: String) throws {
    let roster = try definitions().roster
    #expect(roster.match(text, in: BureauCode(rawValue: 330_500)) == .zone(0))
  }
}
