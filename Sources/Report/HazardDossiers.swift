import Ledger
import ListSchema
import Values

/// 一患一档 in words: month by month what a hazard's status was, and which fields changed.
struct HazardDossiers: Sendable {
  private let history: HazardHistory
  /// Headings of the hazards list by key.
  private let headings: [String: String]

  init(_ month: MergedMonth) {
    history = month.ledger.history
    headings = Dictionary(
      month.definitions[.hazards].fields.map { ($0.key.rawValue, $0.heading) },
      uniquingKeysWith: { first, _ in first })
  }

  /// A hazard's history: `2022-04 未整改；2022-05 整改中，逾期（改整改状态、责任人）`.
  func text(of number: HazardNumber) -> String {
    history.rows(of: number).map(month).joined(separator: "；")
  }

  private func month(_ row: Int) -> String {
    var bytes: [UInt8] = []
    history.append(.period, at: row, to: &bytes)
    bytes.append(UInt8(ascii: " "))
    history.append(.status, at: row, to: &bytes)
    if history.isOverdue(at: row) { bytes += "，逾期".utf8 }
    let text = String(decoding: bytes, as: UTF8.self)
    if !history.hasChanges(at: row) { return text }
    let changed = history.text(.changed, at: row).split(separator: ";").map {
      headings[String($0)] ?? String($0)
    }
    return changed.isEmpty ? text : text + "（改\(changed.joined(separator: "、"))）"
  }
}
