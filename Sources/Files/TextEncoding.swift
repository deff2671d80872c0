/// How the bytes of a text file stand for characters.
public enum TextEncoding: Hashable, Sendable {
  /// UTF-8 (RFC 3629).
  case utf8
  /// UTF-16, low byte first: what spreadsheet programs call "Unicode text".
  case utf16LittleEndian
  /// UTF-16, high byte first.
  case utf16BigEndian
  /// GB 18030, which GBK and GB 2312 are parts of.
  case gb18030
  /// Another encoding, by a name that `iconv` knows, such as `BIG5`.
  case named(String)

  /// The encoding of a name, however `iconv` or Python spell it: `utf-8`, `UTF-16LE`, `gbk`.
  ///
  /// - Parameter name: The name; one that nobody knows is found out when a text is read.
  public init(name: String) {
    let key = String(name.lowercased().filter { $0 != "-" && $0 != "_" })
    switch key {
    case "utf8", "utf8sig": self = .utf8
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "utf32le": self = .named("UTF-32LE")
    case "utf32be": self = .named("UTF-32BE")
    default: self = .named(name)
    }
  }
}

/// Why a text could not be decoded.
public enum TextEncodingError: Error, Hashable, Sendable {
  /// The bytes from this offset, from 0, are not of the encoding.
  case invalid(encoding: TextEncoding, offset: Int)
  /// The bytes are of no encoding that is tried; the offsets tell how far each one went.
  case unknown(utf8Offset: Int, gb18030Offset: Int)
  /// This system does not know the encoding.
  case unavailable(encoding: TextEncoding)

  /// Offset of the first byte that could not be read, from 0.
  public var offset: Int? {
    switch self {
    case .invalid(_, let offset): offset
    case .unknown(let utf8Offset, let gb18030Offset): max(utf8Offset, gb18030Offset)
    case .unavailable: nil
    }
  }
}

/// A text file as UTF-8.
public struct DecodedText: Sendable {
  /// UTF-8 without byte order mark.
  public let bytes: [UInt8]
  /// How the file was encoded.
  public let encoding: TextEncoding
  /// Whether a byte order mark stood at the start.
  public let hasMark: Bool
}

/// Decides the encoding of a whole text file, and decodes it.
///
/// In this order: a byte order mark, whose encoding must then hold; UTF-16 without mark, if zero
/// bytes stand on one side only, as in Western signs and line ends; UTF-8; GB 18030. Each is
/// strict: one wrong byte and it is not that one. Nothing is replaced or left out.
///
/// - Parameter bytes: All bytes of the file.
/// - Returns: The text.
/// - Throws: ``TextEncodingError/unknown(utf8Offset:gb18030Offset:)``, or
///   ``TextEncodingError/invalid(encoding:offset:)`` under a mark.
public func decodeText(_ bytes: [UInt8]) throws(TextEncodingError) -> DecodedText {
  if let (encoding, length) = mark(of: bytes) {
    let text = try transcode(bytes, skipping: length, from: encoding)
    return DecodedText(bytes: text, encoding: encoding, hasMark: true)
  }
  let utf8Offset = invalidUTF8Offset(in: bytes)
  if let (encoding, text) = utf16WithoutMark(bytes, isUTF8: utf8Offset == nil) {
    return DecodedText(bytes: text, encoding: encoding, hasMark: false)
  }
  guard let utf8Offset else {
    return DecodedText(bytes: bytes, encoding: .utf8, hasMark: false)
  }
  do {
    let text = try transcode(bytes, skipping: 0, from: .gb18030)
    return DecodedText(bytes: text, encoding: .gb18030, hasMark: false)
  } catch .invalid(_, let offset) {
    throw .unknown(utf8Offset: utf8Offset, gb18030Offset: offset)
  }
}

/// Decodes a text file whose encoding is known.
///
/// - Parameters:
///   - bytes: All bytes of the file.
///   - encoding: The encoding. A byte order mark outranks it, as it is the file's own word.
/// - Returns: The text.
/// - Throws: ``TextEncodingError/invalid(encoding:offset:)`` or
///   ``TextEncodingError/unavailable(encoding:)``.
public func decodeText(_ bytes: [UInt8], as encoding: TextEncoding) throws(TextEncodingError)
  -> DecodedText
{
  if let (marked, length) = mark(of: bytes) {
    let text = try transcode(bytes, skipping: length, from: marked)
    return DecodedText(bytes: text, encoding: marked, hasMark: true)
  }
  let text = try transcode(bytes, skipping: 0, from: encoding)
  return DecodedText(bytes: text, encoding: encoding, hasMark: false)
}

/// Encodes a text as a file is encoded that it is to be appended to.
///
/// - Parameters:
///   - bytes: UTF-8.
///   - encoding: The encoding; no byte order mark is put before the text.
/// - Returns: The text in that encoding.
/// - Throws: ``TextEncodingError/invalid(encoding:offset:)`` at a character that the encoding
///   lacks, or ``TextEncodingError/unavailable(encoding:)``.
public func encodeText(_ bytes: [UInt8], as encoding: TextEncoding) throws(TextEncodingError)
  -> [UInt8]
{
  let name: String
  switch encoding {
  case .utf8: return bytes
  case .utf16LittleEndian: name = "UTF-16LE"
  case .utf16BigEndian: name = "UTF-16BE"
  case .gb18030: name = "GB18030"
  case .named(let other): name = other
  }
  return try convert(bytes, from: 0, name: "UTF-8", to: name, encoding)
}

private func mark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
  // Before UTF-16, whose mark is the half of it: no table begins with a zero character.
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.named("UTF-32LE"), 4) }
  if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.named("UTF-32BE"), 4) }
  if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
  if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
  if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
  return nil
}

private func transcode(_ bytes: [UInt8], skipping start: Int, from encoding: TextEncoding)
  throws(TextEncodingError) -> [UInt8]
{
  switch encoding {
  case .utf8:
    if let offset = invalidUTF8Offset(in: bytes) {
      throw .invalid(encoding: .utf8, offset: offset)
    }
    return start == 0 ? bytes : Array(bytes[start...])
  case .utf16LittleEndian, .utf16BigEndian:
    return try decodeUTF16(bytes, from: start, encoding)
  case .gb18030:
    return try convert(bytes, from: start, name: "GB18030", encoding)
  case .named(let name) where name.lowercased() == "big5":
    // Tables of Big5 differ in a dozen signs; that of HKSCS has those of the Unicode Consortium,
    // but not the vendors' characters.
    if let text = try? convert(bytes, from: start, name: "BIG5-HKSCS", encoding) { return text }
    return try convert(bytes, from: start, name: name, encoding)
  case .named(let name):
    return try convert(bytes, from: start, name: name, encoding)
  }
}

private func invalidUTF8Offset(in bytes: [UInt8]) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}
