import ListRecords
import Table

/// The cells that texts were read as, by field: those met last, since most texts come again soon or
/// not at all.
struct KnownCells {
  private struct Entry {
    /// Field and text, 0 for none.
    var key: UInt64 = 0
    var cell: CellID = 0
  }

  private static let size = 4096
  private var entries = [Entry](repeating: Entry(), count: size)

  subscript(field: Int, text: TextID) -> CellID? {
    get {
      let key = Self.key(field, text)
      let entry = entries[Self.place(of: key)]
      return entry.key == key ? entry.cell : nil
    }
    set {
      let key = Self.key(field, text)
      entries[Self.place(of: key)] = Entry(key: newValue == nil ? 0 : key, cell: newValue ?? 0)
    }
  }

  private static func key(_ field: Int, _ text: TextID) -> UInt64 {
    UInt64(field + 1) << 32 | UInt64(text)
  }

  private static func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size - 1)
  }
}
