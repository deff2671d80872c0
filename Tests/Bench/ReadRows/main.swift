import Files
import Table
import Workbook

// Reads every row of every worksheet into typed cells, and prints what was read as counts and sums,
// which a program in another language can compute too: `ReadRows FILE`.

/// Cells by kind, and what they add up to.
struct Sums {
  var rows = 0
  var texts = 0
  var textBytes = 0
  var numbers = 0
  var total = 0.0
  var dates = 0
  var days = 0

  mutating func add(_ row: RawRow, _ strings: SharedStrings) {
    rows += 1
    for cell in row.cells {
      switch cell.kind {
      case .text:
        texts += 1
        textBytes +=
          cell.sharedString >= 0 ? strings[Int(cell.sharedString)].count : cell.text.count
      case .number:
        numbers += 1
        total += number(row.bytes.span.extracting(place(cell)))
      case .date:
        dates += 1
        days += dayOfMonth(row.bytes.span.extracting(place(cell)))
      default: break
      }
    }
  }

  private func place(_ cell: RawCell) -> Range<Int> {
    Int(cell.text.lowerBound)..<Int(cell.text.upperBound)
  }

  /// A number of digits and at most one point, exact up to 15 digits.
  private func number(_ text: Span<UInt8>) -> Double {
    var digits = 0
    var scale = 1.0
    var isFraction = false
    for index in text.indices {
      if text[index] == UInt8(ascii: ".") {
        isFraction = true
      } else {
        digits = digits * 10 + Int(text[index] & 0x0f)
        if isFraction { scale *= 10 }
      }
    }
    return Double(digits) / scale
  }

  /// The day of an ISO 8601 date.
  private func dayOfMonth(_ text: Span<UInt8>) -> Int {
    text.count < 10 ? 0 : Int(text[8] & 0x0f) * 10 + Int(text[9] & 0x0f)
  }
}

let workbook = try WorkbookReader(bytes: readFile(CommandLine.arguments[1]))
var sums = Sums()
for sheet in workbook.sheets where sheet.kind == .worksheet {
  var reader = try workbook.rows(of: sheet)
  var row = RawRow()
  while try reader.read(into: &row) { sums.add(row, workbook.sharedStrings) }
}
let cents = Int((sums.total * 100).rounded())
print(sums.rows, sums.texts, sums.textBytes, sums.numbers, cents, sums.dates, sums.days)
