import Findings
import ListRecords
import ListSchema
import Values

/// A list as the page shows it: chosen columns of the first rows of each bureau; the whole is in
/// the workbook and the data package.
struct PageList {
  /// A bureau's rows, by their places in the list.
  struct Group {
    /// The province for rows of no known bureau.
    let bureau: BureauCode
    let name: String
    var rows: [Int]
  }

  /// Bytes of one list on the page, about: five lists and what stands around them stay below the
  /// two million bytes that a page may have.
  static let byteLimit = 260_000
  /// Bytes of markup around the text of a cell, about.
  private static let markup = 30

  /// Characters of a text shown in a cell.
  private static let longest = 120

  let id: String
  let title: String
  /// What its rows are counted in.
  let unit: String
  let columns: [PageRow]
  let groups: [Group]
  let row: (Int) -> PageRow

  /// The list by the names that the template uses.
  ///
  /// - Parameter limit: Most rows shown, shared out evenly among the bureaus; fewer where long texts
  ///   would pass ``byteLimit``.
  /// - Returns: The list, its rows by bureau.
  func page(limit: Int) -> PageRow {
    let count = groups.reduce(0) { $0 + $1.rows.count }
    var (limit, shares, rows) = (limit, [Int](), [[PageRow]]())
    while true {
      shares = Self.shares(of: groups.map(\.rows.count), limit: limit)
      rows = zip(groups, shares).map { group, share in group.rows.prefix(share).map(row) }
      let size = rows.joined().reduce(0) { $0 + Self.size(of: $1) }
      if size <= Self.byteLimit || limit <= 1 { break }
      limit = min(limit - 1, max(shares.reduce(0, +) * Self.byteLimit / size, 1))
    }
    let shown = shares.reduce(0, +)
    return PageRow([
      "id": id,
      "title": title,
      "unit": unit,
      "count": count,
      "shown": shown,
      "is_cut": shown < count,
      "is_empty": count == 0,
      "columns": columns,
      "span": columns.count + 1,
      "groups": groups.indices.map { index in
        let (group, share) = (groups[index], shares[index])
        return PageRow([
          "anchor": group.bureau.isProvince
            ? id + "-other" : FigureLinks.anchor(id, group.bureau),
          "bureau": group.bureau.description, "name": group.name,
          "rest": group.rows.count - share, "is_short": share < group.rows.count,
          "rows": rows[index],
        ])
      },
    ])
  }

  /// How many rows of each bureau are shown: all where there is room, else as many of each as of
  /// any other that has more.
  static func shares(of counts: [Int], limit: Int) -> [Int] {
    var shares = counts.map { _ in 0 }
    var rest = limit
    while rest > 0 {
      let open = counts.indices.filter { shares[$0] < counts[$0] }
      if open.isEmpty { break }
      let part = max(rest / open.count, 1)
      for place in open {
        let more = min(part, counts[place] - shares[place], rest)
        shares[place] += more
        rest -= more
      }
    }
    return shares
  }

  /// Bytes that a row takes on the page, about.
  private static func size(of row: PageRow) -> Int {
    (row["cells"] as? [PageRow] ?? []).reduce(markup) { sum, cell in
      sum + markup + ((cell["text"] as? String)?.utf8.count ?? 0)
    }
  }

  /// The first rows of a list that stands on the page as one table: as many as half of
  /// ``byteLimit`` holds.
  ///
  /// - Parameters:
  ///   - count: Rows of the whole list.
  ///   - row: A row by its place.
  /// - Returns: At most ``HTMLReport/rowLimit`` rows.
  static func leading(_ count: Int, _ row: (Int) -> PageRow) -> [PageRow] {
    var (rows, size) = ([PageRow](), 0)
    for place in 0..<min(count, HTMLReport.rowLimit) where size < byteLimit / 2 {
      rows.append(row(place))
      size += rows[rows.count - 1].textSize + 400
    }
    return rows
  }

  static func shortened(_ text: String) -> String {
    guard text.utf8.count > longest, text.count > longest else { return text }
    return text.prefix(longest) + "…"
  }

  /// A text of a filer as the page shows it: mobile numbers masked, cut where it is long.
  static func shown(_ text: String) -> String { shortened(PhoneMask.maskedMobiles(in: text)) }

  static func cell(_ text: String, _ style: String = "") -> PageRow {
    PageRow(["text": text, "class": style])
  }

  static func head(_ title: String, _ style: String = "") -> PageRow {
    PageRow(["title": title, "class": style])
  }
}

extension PageList {
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

