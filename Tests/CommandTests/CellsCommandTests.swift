import Files
import Foundation
import Testing

/// `monthly-merge cells`, by which one sees what the reader sees.
@Suite struct CellsCommandTests {
  private func cells(_ text: String, _ arguments: [String] = []) throws -> Program.Ended {
    try cells(Array(text.utf8), arguments)
  }

  private func cells(_ bytes: [UInt8], _ arguments: [String] = []) throws -> Program.Ended {
    let sandbox = try Sandbox()
    try sandbox.write(bytes, to: "a.csv")
    return try Program.merge.run(["cells", "a.csv"] + arguments, in: sandbox.root)
  }

  @Test func workbookGivesTypedCells() throws {
    let ended = try Program.merge.run(["cells", "\(Sandbox.fixtures)/2022-05/苏州市.xlsx"])
    #expect(ended.status == 0 && ended.errors == "")
    let cells = try ended.objects()
    #expect(Set(cells.compactMap { $0["type"] as? String }).isSuperset(of: ["number", "string"]))
    for cell in cells { #expect(Set(cell.keys) == ["sheet", "cell", "type", "value"]) }
    let sheets = Set(cells.compactMap { $0["sheet"] as? String })
    #expect(sheets.isSuperset(of: ["问题隐患清单", "事故统计表"]))
  }

  @Test func textGivesStrings() throws {
    let ended = try cells("a,1\n\"b\"\"\\\n\t\u{1}\",\n")
    #expect(
      ended.text == """
        {"sheet":null,"cell":"A1","type":"string","value":"a"}
        {"sheet":null,"cell":"B1","type":"string","value":"1"}
        {"sheet":null,"cell":"A2","type":"string","value":"b\\"\\\\\\n\\t\\u0001"}

        """)
  }

  @Test(arguments: [
    (["--delimiter", ":"], ["x", "'1;2'", "3"]),
    (["--delimiter", ";", "--quote", "none"], ["x:'1", "2':\"3\""]),
    (["--delimiter", ":", "--quote", "'"], ["x", "1;2", "\"3\""]),
    (["--delimiter", "tab"], ["x:'1;2':\"3\""]),
  ])
  func hintsCount(arguments: [String], values: [String]) throws {
    let ended = try cells("x:'1;2':\"3\"\n", arguments)
    #expect(try ended.objects().compactMap { $0["value"] as? String } == values)
  }

  @Test func encodingsOfIconvAreRead() throws {
    let big5: [UInt8] = [0xA4, 0x75, 0x2C, 0xB7, 0x7E]
    let ended = try cells(big5, ["--encoding", "big5"])
    #expect(try ended.objects().compactMap { $0["value"] as? String } == ["工", "業"])
    let utf16: [UInt8] = [0xE5, 0x5D, 0x2C, 0x00, 0x1A, 0x4E]
    let wide = try cells(utf16, ["--encoding", "utf-16-le"])
    #expect(try wide.objects().compactMap { $0["value"] as? String } == ["工", "业"])
    // The file's own mark outranks what one believes.
    let marked = try cells([0xEF, 0xBB, 0xBF, 0x61], ["--encoding", "utf-16-le"])
    #expect(try marked.objects().compactMap { $0["value"] as? String } == ["a"])
    let unknown = try cells("a", ["--encoding", "klingon"])
    #expect(unknown.status == 2)
    #expect(unknown.errors == "没能完成：a.csv 读不出来：文字编码有误：本机不支持 klingon 编码\n")
  }

  @Test func unreadableFilesAreRefusedInWords() throws {
    let sandbox = try Sandbox()
    try sandbox.write([0x25, 0x50, 0x44, 0x46, 0x2D], to: "a.pdf")
    try sandbox.write([0x50, 0x4B, 0x03, 0x04, 0x00], to: "b.xlsx")
    let cases = [
      ("none.xlsx", "没能完成：找不到 none.xlsx\n"), (".", "没能完成：. 是文件夹，这里要一个文件\n"),
      ("a.pdf", "没能完成：a.pdf 读不出来：这是版式文件（.pdf、.ofd），不能读取；"),
      ("b.xlsx", "没能完成：b.xlsx 读不出来："),
    ]
    for (file, message) in cases {
      let ended = try Program.merge.run(["cells", file], in: sandbox.root)
      #expect(ended.status == 2)
      #expect(ended.output.isEmpty)
      #expect(ended.errors.hasPrefix(message), "\(ended.errors)")
    }
  }

  @Test(arguments: [
    ([], "请给出要读的文件"), (["a.csv", "--delimiter", ",,"], "--delimiter“,,”不是一个字符"),
    (["a.csv", "--delimiter", "\n"], "不是一个字符"), (["a.csv", "--quote", "“"], "不是一个字符；没有引号写 none"),
    (["a.csv", "b.csv"], "多出的参数"), (["a.csv", "--colour"], "没有这个选项"),
  ])
  func badUse(arguments: [String], message: String) throws {
    let ended = try Program.merge.run(["cells"] + arguments)
    #expect(ended.status == 64)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.hasPrefix("用法有误："), "\(ended.errors)")
    #expect(ended.errors.contains(message), "\(ended.errors)")
  }
}
