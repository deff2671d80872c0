import Table
import Values

/// The numbers that an earlier run of the month gave to new hazards, and later months since.
struct GivenNumbers: Sendable {
  struct Given: Sendable {
    let key: NumberKey
    let bureau: BureauCode
    let likeness: Likeness
    /// Whether a row of this run has it.
    var isTaken = false
  }

  /// By number.
  private(set) var numbers: [Given] = []

  /// No earlier run.
  init() {}

  /// The new hazards of an earlier run, and those that later months have numbered since.
  ///
  /// - Parameters:
  ///   - earlierRun: The ledger that an earlier run made of the month.
  ///   - later: A later month's ledger. What it has numbered in this month or after keeps its
  ///     number, should this month's rows now tell of it, and nothing else takes it.
  ///   - previous: The ledger carried forward; what it knows is not new. It may have been made
  ///     anew since, and then its numbers win.
  ///   - texts: The pool of `previous`, which takes the texts.
  ///   - folded: Folds them.
  init(
    _ earlierRun: HazardLedger?, later: HazardLedger?, notIn previous: HazardLedger,
    _ texts: inout TextPool, _ folded: inout FoldedTexts
  ) {
    var own: [Given] = []
    if let run = earlierRun {
      own = Self.numbers(of: run, { $0 == run.period }, notIn: previous, &texts, &folded)
    }
    var others: [Given] = []
    if let later {
      let month = previous.period
      others = Self.numbers(of: later, { $0 >= month }, notIn: previous, &texts, &folded)
    }
    numbers = Self.merged(own, others)
  }

  /// What a ledger numbered in some months.
  private static func numbers(
    of ledger: HazardLedger, _ isWanted: (Period) -> Bool, notIn previous: HazardLedger,
    _ texts: inout TextPool, _ folded: inout FoldedTexts
  ) -> [Given] {
    var numbers: [Given] = []
    var known = 0
    for position in 0..<ledger.count {
      let slot = ledger.slot(position)
      let key = ledger.keys[slot]
      while known < previous.count, previous.keys[previous.slot(known)] < key { known += 1 }
      let isKnown = known < previous.count && previous.keys[previous.slot(known)] == key
      guard !isKnown, isWanted(ledger.firstPeriod(at: position)) else { continue }
      var text: [TextID] = []
      for field in Likeness.fields {
        let id = texts.intern(ledger.texts[ledger[slot, field]].span)
        text.append(field == .foundOn ? id : folded(id, in: &texts))
      }
      let bureau = ledger.bureau(slot: slot)
      numbers.append(Given(key: key, bureau: bureau, likeness: Likeness(bureau, text)))
    }
    return numbers
  }

  /// Two runs of numbers as one; of a number in both the first.
  private static func merged(_ own: [Given], _ others: [Given]) -> [Given] {
    if others.isEmpty { return own }
    var merged: [Given] = []
    merged.reserveCapacity(own.count + others.count)
    var next = 0
    for number in own {
      while next < others.count, others[next].key < number.key {
        merged.append(others[next])
        next += 1
      }
      if next < others.count, others[next].key == number.key { next += 1 }
      merged.append(number)
    }
    return merged + others[next...]
  }

  /// The place of a number, `nil` if none was given so.
  func index(of key: NumberKey) -> Int? {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low].key == key ? low : nil
  }

  /// Notes that a row has a number.
  mutating func take(_ index: Int) { numbers[index].isTaken = true }

  /// The numbers that no row has, with their places.
  var free: [Likened] {
    numbers.indices.filter { !numbers[$0].isTaken }.map {
      Likened(likeness: numbers[$0].likeness, index: $0, isClosed: false)
    }
  }
}

extension Likeness {
  /// The fields it is made of, in the order of ``init(_:_:)``.
  static let fields: [LedgerField] = [.zone, .enterprise, .description, .foundOn, .place]

  /// A likeness of folded texts, in the order of ``fields``.
  init(_ bureau: BureauCode, _ texts: [TextID]) {
    self.init(
      bureau: UInt32(bureau.rawValue), zone: texts[0], enterprise: texts[1],
      description: texts[2], foundOn: texts[3], place: texts[4])
  }
}
