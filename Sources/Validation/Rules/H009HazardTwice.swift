import Findings
import ListRecords
import ListSchema
import Table
import Values

/// 同一隐患在一份清单中重复：开发区、企业、描述、排查日期都相同。
struct H009HazardTwice: SetRule {
  static let code: RuleCode = "H009"
  private let zone, enterprise, description, found: Int

  /// Folded texts by their numbers in a pool: hashing strings would normalise them each time.
  private struct Identity: Hashable {
    /// A zone of the roster, `unknown` beside the text of another.
    var zone: Int
    var unknownZone, enterprise, description: TextID
    var found: Day
  }

  /// The folded forms of a table's texts, each made once.
  private struct FoldedTexts {
    let folding: TextFolding
    let texts: TextPool
    private var folded = TextPool()
    private var spare: [UInt8] = []
    private var numbers: [TextID]

    init(of texts: TextPool, _ folding: TextFolding) {
      self.texts = texts
      self.folding = folding
      numbers = [TextID](repeating: .max, count: texts.count)
    }

    subscript(id: TextID) -> TextID {
      mutating get {
        if numbers[Int(id)] == .max {
          var bytes: [UInt8] = []
          swap(&bytes, &spare)
          bytes.removeAll(keepingCapacity: true)
          folding.appendText(texts[id].span, to: &bytes)
          numbers[Int(id)] = folded.intern(bytes.span)
          swap(&bytes, &spare)
        }
        return numbers[Int(id)]
      }
    }
  }

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone], let enterprise = scope[.enterprise],
      let description = scope[.description], let found = scope[.foundOn]
    else { return nil }
    (self.zone, self.enterprise, self.description, self.found) =
      (zone, enterprise, description, found)
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [Identity: Int] = [:]
    first.reserveCapacity(records.count)
    var texts = FoldedTexts(of: records.texts, context.definitions.folding)
    for index in 0..<records.count {
      let record = records[index]
      guard let identity = identity(of: record, &texts) else { continue }
      guard let earlier = first[identity] else {
        first[identity] = index
        continue
      }
      sink.emit(
        Self.code, at: record.place,
        related: records[earlier].related(description).map { [$0] } ?? [],
        values: [.init("other", "\(records[earlier].row)")])
    }
  }

  private func identity(of record: Record, _ texts: inout FoldedTexts) -> Identity? {
    guard let day = record.day(found), !record.isBlank(description), !record.isBlank(zone),
      !record.isBlank(enterprise)
    else { return nil }
    let place = record.code(zone)
    let isKnown = place.map { $0 != ZonePayload.unknown } ?? true
    return Identity(
      zone: place ?? Int.min, unknownZone: isKnown ? 0 : texts[record.textID(zone)],
      enterprise: texts[record.textID(enterprise)],
      description: texts[record.textID(description)], found: day)
  }
}
