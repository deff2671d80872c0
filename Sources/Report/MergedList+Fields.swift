import ListRecords
import ListSchema
import Table
import Values

/// A field of a list as outputs print it. Nothing in it is counted, so that it is copied at will.
struct ExportedField: Sendable {
  /// How a cell's number is printed.
  enum Print {
    case day
    case count
    case amount
    case text
    case trimmed
    case numbers
    /// An entry of a vocabulary or a name of the roster.
    case entry
    case hazardNumber
  }

  let index: Int
  let type: ColumnType
  let print: Print
  /// The entries of the vocabulary or the names of the roster, then 市本级, among the list's.
  let entries: Range<Int>

  /// `nil` for 序号 and 设区市, which every output prints in its own columns.
  init?(_ kind: FieldKind, at index: Int, entries: () -> Range<Int>) {
    switch kind {
    case .sequence, .bureau: return nil
    case .date: (print, type) = (.day, .date)
    case .integer: (print, type) = (.count, .integer)
    case .number: (print, type) = (.amount, .number)
    case .vocabulary, .zone: (print, type) = (.entry, .string)
    case .hazardNumber: (print, type) = (.hazardNumber, .string)
    case .hazardNumbers: (print, type) = (.numbers, .string)
    case .phone: (print, type) = (.trimmed, .string)
    case .text, .explanation: (print, type) = (.text, .string)
    }
    self.index = index
    self.entries = print == .entry ? entries() : 0..<0
  }

  /// Whether the field is the one that the ledger gives.
  var isHazardNumber: Bool { print == .hazardNumber }
}

// The fields of the list's definition.
extension MergedList {
  /// What a field picks from, then 市本级.
  static func words(
    of field: Field, of list: ListDefinition, in definitions: Definitions
  ) -> [String] {
    if case .zone = field.kind { return definitions.roster.zones.map(\.name) + ["市本级"] }
    return (list.vocabulary(of: field)?.values ?? []) + ["市本级"]
  }

  /// Hands a cell of a part to a sink.
  @inline(__always)
  func write<Sink: ValueSink>(
    _ cell: RecordCell, as field: ExportedField, _ texts: PartTexts, _ words: TextPool,
    into sink: inout Sink
  ) {
    guard let number = cell.number else { return sink.blank() }
    switch field.print {
    case .day: sink.day(Day(number: number))
    case .count: sink.number(Int(number))
    case .amount: sink.amount(texts.amounts[Int(number)])
    case .text: sink.pooled(cell.text, of: texts.pool, texts.texts, .string)
    case .trimmed, .hazardNumber: writeTrimmed(cell.text, texts, into: &sink)
    case .numbers: sink.text(Self.joined(texts.texts[cell.text]))
    case .entry:
      if number >= 0, Int(number) < field.entries.count - 1 {
        sink.pooled(entries[field.entries.lowerBound + Int(number)], of: 0, words, .string)
      } else if number == ZonePayload.cityLevel {
        sink.pooled(entries[field.entries.upperBound - 1], of: 0, words, .string)
      } else {
        writeTrimmed(cell.text, texts, into: &sink)
      }
    }
  }

  /// Hands a text without outer white space to a sink.
  func writeTrimmed<Sink: ValueSink>(_ id: TextID, _ texts: PartTexts, into sink: inout Sink) {
    if texts.texts.withBytes(of: id, { String.endsVisibly($0) }) {
      sink.pooled(id, of: texts.pool, texts.texts, .string)
    } else {
      sink.text(texts.texts.string(id).withoutOuterBlanks)
    }
  }

  /// Several numbers in one cell, joined by `;`, however the filer parted them.
  private static func joined(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text, as: UTF8.self)
      .split { "、；;,， \n\r\t\u{3000}".contains($0) }
      .joined(separator: ";")
  }
}

/// What the cells of a part refer to, held for many rows.
struct PartTexts {
  let texts: TextPool
  /// The pool that they are among those of the list.
  let pool: Int
  let amounts: [Amount]

  init(_ table: RecordTable, pool: Int) {
    texts = table.texts
    self.pool = pool
    amounts = table.amounts
  }
}
