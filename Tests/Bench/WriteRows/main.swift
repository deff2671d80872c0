import Files
import TemplateFill

// Fills a template's list of 15 fields, and puts the workbook on the standard output. What it
// writes a program in another language can make too: `WriteRows TEMPLATE ROWS`.

/// Rows that are made as they are asked for.
struct Rows: TemplateRows {
  private var index = 0
  private let count: Int
  private var text: [UInt8] = []

  init(count: Int) { self.count = count }

  mutating func next(into row: inout TemplateRow) -> Bool {
    guard index < count else { return false }
    row.append(integer: index + 1)
    if let date = TemplateDate(year: 2022, month: index % 12 + 1, day: index % 28 + 1) {
      row.append(date: date)
    }
    append(cents: index * 37 % 1_000_003, to: &row)
    append(cents: index * 91 % 100_003, to: &row)
    for column in 4..<10 { append("江苏某某经济开发区", index % 100 + column, to: &row) }
    for column in 10..<15 { append("问题隐患描述及整改措施", index * 15 + column, to: &row) }
    index += 1
    return true
  }

  private mutating func append(cents: Int, to row: inout TemplateRow) {
    text.removeAll(keepingCapacity: true)
    append(cents / 100)
    text.append(UInt8(ascii: "."))
    text.append(UInt8(ascii: "0") + UInt8(cents / 10 % 10))
    text.append(UInt8(ascii: "0") + UInt8(cents % 10))
    row.append(decimal: text[...])
  }

  private mutating func append(_ words: StaticString, _ number: Int, to row: inout TemplateRow) {
    text.removeAll(keepingCapacity: true)
    words.withUTF8Buffer { unsafe text.append(contentsOf: $0) }
    append(number)
    row.append(text: text[...])
  }

  private mutating func append(_ number: Int) {
    if number >= 10 { append(number / 10) }
    text.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

/// The list `rows` with fields `a` to `o`.
struct List: TemplateList {
  let rowCount: Int
  let fields = "abcdefghijklmno".map { String($0) }

  func makeRows() -> any TemplateRows { Rows(count: rowCount) }
}

let filler = try TemplateFiller(template: readFile(CommandLine.arguments[1]))
let list = List(rowCount: Int(CommandLine.arguments[2]) ?? 0)
try filler.fill(TemplateData(lists: ["rows": list])) { piece in
  (try? FileOutput.write(piece, to: .output)) != nil
}
