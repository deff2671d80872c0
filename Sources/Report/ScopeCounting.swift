import Ledger
import ListRecords
import ListSchema
import Receipts
import Values

/// Counts the records of a month into its scopes.
struct ScopeCounting {
  /// A zone or sector and what was counted for it.
  struct Named {
    let name: String
    var tally: ScopeTally
  }

  private let month: MergedMonth
  private let bureauIndices: [BureauCode: Int]
  /// One a bureau.
  private(set) var bureaus: [ScopeTally]
  /// One a zone of each bureau: the roster's, then 市本级 and others in order of appearance.
  private(set) var zones: [[Named]]
  /// One a sector of the vocabulary.
  private(set) var sectors: [Named]
  /// Hazards of each bureau by sector.
  private(set) var bureauSectors: [[Int]]
  /// The bureaus whose 事故统计表 is a 零报告.
  private var statesNoAccidents: Set<Int> = []
  /// Places of the zones that are not on the roster, by bureau and name.
  private var otherZones: [[String: Int]]

  init(_ month: MergedMonth) {
    self.month = month
    bureauIndices = Dictionary(
      month.bureaus.enumerated().map { ($0.element.code, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    bureaus = Array(repeating: ScopeTally(), count: month.bureaus.count)
    zones = month.bureaus.map { bureau in
      month.definitions.roster.zones(of: bureau.code).map {
        Named(name: $0.name, tally: ScopeTally())
      }
    }
    otherZones = Array(repeating: [:], count: month.bureaus.count)
    let hazards = month.definitions[.hazards]
    sectors = (hazards[.sector].flatMap { hazards.vocabulary(of: $0)?.values } ?? []).map {
      Named(name: $0, tally: ScopeTally())
    }
    bureauSectors = Array(
      repeating: Array(repeating: 0, count: sectors.count), count: month.bureaus.count)
  }

  mutating func count() {
    countSubmissions()
    countHazards()
    countPlain(.measures, \.measures)
    countPlain(.practices, \.practices)
    countAccidents()
    compareWithLastMonth()
  }

  private mutating func countSubmissions() {
    for row in month.reporting {
      guard let bureau = bureauIndices[row.bureau] else { continue }
      var submissions = bureaus[bureau].submissions ?? SubmissionTally()
      submissions.due += 1
      if row.state.isReceived { submissions.received += 1 }
      if row.state.isOnTime { submissions.onTime += 1 }
      bureaus[bureau].submissions = submissions
      if row.state.isReceived { open(row.list, of: bureau, isNil: row.isNil) }
    }
  }

  /// A list that was reported starts at none, not at unknown.
  private mutating func open(_ list: ListName, of bureau: Int, isNil: Bool) {
    switch list {
    case .hazards:
      bureaus[bureau].hazards = HazardTally()
      for zone in zones[bureau].indices { zones[bureau][zone].tally.hazards = HazardTally() }
      for sector in sectors.indices where sectors[sector].tally.hazards == nil {
        sectors[sector].tally.hazards = HazardTally()
      }
    case .measures:
      bureaus[bureau].measures = 0
      for zone in zones[bureau].indices { zones[bureau][zone].tally.measures = 0 }
    case .practices:
      bureaus[bureau].practices = 0
      for zone in zones[bureau].indices { zones[bureau][zone].tally.practices = 0 }
    case .accidents:
      bureaus[bureau].accidents = isNil ? AccidentTally.noneStated : AccidentTally()
      // A zone without a row has said nothing, unless the bureau states none for all.
      guard isNil else { return }
      statesNoAccidents.insert(bureau)
      for zone in zones[bureau].indices { zones[bureau][zone].tally.accidents = .noneStated }
    }
  }

  private mutating func countHazards() {
    let definition = month.definitions[.hazards]
    let reading = HazardReading(definition, period: month.period)
    let sector = definition.index(of: .sector)
    var index = 0
    for part in month.lists[.hazards] ?? [] {
      let bureau = bureauIndices[part.bureau]
      var places = ZonePlaces(part.table)
      for record in 0..<part.table.count {
        let record = part.table[record]
        let facts = reading.facts(of: record)
        let isNew = month.ledger.isNew(report: index)
        index += 1
        guard let bureau else { continue }
        bureaus[bureau].hazards?.add(facts, isNew: isNew)
        if let zone = place(of: record, &places, bureau) {
          zones[bureau][zone].tally.hazards = zones[bureau][zone].tally.hazards ?? HazardTally()
          zones[bureau][zone].tally.hazards?.add(facts, isNew: isNew)
        }
        if let sector = sector.flatMap({ record.code($0) }), sectors.indices.contains(sector) {
          sectors[sector].tally.hazards?.add(facts, isNew: isNew)
          bureauSectors[bureau][sector] += 1
        }
      }
    }
  }

  private mutating func countPlain(
    _ list: ListName, _ count: WritableKeyPath<ScopeTally, Int?>
  ) {
    for part in month.lists[list] ?? [] {
      guard let bureau = bureauIndices[part.bureau] else { continue }
      bureaus[bureau][keyPath: count] = (bureaus[bureau][keyPath: count] ?? 0) + part.table.count
      var places = ZonePlaces(part.table)
      for record in 0..<part.table.count {
        guard let zone = place(of: part.table[record], &places, bureau) else { continue }
        zones[bureau][zone].tally[keyPath: count] =
          (zones[bureau][zone].tally[keyPath: count] ?? 0) + 1
      }
    }
  }

  private mutating func countAccidents() {
    let definition = month.definitions[.accidents]
    let columns = Figure.accidentSums.map { definition.index(of: FieldKey(rawValue: $0.rawValue)) }
    let sector = definition.index(of: .sector)
    let counted = CountedFields(definition)
    for part in month.lists[.accidents] ?? [] {
      guard let bureau = bureauIndices[part.bureau] else { continue }
      var places = ZonePlaces(part.table)
      for index in 0..<part.table.count {
        let record = part.table[index]
        var row = AccidentTally()
        for (place, column) in columns.enumerated() {
          guard let column else { continue }
          row.sums[place] = record.figure(column)
        }
        row.notCounted = counted.lacksValue(record) ? 1 : 0
        let addition = ScopeTally(accidents: row)
        bureaus[bureau] = bureaus[bureau] + addition
        if let zone = place(of: record, &places, bureau) {
          zones[bureau][zone].tally = zones[bureau][zone].tally + addition
        }
        if let sector = sector.flatMap({ record.code($0) }), sectors.indices.contains(sector) {
          sectors[sector].tally = sectors[sector].tally + addition
        }
      }
    }
  }

  private mutating func compareWithLastMonth() {
    let previous = month.previousAccidents
    for (index, bureau) in month.bureaus.enumerated() {
      bureaus[index].compare(with: previous[.bureau(bureau.code)])
      for zone in zones[index].indices {
        let scope = Scope.zone(bureau.code, zones[index][zone].name)
        zones[index][zone].tally.compare(with: previous[scope])
      }
    }
  }

  /// What a zone starts with that is not on the roster: none of what its bureau reported, as those
  /// that are.
  private func noneOfTheReported(by bureau: Int) -> ScopeTally {
    let reported = bureaus[bureau]
    var tally = ScopeTally()
    if reported.hazards != nil { tally.hazards = HazardTally() }
    if reported.measures != nil { tally.measures = 0 }
    if reported.practices != nil { tally.practices = 0 }
    if statesNoAccidents.contains(bureau) { tally.accidents = .noneStated }
    return tally
  }

  /// Where a record's zone is counted; `nil` where no zone is given.
  private mutating func place(
    of record: Record, _ places: inout ZonePlaces, _ bureau: Int
  ) -> Int? {
    guard let field = places.field else { return nil }
    let cell = record.cell(field)
    guard let code = cell.number else { return nil }
    let roster = month.definitions.roster
    if code >= 0 {
      let range = roster.indices(of: month.bureaus[bureau].code)
      if range.contains(Int(code)) { return Int(code) - range.lowerBound }
    }
    if let known = places.others[cell.text] { return known }
    let name: String
    switch code {
    case ZonePayload.cityLevel: name = "市本级"
    case 0...: name = roster.zones[Int(code)].name
    default: name = record.trimmed(field)
    }
    let place: Int
    if let known = otherZones[bureau][name] {
      place = known
    } else {
      place = zones[bureau].count
      zones[bureau].append(Named(name: name, tally: noneOfTheReported(by: bureau)))
      otherZones[bureau][name] = place
    }
    places.others[cell.text] = place
    return place
  }
}

/// Places of a table's zones that are not on the bureau's roster, so that a name is looked up
/// once a table and not once a row.
private struct ZonePlaces {
  let field: Int?
  var others: [UInt32: Int] = [:]

  init(_ table: RecordTable) { field = table.list.index(of: .zone) }
}
