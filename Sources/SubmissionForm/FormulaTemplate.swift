import ListSchema
import Table
import Values

/// Writes out formula templates of a list, for one row or for all.
///
/// A template speaks of the list's fields: `{due_on}` is the field's cell in the row, or the whole
/// column where all rows are counted by `SUMPRODUCT`. So one template serves the conditional
/// format and the count on the 自检 sheet, and only operators and functions that work on arrays in
/// Excel, WPS and LibreOffice alike without array entry may stand in it: no `AND`, `OR`, `IF`, but
/// `*`, `+` and comparisons.
///
/// | in a template | stands for |
/// |---|---|
/// | `{key}` | the cell, or column |
/// | `{all key}` | always the whole column |
/// | `{day key}` | a date that can be meant is there |
/// | `{figure key}` | a number is there that the field can hold |
/// | `{empty key}` | nothing there, or a word for nothing such as 无 |
/// | `{word key}` | a word for nothing or for later, such as 待定 |
/// | `{filled}` | the row is filled in and no nil statement |
/// | `{first}`, `{last}` | the first and the last day of the month reported |
struct FormulaTemplate {
  /// What a field stands for.
  enum Scope {
    /// Its cell in the first row, to be moved down by the program.
    case row
    /// Its column.
    case column
  }

  let layout: FormLayout
  let period: Period

  /// The formula of a template.
  ///
  /// - Parameters:
  ///   - template: The template.
  ///   - scope: What fields stand for.
  /// - Returns: `nil` if the list lacks a field of it: the province may have dropped the column.
  func formula(_ template: String, _ scope: Scope) -> String? {
    var formula = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let part = expansion(of: rest[rest.index(after: open)..<close], scope) else {
        return nil
      }
      formula += rest[..<open] + part
      rest = rest[rest.index(after: close)...]
    }
    return formula + rest
  }

  private func expansion(of text: Substring, _ scope: Scope) -> String? {
    let words = text.split(separator: " ")
    guard words.count == 2, let cell = reference(words[1], scope) else {
      switch text {
      case "filled": return filled(scope)
      case "first": return "\(period.firstDay.serial)"
      case "last": return "\(period.lastDay.serial)"
      default: return words.count == 1 ? reference(text, scope) : nil
      }
    }
    switch words[0] {
    case "all": return layout[FieldKey(rawValue: String(words[1]))].map { whole($0, scope) }
    case "day":
      let days = ValueFormulas.days(around: period)
      return "ISNUMBER(\(cell))*(\(cell)>=\(days.lowerBound))*(\(cell)<=\(days.upperBound))"
    case "figure":
      // `INT` of a text would be an error; a whole number has no point in its text.
      let isWhole = "*(LEN(\(cell))<FIND(\".\",\(cell)&\".\"))"
      let isInteger = layout[FieldKey(rawValue: String(words[1]))]?.field.kind == .integer
      return "ISNUMBER(\(cell))*(\(cell)>=0)" + (isInteger ? isWhole : "")
    case "empty":
      return "((LEN(TRIM(\(cell)))=0)+ISNUMBER(MATCH(\(cell),\(WordTable.nothing),0))>0)"
    case "word": return "ISNUMBER(MATCH(\(cell),\(WordTable.placeholders),0))"
    default: return nil
    }
  }

  private func reference(_ key: Substring, _ scope: Scope) -> String? {
    layout[FieldKey(rawValue: String(key))].map { reference($0, scope) }
  }

  private func reference(_ column: FormLayout.Column, _ scope: Scope) -> String {
    switch scope {
    case .row:
      "$\(CellReference.letters(ofColumn: column.number))\(layout.rows.lowerBound)"
    case .column: layout.reference(column)
    }
  }

  private func whole(_ column: FormLayout.Column, _ scope: Scope) -> String {
    let letters = CellReference.letters(ofColumn: column.number)
    return scope == .column
      ? layout.reference(column)
      : "$\(letters)$\(layout.rows.lowerBound):$\(letters)$\(layout.rows.upperBound)"
  }

  /// Whether anything but the serial number is there, 无 for the whole list excepted.
  private func filled(_ scope: Scope) -> String {
    let lengths = layout.columns.filter { $0.field.kind != .sequence }
      .map { "LEN(\(reference($0, scope)))" }
    let zone = layout.zone.map { "-(\(reference($0, scope))=\"\(WordTable.nilWord)\")" } ?? ""
    return "(\(lengths.joined(separator: "+"))\(zone)>0)"
  }
}

extension Day {
  /// The day as a workbook of the 1900 system counts it (ECMA-376 Part 1, 18.17.4.1).
  var serial: Int { Int(number) + 25_569 }
}
