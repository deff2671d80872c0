import Table

/// A cell of a table, by number: equal cells have equal numbers, 0 is the blank one without text.
public typealias CellID = UInt32

/// The different cells of a table, kept once each: rows repeat their zones, people, days and
/// words, so that a number of four bytes stands for most of what they hold.
struct DistinctCells: Sendable {
  private(set) var cells: [RecordCell] = [.blank()]
  /// Open-addressing table of cell numbers, 0 for a free place.
  private var slots: [CellID] = [CellID](repeating: 0, count: 64)

  /// The number of a cell, entered if it is new.
  mutating func enter(_ cell: RecordCell) -> CellID {
    if cell == cells[0] { return 0 }
    if cells.count * 2 > slots.count { enlarge() }
    var place = place(of: cell)
    while slots[place] != 0 {
      if cells[Int(slots[place])] == cell { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = CellID(cells.count)
    cells.append(cell)
    return slots[place]
  }

  /// The cells alone, in no more memory than they need.
  consuming func closed() -> [RecordCell] { cells.compacted() }

  private func place(of cell: RecordCell) -> Int {
    let pair = UInt64(cell.text) << 32 | UInt64(UInt32(bitPattern: cell.payload))
    let product = pair &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (product ^ product >> 29) >> 24) & (slots.count - 1)
  }

  private mutating func enlarge() {
    slots = [CellID](repeating: 0, count: slots.count * 2)
    for id in cells.indices.dropFirst() {
      var place = place(of: cells[id])
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = CellID(id)
    }
  }
}
