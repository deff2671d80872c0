import Table
import Values

/// The numbers that an earlier run of the month gave to new hazards.
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

  /// The new hazards of an earlier run.
  ///
  /// - Parameters:
  ///   - earlierRun: The ledger it made.
  ///   - previous: The ledger carried forward; what it knows is not new. It may have been made
  ///     anew since, and then its numbers win.
  ///   - texts: The pool of `previous`, which takes the texts.
  ///   - folded: Folds them.
  init(
    _ earlierRun: HazardLedger, notIn previous: HazardLedger, _ texts: inout TextPool,
    _ folded: inout FoldedTexts
  ) {
    var known = 0
    for position in 0..<earlierRun.count {
      let slot = earlierRun.slot(position)
      let key = earlierRun.keys[slot]
      while known < previous.count, previous.keys[previous.slot(known)] < key { known += 1 }
      let isKnown = known < previous.count && previous.keys[previous.slot(known)] == key
      guard !isKnown, earlierRun.firstPeriod(at: position) == earlierRun.period else { continue }
      var text: [TextID] = []
      for field in Likeness.fields {
        let id = texts.intern(earlierRun.texts[earlierRun[slot, field]].span)
        text.append(field == .foundOn ? id : folded(id, in: &texts))
      }
      let bureau = earlierRun.bureau(slot: slot)
      numbers.append(Given(key: key, bureau: bureau, likeness: Likeness(bureau, text)))
    }
  }

  /// The place of a number, `nil` if the earlier run did not give it.
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
