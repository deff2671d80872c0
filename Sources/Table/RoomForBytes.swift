// Writing into room that was made beforehand, eight bytes at a time: outputs of a large month are
// some gigabytes, and a check and a count for each of their bytes takes longer than their making.

extension [UInt8] {
  /// Makes room behind the bytes, has it filled from its front, and gives back what is left.
  ///
  /// - Parameters:
  ///   - count: Bytes of room: what is put there and ``MutableRawSpan/overhang`` more.
  ///   - write: Puts bytes, and moves the place, 0 at first, behind them.
  @inlinable
  public mutating func append(
    room count: Int, _ write: (_ room: inout MutableRawSpan, _ place: inout Int) -> Void
  ) {
    append(addingCapacity: count) { output in
      let start = output.count
      output.append(repeating: 0, count: count)
      var place = 0
      do {
        var bytes = output.mutableSpan
        // Any eight bits are a byte, so no store can leave what is none.
        var all = unsafe bytes.mutableBytes
        var room = all._mutatingExtracting(start...)
        write(&room, &place)
      }
      output.removeLast(count - place)
    }
  }

  /// Appends zero bytes, to be written over.
  ///
  /// - Parameter count: How many.
  @inlinable
  public mutating func makeRoom(_ count: Int) {
    append(addingCapacity: count) { $0.append(repeating: 0, count: count) }
  }

  /// Appends a number in decimal digits.
  ///
  /// - Parameter number: The number.
  @inlinable
  public mutating func appendDecimal(_ number: Int) {
    append(room: 20 + MutableRawSpan.overhang) { room, place in
      room.putDecimal(number, at: &place)
    }
  }
}

extension MutableRawSpan {
  /// Bytes behind those put that may be written to: they are put eight at a time.
  public static var overhang: Int { 8 }

  /// Puts the lower bytes of a word, the lowest first.
  ///
  /// - Parameters:
  ///   - word: The bytes.
  ///   - count: How many of them count; the others are written over by what is put next.
  ///   - place: Where they are put; moved behind them.
  @inlinable
  @inline(__always)
  public mutating func put(_ word: UInt64, count: Int, at place: inout Int) {
    storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self)
    place &+= count
  }

  /// Puts one byte.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - place: Where it is put; moved behind it.
  @inlinable
  @inline(__always)
  public mutating func put(_ byte: UInt8, at place: inout Int) {
    storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
    place &+= 1
  }

  /// Puts bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - place: Where they are put; moved behind them.
  @inlinable
  @inline(__always)
  public mutating func put(_ bytes: Span<UInt8>, at place: inout Int) {
    let count = bytes.count
    var index = 0
    while index &+ 8 <= count {
      put(bytes.word(at: index), count: 8, at: &place)
      index &+= 8
    }
    if index < count { put(bytes.lastWord(from: index), count: count &- index, at: &place) }
  }

  /// Puts a number in decimal digits.
  ///
  /// - Parameters:
  ///   - number: The number; 20 bytes at most are put.
  ///   - place: Where they are put; moved behind them.
  @inlinable
  @inline(__always)
  public mutating func putDecimal(_ number: Int, at place: inout Int) {
    if let digits = DecimalDigits(number) {
      put(digits.word, count: digits.count, at: &place)
    } else {
      for byte in String(number).utf8 { put(byte, at: &place) }
    }
  }
}

extension Span<UInt8> {
  /// Eight bytes as one number, the first lowest.
  @inlinable
  @inline(__always)
  public func word(at start: Int) -> UInt64 {
    // Any eight bytes are a number, and whether they are there is checked. Put together from single
    // bytes, they are loaded one by one where not all of them are used.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
  }

  /// The bytes from a place to the end, seven at most, as one number, the first lowest; zeros
  /// above them.
  @inlinable
  @inline(__always)
  public func lastWord(from start: Int) -> UInt64 {
    let rest = count &- start
    if count >= 8 { return word(at: count &- 8) &>> UInt64(64 &- rest &* 8) }
    var word: UInt64 = 0
    for index in start..<count { word |= UInt64(self[index]) &<< UInt64((index &- start) &* 8) }
    return word
  }
}

/// A number of eight digits at most in decimal digits.
public struct DecimalDigits: Sendable {
  /// The digits as ASCII, the first in the lowest byte; zero bytes above them.
  public let word: UInt64
  /// How many there are.
  public let count: Int

  /// The digits of a number; `nil` if it has more than eight or is negative.
  ///
  /// - Parameter number: The number.
  @inlinable
  @inline(__always)
  public init?(_ number: Int) {
    guard number >= 0, number < 100_000_000 else { return nil }
    // All digits at once: halves of four, of two, of one, each in a lane of its own. A product
    // and a shift divide, exactly for numbers as small as these.
    let fours = UInt64(number / 10_000) | UInt64(number % 10_000) << 32
    let hundreds = (fours &* 5_243) >> 19 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    let ones = tens | (twos &- tens &* 10) << 8
    let zeros = min(ones.trailingZeroBitCount / 8, 7)
    word = (ones | 0x3030_3030_3030_3030) >> UInt64(zeros * 8)
    count = 8 - zeros
  }
}
