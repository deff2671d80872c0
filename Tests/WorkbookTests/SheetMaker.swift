/// Worksheets and shared strings by chance: plain for the most part, with all the oddities that
/// files have.
struct SheetMaker {
  var random: SeededRandom
  /// How many things in a hundred are odd.
  let oddity: Int

  private static let texts = [
    "文", "中文字", "a b", "x", "", " ", "𠮷", "é", "第1号", "a_x000D_b", "_x4E2D_", "_x", "]", "1.5",
  ]
  private static let oddTexts = [
    "&amp;", "&lt;b&gt;", "&#20013;", "&#x4E2D;", "&#13;", "&apos;&quot;", "a>b", "]]&gt;", "\r\n",
    "\r", "<![CDATA[一<]]>", "<!-- 注 -->", "<?p i?>", "\n", "\t", "]]>", "&#0;", "&#xFFFE;", "&x;",
    "\u{FFFF}", "\u{1}", "&amp", "&#X41;", "=DISPIMG(&quot;ID_1&quot;,1)",
  ]
  private static let values = [
    "0", "1", "2", "3", "44684", "44684.5", "0.25", "60", "1E3", "-7", "-0", "1.50", "007", " 5 ",
    "123456789012345678", "12345678901234567890", "0.1234567890123456", "2958466", "1.", ".5",
    "1..2",
    "true", "false", "2022-05-03", "2022-05-03T10:20:30Z", "#REF!", "", "A",
  ]
  private static let types = [
    "", "", "", " t=\"s\"", " t=\"s\"", " t=\"n\"", " t=\"str\"", " t=\"inlineStr\"", " t=\"b\"",
    " t=\"e\"", " t=\"d\"", " t='s'", " t=\"x\"", " t=\"\"", " t=\"&#115;\"",
  ]
  private static let oddAttributes = [
    " x14ac:dyDescent=\"0.25\"", " spans=\"1:9\"", " r:r=\"7\"", " xml:space=\"preserve\"",
    " xmlns:q=\"urn:q\"", " q:r=\"1\"", " ht=\"1\" ht=\"2\"", " a='<'", " a=\"&amp;\"",
    " a = \"1\"",
    "\n", " a", " 名=\"1\"", " a=\"文\"", " hidden=\"1\"", " hidden=\"true\"", " hidden=\"0\"",
    " q:hidden=\"1\"", "a=\"1\"", " r=\"A0\"", " s=\"x\"", " s=\" 1 \"", " r=\"$B$2\"", " r=\"b2\"",
    " cm=\"1\"", " s=\"99999999\"",
  ]
  private static let oddElements = [
    "<extLst/>", "<extLst><ext uri=\"u\"><v>1</v></ext></extLst>", "<x:v xmlns:x=\"urn:x\">1</x:v>",
    "<v>1</v>", "<f>A1</f>", "<is><t>一</t></is>",
    "<is><r><rPr><b/></rPr><t>粗</t></r><r><t>体</t></r></is>",
    "<is/>", "<v/>", "<f/>", "<f t=\"shared\" si=\"0\"/>", "<t>x</t>", "<!-- 注 -->", "文",
    "<is><t/></is>",
    "<is><t>a</t><rPh><t>b</t></rPh></is>", "<is>字<t>a</t></is>",
    "<v xml:space=\"preserve\"> 1 </v>",
  ]

  mutating func text() -> String {
    var text = random.pick(Self.texts)
    if random.chance(oddity) { text += random.pick(Self.oddTexts) }
    return text
  }

  private mutating func attributes() -> String {
    random.chance(oddity) ? random.pick(Self.oddAttributes) : ""
  }

  private mutating func cell(row: Int, column: Int) -> String {
    let address = "\(Character(Unicode.Scalar(UInt8(64 + column))))\(row)"
    var tag = random.chance(90) ? " r=\"\(address)\"" : ""
    if random.chance(40) { tag += " s=\"\(random.pick([0, 1, 2, 3, 4, 77]))\"" }
    tag += random.pick(Self.types) + attributes()
    var content = ""
    if random.chance(10) { content += "<f>\(random.chance(50) ? "A1&amp;B1" : text())</f>" }
    if random.chance(15) {
      content += "<is><t>\(text())</t></is>"
    } else if random.chance(90) {
      content += "<v>\(random.chance(70) ? random.pick(Self.values) : text())</v>"
    }
    if random.chance(oddity) { content += random.pick(Self.oddElements) }
    if content.isEmpty, random.chance(50) { return "<c\(tag)/>" }
    return "<c\(tag)>\(content)</c>"
  }

  /// The content of `sheetData`.
  mutating func rows() -> String {
    var rows = ""
    var number = 0
    for _ in 0..<Int.random(in: 0..<8, using: &random) {
      number += random.chance(80) ? 1 : Int.random(in: 0..<4, using: &random)
      var cells = ""
      for column in 1...Int.random(in: 1..<9, using: &random) {
        if random.chance(80) { cells += cell(row: number, column: column) }
        if random.chance(oddity) { cells += random.pick(["\n", "  ", "\r\n", "<!-- -->", "x"]) }
      }
      if random.chance(3) { cells += cell(row: number, column: 1) }
      let number = random.chance(90) ? " r=\"\(number)\"" : ""
      rows += "<row\(number)\(attributes())>\(cells)</row>"
      if random.chance(oddity) {
        rows += random.pick(Self.oddElements + ["\n", "<row/>", "<row r=\"3\"/>"])
      }
    }
    return rows
  }

  /// The content of `sst`.
  mutating func strings() -> String {
    var strings = ""
    for _ in 0..<6 {
      var item = "<t\(random.chance(20) ? " xml:space=\"preserve\"" : "")>\(text())</t>"
      if random.chance(20) {
        item = "<r><rPr><sz val=\"9\"/><color rgb=\"FF\"/></rPr>\(item)</r><r><t>\(text())</t></r>"
      }
      if random.chance(20) { item += "<rPh sb=\"0\" eb=\"1\"><t>\(text())</t></rPh><phoneticPr/>" }
      if random.chance(oddity) {
        item += random.pick(
          Self.oddElements + ["<si><t>q</t></si>", "<x:t xmlns:x=\"urn:x\">k</x:t>"])
      }
      strings += "<si\(attributes())>\(item)</si>"
    }
    return strings
  }
}
