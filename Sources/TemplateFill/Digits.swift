/// A number in decimal digits: made once, appended often.
struct Digits {
  /// The digits, the first in the lowest byte.
  private let word: UInt64
  private let count: Int

  /// The digits of a number of eight digits at most; `nil` if it has more or is negative.
  @inline(__always)
  init?(_ number: Int) {
    guard let small = UInt32(exactly: number), small < 100_000_000 else { return nil }
    var rest = small
    var word: UInt64 = 0
    var count = 0
    repeat {
      word = word << 8 | UInt64(UInt32(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    self.word = word
    self.count = count
  }

  @inline(__always)
  func append(to output: inout OutputSpan<UInt8>) {
    var rest = word
    for _ in 0..<count {
      output.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// A row's number with its digits.
struct RowNumber {
  let value: Int
  private let digits: Digits?

  init(_ value: Int) {
    self.value = value
    digits = Digits(value)
  }

  /// Appends the digits.
  @inline(__always)
  func append(to output: inout OutputSpan<UInt8>) {
    if let digits { digits.append(to: &output) } else { output.appendDecimal(value) }
  }

  /// Appends the digits.
  func append(to output: inout [UInt8]) { output.appendDecimal(value) }
}

extension OutputSpan<UInt8> {
  /// Appends bytes.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) {
    for index in bytes.indices { append(bytes[index]) }
  }

  /// Appends the bytes of a range.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range { append(bytes[index]) }
  }

  /// Appends a short text of ASCII.
  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends a number in decimal digits, 20 at most.
  @inline(__always)
  mutating func appendDecimal(_ number: Int) {
    if let digits = Digits(number) { return digits.append(to: &self) }
    for byte in String(number).utf8 { append(byte) }
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits.
  mutating func appendDecimal(_ number: Int) {
    append(addingCapacity: 20) { output in output.appendDecimal(number) }
  }
}
