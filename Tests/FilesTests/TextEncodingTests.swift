import Files
import Testing

@Suite struct TextEncodingTests {
  static let text = "单位,隐患\r\n苏州市,“𠮷”通道€\r\n"

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return bigEndian ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [false, true])
  func utf8IsReadWithAndWithoutMark(hasMark: Bool) throws {
    let decoded = try decodeText((hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(Self.text.utf8))
    #expect(decoded.encoding == .utf8)
    #expect(decoded.hasMark == hasMark)
    #expect(decoded.bytes == Array(Self.text.utf8))
  }

  @Test(arguments: [(false, false), (false, true), (true, false), (true, true)])
  func utf16IsReadWithAndWithoutMark(bigEndian: Bool, hasMark: Bool) throws {
    let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    let decoded = try decodeText(
      (hasMark ? mark : []) + Self.utf16(Self.text, bigEndian: bigEndian))
    #expect(decoded.encoding == (bigEndian ? .utf16BigEndian : .utf16LittleEndian))
    #expect(decoded.hasMark == hasMark)
    #expect(decoded.bytes == Array(Self.text.utf8))
    // Western text in UTF-16 is valid UTF-8 too.
    let western = try decodeText(Self.utf16("a,b\n1,2\n", bigEndian: bigEndian))
    #expect(western.bytes == Array("a,b\n1,2\n".utf8))
  }

  @Test func gb18030IsReadInAllItsLengths() throws {
    // 单位,𠮷€ㄅ: two bytes, one, four, two, two.
    let bytes: [UInt8] = [
      0xB5, 0xA5, 0xCE, 0xBB, 0x2C, 0x95, 0x34, 0xB7, 0x37, 0xA2, 0xE3, 0xA8, 0xC5,
    ]
    let decoded = try decodeText(bytes)
    #expect(decoded.encoding == .gb18030)
    #expect(String(decoding: decoded.bytes, as: UTF8.self).hasPrefix("单位,"))
    #expect(String(decoding: decoded.bytes, as: UTF8.self).unicodeScalars.count == 6)
    let marked = try decodeText([0x84, 0x31, 0x95, 0x33] + bytes)
    #expect(marked.bytes == decoded.bytes)
    #expect(marked.hasMark)
  }

  @Test func longGB18030TextIsConvertedInRounds() throws {
    // Four bytes a character, and two-byte ones, past any first estimate of room.
    let decoded = try decodeText((0..<100_000).flatMap { _ in [0xD6, 0xD0] as [UInt8] })
    #expect(decoded.bytes.count == 300_000)
    let western = try decodeText(
      [UInt8](repeating: 0xE9, count: 50_000), as: .named("ISO-8859-1"))
    #expect(western.bytes.count == 100_000)
  }

  @Test(arguments: [
    // A broken last character; a byte of no encoding; a lone trail byte after good UTF-8.
    (Array("单位".utf8) + [0xFF, 0xFF, 0x41], 6),
    ([0xB5, 0xA5, 0xFF, 0x41], 2),
    ([0xB5, 0xA5, 0xCE], 2),
  ])
  func unknownEncodingTellsTheByte(bytes: [UInt8], offset: Int) {
    #expect {
      try decodeText(bytes)
    } throws: { error in
      guard case .unknown = error as? TextEncodingError else { return false }
      return (error as? TextEncodingError)?.offset == offset
    }
  }

  @Test func encodingOfTheMarkMustHold() {
    #expect(throws: TextEncodingError.invalid(encoding: .utf8, offset: 4)) {
      try decodeText([0xEF, 0xBB, 0xBF, 0x41, 0xB5, 0xA5])
    }
    // Half a surrogate pair, and half a unit.
    #expect(throws: TextEncodingError.invalid(encoding: .utf16LittleEndian, offset: 4)) {
      try decodeText([0xFF, 0xFE, 0x41, 0x00, 0x42, 0xD8, 0x43, 0x00])
    }
    #expect(throws: TextEncodingError.invalid(encoding: .utf16BigEndian, offset: 4)) {
      try decodeText([0xFE, 0xFF, 0x00, 0x41, 0x00])
    }
  }

  @Test func strayZeroByteDoesNotMakeUTF16() throws {
    let text = Array(("单位,隐患" + String(repeating: "安全生产,", count: 20)).utf8) + [0, 0x0A]
    #expect(try decodeText(text).encoding == .utf8)
    let gbk = [UInt8](repeating: 0xB5, count: 98) + [0x41, 0]
    #expect(try decodeText(gbk).encoding == .gb18030)
  }

  @Test func namedEncodingIsStrict() throws {
    // 臺 in Big5.
    let decoded = try decodeText([0xBB, 0x4F], as: .named("BIG5"))
    #expect(decoded.bytes == Array("臺".utf8))
    #expect(throws: TextEncodingError.invalid(encoding: .named("ASCII"), offset: 1)) {
      try decodeText([0x41, 0xBB], as: .named("ASCII"))
    }
    for name in ["NO-SUCH", "", "UTF-8//IGNORE", "UTF-8\0"] {
      #expect(throws: TextEncodingError.unavailable(encoding: .named(name))) {
        try decodeText([0x41], as: .named(name))
      }
    }
    #expect(try decodeText([], as: .gb18030).bytes.isEmpty)
    #expect(try decodeText([]).bytes.isEmpty)
  }

  @Test(arguments: [
    TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030, .named("BIG5"),
  ])
  func textIsEncodedAsItIsDecoded(encoding: TextEncoding) throws {
    let text = Array("單位,隱患\r\n".utf8)
    let encoded = try encodeText(text, as: encoding)
    #expect(try decodeText(encoded, as: encoding).bytes == text)
  }

  @Test func characterThatAnEncodingLacksIsAnError() {
    #expect(throws: TextEncodingError.self) { try encodeText(Array("经济".utf8), as: .named("BIG5")) }
    #expect(throws: TextEncodingError.unavailable(encoding: .named("nothing"))) {
      try encodeText([0x41], as: .named("nothing"))
    }
  }
}
