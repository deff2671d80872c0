import ListSchema
import Testing

@Suite struct TextFoldingTests {
  let folding: TextFolding

  init() throws { folding = try TemplateFolder.definitions.get().folding }

  @Test(arguments: [
    ("蘇州市", "苏州市"), ("無錫\u{3000}連雲港", "无锡连云港"), ("隱 患\u{A0}等\n級", "隐患等级"),
    ("（ＡＢＣ１２）", "(abc12)"), ("\u{FEFF}鹽\u{200B}城", "盐城"), ("臺州", "台州"), ("瞭解", "了解"),
    ("", ""), (" \u{3000}", ""), ("😀 A", "😀a"), ("啟動", "启动"),
  ])
  func keys(_ text: String, _ key: String) { #expect(folding.key(text) == key) }

  @Test(arguments: [
    ("  甲  乙\r\n丙 ", "甲 乙 丙"), ("\u{3000}Ａ１\u{200B}", "a1"), ("", ""), ("甲\u{200B}乙", "甲乙"),
  ])
  func texts(_ text: String, _ folded: String) { #expect(folding.text(text) == folded) }

  @Test(arguments: [
    ("  甲  乙\r\n丙 ", "甲 乙 丙", true), ("蘇州Ａ１\u{200B}", "苏州a1", true), ("", "\u{3000}", true),
    ("😀 A", "😀\n\na", true), ("甲乙", "甲 乙", false), ("甲乙", "乙甲", false), ("😀", "😁", false),
    ("甲", "", false), ("甲1", "甲", false),
  ])
  func hashIsThatOfTheFoldedText(_ one: String, _ other: String, _ isSame: Bool) {
    let hashes = [one, other].map { folding.hash(ofText: Array($0.utf8).span) }
    #expect((folding.text(one) == folding.text(other)) == isSame)
    #expect((hashes[0] == hashes[1]) == isSame)
  }

  @Test(arguments: [
    ("整改资金（万元）", "整改资金(万元)"), ("整改资金(单位：万元)", "整改资金(万元)"), ("整改资金 万元", "整改资金(万元)"),
    ("整改资金/元", "整改资金(元)"), ("企业（单位）名称", "企业名称"), ("死亡人数（人）", "死亡人数"),
    ("*隱患\n等級：", "隐患等级"), ("其中：一般事故", "其中一般事故"), ("责任人【必填】", "责任人"), ("整改率(%)", "整改率"),
    ("未闭合（括号", "未闭合"), ("）", ")"), ("公元", "公元"), ("", ""),
  ])
  func headings(_ text: String, _ folded: String) { #expect(folding.heading(text) == folded) }
}
