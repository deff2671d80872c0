import Findings
import ListSchema
import Values

/// The cells of one table of an example, and the cell of it that is marked.
struct ExampleSheet {
  var name: String
  var isHidden = false
  var hiddenRows: [Int] = []
  var hiddenColumns: [String] = []
  var merged: [String] = []
  var cells: [[RuleExample.Cell]]
  /// The marked cell, rows and columns from 1.
  private(set) var marked: (row: Int, column: Int)?

  /// A worksheet as the example writes it, its mark taken off.
  init(_ sheet: RuleExample.Sheet) {
    name = sheet.name
    isHidden = sheet.isHidden
    hiddenRows = sheet.hiddenRows
    hiddenColumns = sheet.hiddenColumns
    merged = sheet.merged
    cells = sheet.cells
    takeMark()
  }

  /// Rows of a list under its headings, over the list's sample row.
  init(_ rows: [[String: String?]], of list: ListDefinition) {
    name = list.title
    cells = [list.fields.map { .text($0.heading) }]
    for row in rows {
      cells.append(
        list.fields.map { field in
          let sample = list.sample[field.key] ?? ""
          return .text(row[field.key.rawValue].map { $0 ?? "" } ?? sample)
        })
    }
    takeMark()
  }

  /// A list that states a nil.
  init(nilOf list: ListDefinition) {
    name = list.title
    cells = [list.fields.map { .text($0.heading) }, [.text("无")]]
  }

  private mutating func takeMark() {
    for row in cells.indices {
      for column in cells[row].indices {
        guard case .text(let text) = cells[row][column], text.first == RuleExample.mark else {
          continue
        }
        cells[row][column] = .text(String(text.dropFirst()))
        marked = (row + 1, column + 1)
      }
    }
  }

  /// The table as CSV (RFC 4180), every cell quoted.
  var csv: [UInt8] {
    var text = ""
    for row in cells {
      text += row.map { "\"\($0.text.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
      text += "\r\n"
    }
    return Array(text.utf8)
  }
}

extension RuleExample.Cell {
  var text: String {
    switch self {
    case .text(let text), .number(let text): text
    }
  }

  /// The cell as a clerk's program stores it: digits typed become a number.
  var isNumber: Bool {
    switch self {
    case .number: return true
    case .text(let text):
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
      return (1...2).contains(parts.count)
        && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { "0"..."9" ~= $0 } }
        && (parts[0] == "0" || !digits.hasPrefix("0"))
    }
  }
}
