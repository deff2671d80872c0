import Files
import FillData
import Foundation
import Testing

@testable import TemplateFill

/// A file of the given bytes, while the test runs.
private final class TestFile {
  let path = FileManager.default.temporaryDirectory.path + "/fill-data-" + UUID().uuidString

  init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func data() throws -> TemplateData { try FillData(FileInPieces(path)).templateData }
}

private func data(_ text: String) throws -> TemplateData {
  try TestFile(Array(text.utf8)).data()
}

/// Why a text is refused: line, column and reason.
private func refusal(_ bytes: [UInt8]) throws -> String? {
  let file = try TestFile(bytes)
  do {
    _ = try file.data()
    return nil
  } catch FillDataError.text(let path, let line, let column, let reason) {
    #expect(path == file.path)
    return "\(line):\(column) \(reason)"
  }
}

@Test(arguments: [
  (#""甲""#, TemplateValue.written("甲")), ("12", .decimal("12")), ("-0.50e+3", .decimal("-0.50e+3")),
  ("true", .boolean(true)), ("false", .boolean(false)), ("null", .blank), (#""""#, .written("")),
  (#""a\"\\\/\b\f\n\r\té😀""#, .written("a\"\\/\u{8}\u{c}\n\r\té😀")), (#""\u0000""#, .written("\0")),
])
func valueKeepsItsType(json: String, expected: TemplateValue) throws {
  #expect(try data("\u{FEFF} { \"v\" :\(json)} \n").values == ["v": expected])
}

@Test func rowsOfAListAreReadAsOftenAsWanted() throws {
  let file = try TestFile(
    Array(#"{"a":[{"x":1,"y":"甲"},{"y":"乙","z":true},{},{"z":null,"x":2}],"b":[]}"#.utf8))
  let data = try file.data()
  let list = try #require(data.lists["a"])
  #expect(list.fields == ["x", "y", "z"] && list.rowCount == 4 && !list.isOpen)
  for _ in 0..<2 {
    var rows = list.makeRows()
    var row = TemplateRow()
    var count = 0
    while rows.next(into: &row) {
      #expect(row.count == 3)
      count += 1
      row.removeAll()
    }
    #expect(count == 4)
  }
  #expect(data.lists["b"]?.isOpen == true && data.lists["b"]?.rowCount == 0)
}

@Test(arguments: [
  ("", "1:1 内容不完整"), ("[]", "1:1 数据文件应是一个对象 {…}"), ("{", "1:2 内容不完整"),
  (#"{"a":1,}"#, "1:8 名称应加双引号"), (#"{"a":1 "b":2}"#, "1:8 缺少逗号或右括号"),
  (#"{"a" 1}"#, "1:6 名称之后缺少冒号"), ("{\n \"甲\": tru}", "2:7 取值不对；文字应加双引号"),
  (#"{"a":01}"#, "1:6 数字写法不对"), (#"{"a":1.}"#, "1:6 数字写法不对"), (#"{"a":-}"#, "1:6 数字写法不对"),
  (#"{"a":1x}"#, "1:6 数字写法不对"), (#"{"a":1e999}"#, "1:6 数字过大，单元格放不下"),
  (#"{"a":NaN}"#, "1:6 缺少取值；文字应加双引号"), (#"{"a":"x"#, "1:6 文字没有结束的双引号"),
  ("{\"a\":\"x\ny\"}", "1:6 文字没有结束的双引号"), (#"{"a":"\x"}"#, "1:9 反斜线之后的字符不对"),
  (#"{"a":"\ud800x"}"#, "1:13 代理对缺少后半个字符"), (#"{"a":"\udc00"}"#, "1:13 代理对缺少前半个字符"),
  (#"{"a":1,"a":2}"#, "1:8 “a”出现两次"), (#"{"a":[{"x":1,"x":2}]}"#, "1:14 “x”在一行里出现两次"),
  (#"{"a":[1]}"#, "1:7 清单的每一行应是对象 {…}"),
  (#"{"a":[{"x":[]}]}"#, "1:12 清单里的值只能是文字、数字、true、false 或 null"),
  (#"{"a":{"x":1}}"#, "1:6 这里要一个值，或由对象组成的清单 [{…}, …]"), ("{} x", "1:4 末尾有多余的内容"),
])
func faultyTextIsRefusedWithItsPlace(text: String, expected: String) throws {
  #expect(try refusal(Array(text.utf8)) == expected)
}

@Test func textThatIsNoUTF8IsRefused() throws {
  let gbk: [UInt8] = [0xBC, 0xD7]
  #expect(
    try refusal(Array("{\"a\":\"".utf8) + gbk + Array("\"}".utf8))
      == "1:6 文字不是 UTF-8 编码；请把文件另存为 UTF-8")
  #expect(try refusal([0xEF, 0xBB, 0x7B]) != nil)
}

@Test func textCutAnywhereIsRefused() throws {
  let whole = Array(#"{"a":[{"x":"甲\u00e9","y":-1.5e3},{"x":null}],"b":true}"#.utf8)
  #expect(try refusal(whole) == nil)
  for length in 0..<whole.count { #expect(try refusal(Array(whole.prefix(length))) != nil) }
}

@Test func valuesThatLieAcrossPiecesAreWhole() throws {
  // More than a piece of the file, so that edges fall inside texts, numbers and characters.
  let rows = (0..<20_000).map { "{\"n\":\($0),\"t\":\"安全生产\($0)\\n\"}" }
  let file = try TestFile(Array("{\"a\":[\(rows.joined(separator: ","))]}".utf8))
  let list = try #require(try file.data().lists["a"])
  var cursor = list.makeRows()
  var row = TemplateRow()
  var count = 0
  var plain: [UInt8] = []
  while cursor.next(into: &row) {
    for index in 0..<row.count { row.appendText(at: index, to: &plain) }
    count += 1
    row.removeAll()
  }
  #expect(count == 20_000 && list.rowCount == 20_000)
  #expect(plain == Array((0..<20_000).map { "\($0)安全生产\($0)\n" }.joined().utf8))
}

@Test func fileThatChangedIsSeen() throws {
  let file = try TestFile(Array(#"{"a":[{"x":1}]}"#.utf8))
  let pieces = try FileInPieces(file.path)
  #expect(pieces.isUnchanged)
  try writeFile(Array("{}".utf8), to: file.path)
  #expect(!pieces.isUnchanged)
}
