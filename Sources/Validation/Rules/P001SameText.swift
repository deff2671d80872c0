import Findings
import ListRecords
import ListSchema
import Values

/// 主要做法与本次或以往月份报送的另一条相同。
struct P001SameText: SetRule {
  static let code: RuleCode = "P001"
  private let content: Int

  init?(_ scope: RuleScope) {
    guard let content = scope[.content] else { return nil }
    self.content = content
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [String: Int] = [:]
    for index in 0..<records.count {
      let record = records[index]
      if record.isBlank(content) || record.isUnreadable(content) { continue }
      let text = PracticeText.withoutBlanks(record.raw(content))
      if let earlier = first[text] {
        report(record, "第 \(records[earlier].row) 行", records[earlier], &sink)
      } else if let month = context.earlier?.practices[text] {
        report(record, month, nil, &sink)
      } else {
        first[text] = index
      }
    }
  }

  private func report(
    _ record: Record, _ other: String, _ twin: Record?, _ sink: inout FindingSink
  ) {
    sink.emit(
      Self.code, at: record.place(content), value: record.raw(content),
      related: twin?.related(content).map { [$0] } ?? [], values: [.init("other", other)])
  }
}

/// How texts of practices are compared.
public enum PracticeText {
  /// A text with its white space taken out.
  public static func withoutBlanks(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
