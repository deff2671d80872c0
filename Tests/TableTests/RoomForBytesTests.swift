import Table
import Testing

@Suite struct RoomForBytesTests {
  private func put(_ text: String, _ numbers: [Int] = []) -> String {
    let text = Array(text.utf8)
    var bytes = Array("前".utf8)
    bytes.append(room: text.count + 20 * numbers.count + MutableRawSpan.overhang) { room, place in
      room.put(text.span, at: &place)
      for number in numbers { room.putDecimal(number, at: &place) }
    }
    bytes.append(room: 1) { room, place in room.put(UInt8(ascii: "!"), at: &place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes go eight at a time: each length, with what stands behind written over the rest.
  @Test func textsOfEachLengthStandOneBehindAnother() {
    for length in 0...40 {
      let text = String((0..<length).map { Character(UnicodeScalar(UInt8(0x41 + $0 % 26))) })
      #expect(put(text, [7]) == "前" + text + "7!")
    }
  }

  /// Each number of digits, around the powers of ten and of two, and past eight digits.
  @Test func numbersAreSpelled() {
    var numbers = [0, -1, -40, Int.max, Int.min, 65_535, 65_536, 1_048_576, 44_692]
    var power = 1
    for _ in 0..<18 {
      numbers += [power - 1, power, power + 1, power * 7 + 3, power * 9]
      power *= 10
    }
    for number in numbers { #expect(put("", [number]) == "前\(number)!") }
  }

  @Test func everyNumberOfFourDigitsInEachHalfIsSpelled() {
    for number in 0..<10_000 {
      #expect(DecimalDigits(number).map(text) == String(number))
      #expect(
        DecimalDigits(number * 10_000 + 9_999 - number).map(text)
          == String(number * 10_000 + 9_999 - number))
    }
    #expect(DecimalDigits(100_000_000) == nil)
    #expect(DecimalDigits(-1) == nil)
  }

  private func text(_ digits: DecimalDigits) -> String {
    String(
      decoding: (0..<digits.count).map { UInt8(truncatingIfNeeded: digits.word >> ($0 * 8)) },
      as: UTF8.self)
  }

  @Test func bytesAreReadAsWords() {
    let bytes = Array("abcdefghij".utf8)
    #expect(bytes.span.word(at: 0) == 0x6867_6665_6463_6261)
    #expect(bytes.span.word(at: 2) == 0x6A69_6867_6665_6463)
    #expect(bytes.span.lastWord(from: 8) == 0x6A69)
    #expect(bytes.span.extracting(0..<3).lastWord(from: 1) == 0x6362)
  }
}
