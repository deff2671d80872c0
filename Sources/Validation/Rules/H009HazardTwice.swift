import Findings
import ListRecords
import ListSchema
import Table
import Values

/// 同一隐患在一份清单中重复：开发区、企业、描述、排查日期都相同。
struct H009HazardTwice: SetRule {
  static let code: RuleCode = "H009"
  private let zone, enterprise, description, found: Int

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
    let folding = context.definitions.folding
    var hashes = FoldedHashes(of: records.texts, folding)
    var first = FirstRecords(count: records.count)
    for index in 0..<records.count {
      let record = records[index]
      guard let hash = hash(of: record, &hashes),
        let earlier = first.enter(
          index, hash, isSame: { isSame(record, records[$0], folding) })
      else { continue }
      sink.emit(
        Self.code, at: record.place,
        related: records[earlier].related(description).map { [$0] } ?? [],
        values: [.init("other", "\(records[earlier].row)")])
    }
  }

  /// A hash of what tells a hazard; `nil` where some of it is not known.
  private func hash(of record: Record, _ hashes: inout FoldedHashes) -> UInt64? {
    guard let day = record.day(found), record.isKnown(description), record.isKnown(zone),
      record.isKnown(enterprise)
    else { return nil }
    var hash = UInt64(bitPattern: Int64(record.code(zone) ?? Int.min))
    func mix(_ value: UInt64) {
      hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    if hasUnknownZone(record) { mix(hashes[record.textID(zone)]) }
    mix(hashes[record.textID(enterprise)])
    mix(hashes[record.textID(description)])
    mix(UInt64(bitPattern: Int64(day.number)))
    return hash
  }

  /// Whether two records tell of one hazard. A zone that the roster does not have is told by its
  /// text.
  private func isSame(_ one: Record, _ other: Record, _ folding: TextFolding) -> Bool {
    func isEqual(_ field: Int) -> Bool {
      one.textID(field) == other.textID(field)
        || folding.text(one.raw(field)) == folding.text(other.raw(field))
    }
    return one.day(found) == other.day(found) && one.code(zone) == other.code(zone)
      && isEqual(description) && isEqual(enterprise) && (!hasUnknownZone(one) || isEqual(zone))
  }

  private func hasUnknownZone(_ record: Record) -> Bool {
    record.code(zone) == Int(ZonePayload.unknown)
  }
}

/// Hashes of a table's folded texts, each found once.
private struct FoldedHashes {
  private let folding: TextFolding
  private let texts: TextPool
  /// 0 for those not yet found.
  private var hashes: [UInt64]

  init(of texts: TextPool, _ folding: TextFolding) {
    self.texts = texts
    self.folding = folding
    hashes = [UInt64](repeating: 0, count: texts.count)
  }

  subscript(id: TextID) -> UInt64 {
    mutating get {
      if hashes[Int(id)] == 0 {
        hashes[Int(id)] = texts.withBytes(of: id) { folding.hash(ofText: $0) } | 1
      }
      return hashes[Int(id)]
    }
  }
}

/// The first of the records that are the same, found by a hash.
private struct FirstRecords {
  /// Open-addressing table of records + 1, 0 for a free place.
  private var slots: [UInt32]
  private var hashes: [UInt64]

  init(count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    hashes = [UInt64](repeating: 0, count: count)
  }

  /// The first record that is the same, or `nil`, and this one is entered as the first.
  mutating func enter(_ record: Int, _ hash: UInt64, isSame: (Int) -> Bool) -> Int? {
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0 {
      let other = Int(slots[place]) - 1
      if hashes[other] == hash, isSame(other) { return other }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = UInt32(record + 1)
    hashes[record] = hash
    return nil
  }
}
