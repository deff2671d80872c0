import Files
import FillData
import Foundation
import MonthlyRun
import Synchronization
import TemplateFill
import Testing
import ZipArchive

/// A folder with a template and data, removed at its end.
private final class FillFolder {
  let path = FileManager.default.temporaryDirectory.path + "/fill-run-" + UUID().uuidString

  init(_ data: String) throws {
    try Folder.make(path)
    let template =
      "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
      + "/TemplateFillTests/Files/openpyxl.xlsx"
    try writeFile(try readFile(template), to: path + "/t.xlsx")
    try writeFile(Array(data.utf8), to: path + "/d.json")
  }

  deinit { try? Folder.remove(path) }

  func run(
    _ output: String = "o.xlsx", replaces: Bool = false,
    progress: (@Sendable (RunProgress) -> Void)? = nil
  ) throws -> [FillRun.List] {
    try FillRun(
      template: path + "/t.xlsx", data: path + "/d.json", output: "\(path)/\(output)",
      replaces: replaces, progress: progress
    ).run()
  }

  /// Why it can't be done, where nothing but the inputs is left then.
  func refusal(_ output: String = "o.xlsx") throws -> FillError? {
    do {
      _ = try run(output)
      return nil
    } catch let error as FillError {
      #expect(try Folder.list(path).map(\.path).sorted() == ["d.json", "t.xlsx"])
      return error
    }
  }
}

private let data = #"""
  {"title": "月报", "period": "2022-05", "total": 1, "notes": [],
   "items": [{"no": 1, "unit": "苏州市", "count": 3, "price": 1.5, "date": "2022-05-03"}]}
  """#

@Test func templateIsFilledIntoANewFile() throws {
  let folder = try FillFolder(data)
  let lists = try folder.run()
  #expect(lists.map { "\($0.name) \($0.rows)" } == ["items 1", "notes 0"])
  #expect(try ZipReader(bytes: readFile(folder.path + "/o.xlsx")).entries.count > 8)
}

@Test func progressIsToldByWhatIsWritten() throws {
  let folder = try FillFolder(data)
  let told = Mutex<[RunProgress]>([])
  _ = try folder.run { step in told.withLock { $0.append(step) } }
  let size = try readFile(folder.path + "/o.xlsx").count
  #expect(told.withLock { $0.last } == .filling(bytes: size))
}

@Test func fileThatIsThereIsReplacedOnlyWhenAskedTo() throws {
  let folder = try FillFolder(data)
  try writeFile([1], to: folder.path + "/o.xlsx")
  #expect(throws: FillError.self) { try folder.run() }
  #expect(try readFile(folder.path + "/o.xlsx") == [1])
  _ = try folder.run(replaces: true)
  #expect(try readFile(folder.path + "/o.xlsx").count > 1_000)
}

@Test(arguments: ["t.xlsx", "d.json"])
func inputIsNeverWrittenOver(name: String) throws {
  let folder = try FillFolder(data)
  let before = try readFile("\(folder.path)/\(name)")
  guard case .overInput? = try folder.refusal(name) else {
    Issue.record("not refused")
    return
  }
  #expect(try readFile("\(folder.path)/\(name)") == before)
}

@Test func faultyDataLeaveNoFile() throws {
  guard case .data(.text(_, line: 1, column: 2, _))? = try FillFolder("{").refusal() else {
    Issue.record("not refused")
    return
  }
}

@Test func nameThatIsMissingLeavesNoFile() throws {
  let folder = try FillFolder(data.replacing("\"title\"", with: "\"titel\""))
  guard case .template(_, .unknownValue("title", let place, let nearest))? = try folder.refusal()
  else {
    Issue.record("not refused")
    return
  }
  #expect(place == TemplatePlace(sheet: "月报", cell: "A1") && nearest == ["titel"])
}

@Test(arguments: [
  ("无", "这是文本表格"), ("", "这是空文件"), ("%PDF-1.7\n", "这是版式文件"), ("PK\u{3}\u{4}", "文件已损坏"),
])
func templateThatIsNoWorkbookIsToldApart(content: String, expected: String) throws {
  let folder = try FillFolder(data)
  try writeFile(Array(content.utf8), to: folder.path + "/t.xlsx")
  guard case .unreadable(_, let reason)? = try folder.refusal() else {
    Issue.record("not refused")
    return
  }
  #expect(reason.hasPrefix(expected), "\(reason)")
}

@Test func missingFileIsNamed() throws {
  let folder = try FillFolder(data)
  try Folder.remove(folder.path + "/d.json")
  #expect(throws: FillError.self) { try folder.run() }
}