  /// A list of records.
  init(_ table: MergedList, _ names: [BureauCode: String]) {
    id = table.name
    title = table.title
    unit = table.list.name.unit
    let shown = (Self.shown[table.list.name] ?? []).compactMap { name in
      table.columns.firstIndex { $0.name == name }
    }
    let found = table.columns.firstIndex { $0.name == "findings" }
    columns =
      shown.map { Self.head(table.columns[$0].title, Self.alignment(table.columns[$0])) }
      + [Self.head("校验")]
    var groups: [Group] = []
    var start = 0
    for part in table.parts where part.table.count > 0 {
      let rows = start..<start + part.table.count
      start = rows.upperBound
      if groups.last?.bureau == part.bureau {
        groups[groups.count - 1].rows += rows
      } else {
        let name = names[part.bureau] ?? part.bureau.description
        groups.append(Group(bureau: part.bureau, name: name, rows: Array(rows)))
      }
    }
    self.groups = groups
    row = { row in
      var sink = PageSink()
      table.write(rows: row..<row + 1, into: &sink)
      let cells = shown.map { column in
        Self.cell(
          Self.text(sink.values[column], table.columns[column], of: table.list),
          Self.alignment(table.columns[column]))
      }
      let marks = table.marks(row: row)
      let bureau = table.parts[table.place(of: row).part].bureau
      return PageRow([
        "seq": row + 1, "cells": cells, "marks": marks.joined(separator: " "),
        "has_marks": !marks.isEmpty,
        "codes": Self.codes(found.map { sink.values[$0] } ?? "", of: bureau),
      ])
    }
  }

  private static func text(
    _ text: String, _ column: DataColumn, of list: ListDefinition
  ) -> String {
    switch column.name {
    case "overdue": text == "true" ? "逾期" : ""
    case "hazard_id": text
    case let name where list[FieldKey(rawValue: name)]?.kind == .phone: PhoneMask.masked(text)
    default: shown(text)
    }
  }

  /// The rules that speak of a row, each with the way to what it says.
  private static func codes(_ findings: String, of bureau: BureauCode) -> [PageRow] {
    findings.split(separator: ";").map { code in
      PageRow([
        "code": String(code), "href": "#" + FigureLinks.anchor(FigureLinks.checks, bureau),
      ])
    }
  }

  private static func alignment(_ column: DataColumn) -> String {
    switch column.type {
    case .integer, .number: "number"
    case .date: "date"
    default:
      switch column.name {
      case "description", "content": "long"
      case "hazard_id": "code"
      default: ""
      }
    }
  }
}

extension PageList {
  /// The findings, by bureau; those on files of no known bureau come last.
  init(findingsOf month: MergedMonth, _ names: [BureauCode: String]) {
    id = FigureLinks.checks
    title = "校验明细"
    unit = "处"
    columns = [
      Self.head("规则", "code"), Self.head("级别"), Self.head("设区市"), Self.head("文件"),
      Self.head("位置"), Self.head("列名"), Self.head("内容"), Self.head("问题", "long"),
    ]
    let findings = month.findings
    let byBureau = Dictionary(grouping: findings.indices) { findings[$0].place.bureau }
    groups = (month.bureaus.map(\.code) as [BureauCode?] + [nil]).compactMap { bureau in
      guard let rows = byBureau[bureau] else { return nil }
      let name = bureau.map { names[$0] ?? $0.description } ?? "未能辨认填报单位的文件"
      return Group(bureau: bureau ?? month.province.code, name: name, rows: rows)
    }
    // Numbered as they stand here, by bureau; findings.csv has them by file.
    let numbers = Dictionary(
      groups.flatMap(\.rows).enumerated().map { ($0.element, $0.offset + 1) },
      uniquingKeysWith: { first, _ in first })
    let rules = month.rules
    row = { row in
      let finding = findings[row]
      let place = finding.place
      let kind = finding.isExplained ? "explained" : finding.severity.rawValue
      let sheet = place.sheet ?? place.list?.chinese ?? ""
      let at = place.cell ?? place.row.map { "第 \($0) 行" }
      return PageRow([
        "seq": numbers[row] ?? row + 1, "marks": kind, "has_marks": true,
        "cells": [
          Self.cell(finding.rule.rawValue, "code"),
          Self.cell(
            finding.isExplained ? "已说明" : finding.severity.chinese,
            "severity " + finding.severity.rawValue),
          Self.cell(place.bureau.flatMap { names[$0] } ?? ""),
          Self.cell(Self.shown(place.file ?? "")),
          Self.cell(at.map { sheet.isEmpty ? $0 : "\(sheet)!\($0)" } ?? sheet),
          Self.cell(Self.shown(place.heading ?? "")), Self.cell(Self.shown(finding.value ?? "")),
          Self.cell(Self.shown(rules.message(of: finding)), "long"),
        ],
      ])
    }
  }
}

extension ListName {
  /// What the rows of a list are counted in.
  var unit: String {
    switch self {
    case .hazards: "条"
    case .measures: "项"
    case .practices: "个"
    case .accidents: "行"
    }
  }
}

/// The values of a row as text, one a column.
struct PageSink: ValueSink {
  private(set) var values: [String] = []

  mutating func text(_ text: Span<UInt8>) { values.append(String(copying: text)) }
  mutating func text(_ text: String) { values.append(text) }
  mutating func number(_ number: Int) { values.append(String(number)) }
  mutating func amount(_ amount: Amount) { values.append(amount.description) }
  mutating func day(_ day: Day) { values.append(day.description) }
  mutating func flag(_ flag: Bool) { values.append(flag ? "true" : "false") }
  mutating func plain(_ text: String, _ type: ColumnType) { values.append(text) }
  mutating func blank() { values.append("") }
  mutating func endRow() {}
}
