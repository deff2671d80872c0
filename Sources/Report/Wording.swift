import Findings
import ListSchema
public import Receipts
import Values

/// A bureau's lists that were late, missing or unreadable, as reports name them.
struct NamedShortfall: Sendable {
  let bureau: BureauCode
  let bureauName: String
  /// The lists, with the days of lateness: `事故统计表 1 天`.
  let lists: String

  /// `无锡市（事故统计表 1 天）`.
  var text: String { "\(bureauName)（\(lists)）" }
}

/// Who was late, who sent nothing, whose files could not be read.
struct Shortfalls: Sendable {
  let late: [NamedShortfall]
  let missing: [NamedShortfall]
  let unreadable: [NamedShortfall]

  init(_ month: MergedMonth) {
    late = Self.named(.late, in: month)
    missing = Self.named(.missing, in: month)
    unreadable = Self.named(.unreadable, in: month)
  }

  private static func named(_ state: ReceiptState, in month: MergedMonth) -> [NamedShortfall] {
    month.bureaus.compactMap { bureau in
      let due = month.reporting.filter { $0.bureau == bureau.code }
      let rows = due.filter { $0.state == state }
      guard let first = rows.first else { return nil }
      return NamedShortfall(
        bureau: bureau.code, bureauName: bureau.name,
        lists: lists(rows, of: due.count, first: first, in: month))
    }
  }

  private static func lists(
    _ rows: [ReportingRow], of due: Int, first: ReportingRow, in month: MergedMonth
  ) -> String {
    func days(_ row: ReportingRow) -> String {
      row.daysLate.flatMap { $0 > 0 ? " \($0) 天" : nil } ?? ""
    }
    if rows.count == due, due > 1, rows.allSatisfy({ $0.daysLate == first.daysLate }) {
      return "全部清单" + days(first)
    }
    return rows.map { month.definitions[$0.list].title + days($0) }.joined(separator: "、")
  }
}

extension [NamedShortfall] {
  /// The same with a word behind the lists, for a line that names several kinds.
  func marked(_ word: String) -> [NamedShortfall] {
    map {
      NamedShortfall(bureau: $0.bureau, bureauName: $0.bureauName, lists: "\($0.lists)，\(word)")
    }
  }

  /// The names in one line; `无` where there are none.
  var line: String { isEmpty ? "无" : map(\.text).joined(separator: "；") }
}

extension ReportingRow {
  /// The state as reports print it, with the days of lateness and 零报告.
  var title: String {
    var title = state.chinese
    if state == .late, let daysLate, daysLate > 0 { title += " \(daysLate) 天" }
    if isNil { title += "，零报告" }
    return title
  }
}

extension ReceiptEvidence {
  /// The words that reports use.
  var title: String {
    switch self {
    case .register: "收件登记"
    case .modificationTime: "文件时间"
    }
  }
}

/// How reports name the figures from January on.
enum CumulationTitle {
  /// `1—5 月累计`, `1 月累计` in January.
  static func text(_ last: Period?) -> String {
    guard let last, last.month > 1 else { return "1 月累计" }
    return "1—\(last.month) 月累计"
  }
}

/// A deadline as people read it: `2022-06-03 24:00`.
public func deadlineText(_ instant: Instant) -> String {
  // The last second of a day is the deadline that a notice calls 24:00.
  if instant.secondOfDay == 86_399 { return "\(instant.day) 24:00" }
  return String(instant.registerText.dropLast(3))
}
