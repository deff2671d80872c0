import Table

/// A row's number with its digits.
struct RowNumber {
  let value: Int
  private let digits: DecimalDigits?

  init(_ value: Int) {
    self.value = value
    digits = DecimalDigits(value)
  }

  /// Puts the digits.
  @inline(__always)
  func put(in room: inout MutableRawSpan, at place: inout Int) {
    if let digits {
      room.put(digits.word, count: digits.count, at: &place)
    } else {
      room.putDecimal(value, at: &place)
    }
  }

  /// Appends the digits.
  func append(to output: inout [UInt8]) { output.appendDecimal(value) }
}

/// What a row's tag says beside what its plan does.
struct RowTag {
  let number: RowNumber
  /// Height in tenths of a point; 0 where none is stated.
  let height: Int

  /// Puts the tag.
  func put(_ plan: RowPlan, in room: inout MutableRawSpan, at place: inout Int) {
    let bytes = plan.bytes
    let pieces = bytes.span
    room.put(pieces, plan.rowHead, at: &place)
    number.put(in: &room, at: &place)
    room.put(UInt8(ascii: "\""), at: &place)
    room.put(pieces, plan.attributes, at: &place)
    if height > 0 {
      // ` ht="`
      room.put(0x22_3D74_6820, count: 5, at: &place)
      room.putDecimal(height / 10, at: &place)
      room.put(UInt8(ascii: "."), at: &place)
      room.putDecimal(height % 10, at: &place)
      room.put(UInt8(ascii: "\""), at: &place)
    }
    room.put(UInt8(ascii: ">"), at: &place)
  }
}
