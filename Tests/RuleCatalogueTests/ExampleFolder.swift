import Files
import Findings
import Foundation
import ListSchema
import Values

/// The files of an example, as one month's folder holds them, and the place that is marked.
struct ExampleFolder {
  /// How rows of a list are sent.
  enum Form {
    case text
    case workbook
  }

  private(set) var files: [(path: String, bytes: [UInt8])] = []
  /// The file that is at fault: the marked one, or the only one.
  private(set) var file: String?
  /// The worksheet at fault; `nil` in text files.
  private(set) var sheet: String?
  private(set) var cell: (row: Int, column: Int)?

  /// The files of an example whose bureau is 常州市.
  init(_ example: RuleExample, list: ListDefinition?, form: Form) throws {
    for (path, content) in example.files { add(path, content) }
    if let sheet = example.sheet {
      let path = "常州市-报送.xlsx"
      let sheets = ([sheet] + example.beside).map(ExampleSheet.init)
      file = path
      let marked = sheets.first { $0.marked != nil }
      self.sheet = marked?.name ?? sheet.name
      cell = marked?.marked
      files.append((path, try ExampleWorkbook(sheets: sheets).bytes()))
    }
    if !example.rows.isEmpty, let list {
      let sheet = ExampleSheet(example.rows, of: list)
      try add(sheet, form: form)
      file = files.last?.path
      cell = sheet.marked
      self.sheet = form == .workbook ? sheet.name : nil
    }
  }

  /// Last month's files: rows of one list, and nils.
  init(previousRowsOf example: RuleExample, list: ListDefinition) throws {
    try add(ExampleSheet(example.previousRows, of: list), form: .text)
  }

  private mutating func add(_ path: String, _ content: RuleExample.File) {
    let isMarked = path.first == RuleExample.mark
    let path = isMarked ? String(path.dropFirst()) : path
    switch content {
    case .text(let text): files.append((path, Array(text.utf8)))
    case .bytes(let bytes): files.append((path, bytes))
    }
    if isMarked || files.count == 1 { file = path }
  }

  private mutating func add(_ sheet: ExampleSheet, form: Form) throws {
    switch form {
    case .text: files.append(("常州市-\(sheet.name).csv", sheet.csv))
    case .workbook:
      files.append(("常州市-\(sheet.name).xlsx", try ExampleWorkbook(sheets: [sheet]).bytes()))
    }
  }

  /// Adds a nil of every list but one, as the bureau sends the lists that have nothing to say.
  mutating func addNils(of lists: [ListDefinition], except list: ListName) throws {
    for other in lists where other.name != list {
      try add(ExampleSheet(nilOf: other), form: .text)
    }
  }

  /// Adds a register by which staff received every file at one time.
  mutating func addRegister(received: String) {
    var text = "单位,文件,SHA-256,收件时间,登记方式\r\n"
    for file in files { text += "常州市,\(file.path),,\(received),人工\r\n" }
    files.append(("收件登记.csv", Array(text.utf8)))
  }

  /// Writes the files below a folder.
  func write(to folder: String) throws {
    for file in files {
      let path = "\(folder)/\(file.path)"
      try Folder.make((path as NSString).deletingLastPathComponent)
      try writeFile(file.bytes, to: path)
    }
  }
}
