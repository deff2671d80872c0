import JSON
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    var reader = JSONReader(Array(text.utf8))
    return try reader.read()
  }

  private func fault(_ text: String) -> JSONFault? {
    do throws(JSONFault) {
      var reader = JSONReader(Array(text.utf8))
      _ = try reader.read()
      return nil
    } catch {
      return error
    }
  }

  @Test func membersToSkipAreNullAndTheRestIsRead() throws {
    let text = #"{"a": [{"x": "]}\"\\"}, 1], "skip": {"skip": [1,\n {"b": "}\""}]}, "c": "后"}"#
    var reader = JSONReader(Array(text.utf8), skipping: ["a", "skip"])
    let json = try reader.read()
    #expect(json.members.map(\.name) == ["a", "skip", "c"])
    #expect(json["a"]?.elements.isEmpty == true)
    #expect(json["c"]?.string == "后")
    var cut = JSONReader(Array(#"{"skip": [1, "]"#.utf8), skipping: ["skip"])
    #expect(throws: JSONFault.self) { try cut.read() }
  }

  @Test func escapesStandForCharactersOfAnyLength() throws {
    let json = try read(#""甲\u4E59\uD83D\uDE00\n\u00e9乙""#)
    #expect(json.string == "甲乙😀\né乙")
  }

  @Test func valuesAndLines() throws {
    let json = try read("{\n \"a\": [1, -2.5e3, true, false, null],\n \"b\": {\"c\": \"甲\"}}\r\n")
    guard case .object(let members) = json.content else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.name) == ["a", "b"])
    #expect(members.map(\.value.line) == [2, 3])
    guard case .array(let elements) = members[0].value.content else {
      Issue.record("no array")
      return
    }
    #expect(elements.count == 5)
    guard case .number("-2.5e3") = elements[1].content, case .boolean(true) = elements[2].content,
      case .null = elements[4].content
    else {
      Issue.record("\(elements)")
      return
    }
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\tb""#, "a\"\\/\u{8}\u{C}\n\r\tb"), (#""\u9690患\u0041""#, "隐患A"),
    (#""\ud83d\ude00""#, "😀"), (#""甲\n乙丙""#, "甲\n乙丙"), (#""""#, ""),
  ])
  func strings(_ text: String, _ expected: String) throws {
    guard case .string(expected) = try read(text).content else {
      Issue.record("\(text)")
      return
    }
  }

  @Test(arguments: [
    ("", 1, "内容不完整"), ("{\n\"a\": 1", 2, "内容不完整"), ("{\"a\" 1}", 1, "“a”之后缺少冒号"),
    ("{a: 1}", 1, "名称应加双引号"), ("[1\n2]", 2, "缺少逗号或右括号"), ("[1,]", 1, "缺少取值"),
    ("[甲]", 1, "“甲”不是有效的取值，文字应加双引号"), ("1 2", 1, "末尾有多余的内容"), ("\"甲\n\"", 1, "文字没有结束的双引号"),
    ("\"甲", 1, "文字没有结束的双引号"), (#""\q""#, 1, "反斜线之后的字符不对"), (#""\u12G4""#, 1, "\\u 之后应有四位十六进制数"),
    (#""\"#, 1, "内容不完整"), ("{\"甲\": 1,\n\"甲\": 2}", 2, "“甲”出现两次"),
  ])
  func faultsNameTheirLine(_ text: String, _ line: Int, _ reason: String) {
    #expect(fault(text) == JSONFault(line: line, reason: reason))
  }

  @Test(arguments: ["0", "-0", "10", "-12.50", "1e3", "0.5E-07", "9007199254740993", "1e999"])
  func numbersAreKeptAsWritten(_ text: String) throws {
    guard case .number(text) = try read(text).content else {
      Issue.record("\(text)")
      return
    }
  }

  /// What Swift reads as a number, JSON need not (RFC 8259, 6).
  @Test(arguments: [
    "01", "-01", "00", "0x1F", "-inf", "-nan", "-", "1.", ".5", "-.5", "+1", "1e", "1e+", "1.e3",
    "1_000", "１", "1-2", "Infinity", "NaN",
  ])
  func whatIsNoNumberIsRefused(_ text: String) {
    #expect(fault("[\n\(text)]") == JSONFault(line: 2, reason: "“\(text)”不是有效的取值，文字应加双引号"))
  }

  /// Half of a character would come as another one, unseen.
  @Test(arguments: [#""\uD83D""#, #""a\uDE00b""#, #""\uDE00\uD83D""#, #""\uD83D\u0041""#])
  func halvesOfCharactersAreRefused(_ text: String) {
    #expect(fault("\n" + text) == JSONFault(line: 2, reason: "\\u 写的只是半个字符（代理对不完整）"))
  }

  @Test func textInAnotherEncodingIsRefused() {
    var reader = JSONReader(Array("{\"a\":\n\"".utf8) + [0xBC, 0xD7] + Array("\"}".utf8))
    #expect(throws: JSONFault(line: 2, reason: "文字不是 UTF-8 编码；请把文件另存为 UTF-8")) {
      try reader.read()
    }
  }

  @Test func depthIsLimited() {
    #expect(fault(String(repeating: "[", count: 100_000))?.reason == "嵌套过深")
  }
}
