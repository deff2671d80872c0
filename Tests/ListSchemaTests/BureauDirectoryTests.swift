import ListSchema
import Testing
import Values

@Suite struct BureauDirectoryTests {
  let directory: BureauDirectory

  init() throws { directory = try TemplateFolder.definitions.get().bureaus }

  @Test func thirteenInCodeOrder() {
    #expect(directory.bureaus.map(\.code.rawValue) == (1...13).map { 320_000 + $0 * 100 })
    #expect(directory[BureauCode(rawValue: 320_700)]?.name == "连云港市")
    #expect(directory[BureauCode.province] == nil)
    #expect(directory.province.code == .province && directory.province.name == "江苏省")
  }

  @Test(arguments: [
    ("苏州市.xlsx", [320_500]), ("蘇州市/问题隐患清单.csv", [320_500]), ("江苏省无锡市商务局（盖章）", [320_200]),
    ("连 云 港 市 商 务 局", [320_700]), ("南通市-事故统计表.xlsx", [320_600]), ("suzhou_2022-05.xlsx", [320_500]),
    ("SuZhou hazards.csv", [320_500]), ("Huai'an.xlsx", [320_800]),
    ("320400-202205.xlsx", [320_400]),
    ("泰州市姜堰", [321_200]), ("苏州宿迁工业园区隐患清单", [321_300]), ("淮安市淮安区", [320_800]),
    ("苏州市 宿迁市", [320_500, 321_300]), ("南京经济技术开发区", [320_100]),
    ("常州市报无锡市、常州市", [320_400, 320_200]),
  ])
  func bureausAreRecognised(_ text: String, _ codes: [Int32]) {
    #expect(directory.recognise(text).map(\.rawValue) == codes)
  }

  @Test(arguments: [
    "宿州市.xlsx", "台州市.xlsx", "常熟市商务局", "昆山市.xlsx", "通州区", "海安市", "连云区", "1320400567.xlsx",
    "isuzhoux",
    "问题隐患清单.xlsx", "江淮安全生产月报", "河南通报", "", "江苏省商务厅", "锡林郭勒", "320400567-1.csv",
  ])
  func lookalikesAreNoBureau(_ text: String) { #expect(directory.recognise(text).isEmpty) }
}
