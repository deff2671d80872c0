import ListRecords
import ListSchema
import Values

/// A list as the page shows it: chosen columns of its first rows; the whole is in the workbook
/// and the data package.
struct PageList {
  /// The fields shown of each list; headings come from its definition.
  private static let shown: [ListName: [String]] = [
    .hazards: [
      "hazard_id", "bureau_name", "zone", "enterprise", "sector", "description", "level",
      "found_on", "due_on", "status", "overdue",
    ],
    .measures: [
      "bureau_name", "zone", "title", "doc_no", "kind", "content", "issuer", "status", "issued_on",
    ],
    .practices: [
      "bureau_name", "zone", "title", "content", "effect", "promotion", "contact", "phone",
    ],
    .accidents: [
      "bureau_name", "zone", "sector", "accidents", "deaths", "serious_injuries", "direct_loss",
      "accidents_ytd", "deaths_ytd", "accidents_ytd_prior", "deaths_ytd_prior",
    ],
  ]

  /// Characters of a text shown in a cell.
  private static let longest = 120

  private let table: MergedList
  private let columns: [Int]
  private let phones: Set<Int>
  /// Most rows shown.
  let limit: Int

  init(_ table: MergedList, limit: Int) {
    self.table = table
    self.limit = limit
    let names = Self.shown[table.list.name] ?? []
    columns = names.compactMap { name in table.columns.firstIndex { $0.name == name } }
    phones = Set(
      columns.filter { column in
        table.list[FieldKey(rawValue: table.columns[column].name)]?.kind == .phone
      })
  }

  /// The list by the names that the template uses.
  func page() -> PageRow {
    let count = table.rowCount
    let shown = min(count, limit)
    return PageRow([
      "id": table.name,
      "title": table.title,
      "count": count,
      "shown": shown,
      "is_cut": shown < count,
      "is_empty": count == 0,
      "columns": columns.map { column in
        PageRow([
          "title": table.columns[column].title, "class": Self.alignment(table.columns[column]),
        ])
      },
      "rows": (0..<shown).map(page(ofRow:)),
    ])
  }

  private func page(ofRow row: Int) -> PageRow {
    var sink = PageSink()
    table.write(row: row, into: &sink)
    let cells = columns.map { column in
      let name = table.columns[column].name
      var text = sink.values[column]
      if phones.contains(column) {
        text = PhoneMask.masked(text)
      } else if name != "hazard_id" {
        text = PhoneMask.maskedMobiles(in: text)
      }
      if name == "overdue" { text = text == "true" ? "逾期" : "" }
      return PageRow([
        "text": Self.shortened(text), "class": Self.alignment(table.columns[column]),
      ])
    }
    return PageRow(["seq": row + 1, "cells": cells])
  }

  private static func alignment(_ column: DataColumn) -> String {
    switch column.type {
    case .integer, .number: "number"
    case .date: "date"
    default: column.name == "description" || column.name == "content" ? "long" : ""
    }
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return text.prefix(longest) + "…"
  }
}

/// The values of a row as text, one a column.
struct PageSink: ValueSink {
  private(set) var values: [String] = []

  mutating func text(_ text: ArraySlice<UInt8>) {
    values.append(String(decoding: text, as: UTF8.self))
  }
  mutating func text(_ text: String) { values.append(text) }
  mutating func number(_ number: Int) { values.append(String(number)) }
  mutating func amount(_ amount: Amount) { values.append(amount.description) }
  mutating func day(_ day: Day) { values.append(day.description) }
  mutating func flag(_ flag: Bool) { values.append(flag ? "true" : "false") }
  mutating func plain(_ text: String, _ type: ColumnType) { values.append(text) }
  mutating func blank() { values.append("") }
}
