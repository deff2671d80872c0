/// An address such as `P9`: row and column from 1 (ECMA-376 Part 1, 18.18.62 `ST_CellRef`).
public struct CellReference: Hashable, Sendable {
  /// Largest row number a worksheet can have.
  public static let lastRow = 1_048_576
  /// Largest column number a worksheet can have (`XFD`).
  public static let lastColumn = 16_384

  /// Row, from 1.
  public var row: Int
  /// Column, from 1.
  public var column: Int

  /// The address of `row` and `column`, both from 1.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Parses `P9`, `$P$9` or `p9`; `nil` if the text is no address inside a worksheet's bounds.
  public init?(_ text: some Sequence<UInt8>) {
    var column = 0
    var row = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "$"):
        continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "a")...UInt8(ascii: "z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "a")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default:
        return nil
      }
      if column > Self.lastColumn || row > Self.lastRow { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column)
  }

  /// The letters of a column: 1 → `A`, 27 → `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      let digit = (rest - 1) % 26
      letters.append(UInt8(ascii: "A") + UInt8(digit))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

extension CellReference: CustomStringConvertible {
  /// The address as spreadsheet programs write it, `P9`.
  public var description: String { Self.letters(ofColumn: column) + String(row) }
}

extension CellReference: Comparable {
  /// Row first, then column.
  public static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}
