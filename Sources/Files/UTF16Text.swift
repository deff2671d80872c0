/// Decodes UTF-16 (RFC 2781), strictly.
///
/// - Parameters:
///   - bytes: All bytes of the file.
///   - start: Where the text begins, after the mark.
///   - encoding: Which byte of a unit comes first.
/// - Returns: UTF-8.
/// - Throws: ``TextEncodingError/invalid(encoding:offset:)`` at half a surrogate pair or an odd
///   last byte.
func decodeUTF16(_ bytes: [UInt8], from start: Int, _ encoding: TextEncoding)
  throws(TextEncodingError) -> [UInt8]
{
  let low = encoding == .utf16LittleEndian ? 0 : 1
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 2)
  var index = start
  while index < bytes.count {
    guard index + 1 < bytes.count else { throw .invalid(encoding: encoding, offset: index) }
    var value = UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
    let first = index
    index += 2
    if value & 0xFC00 == 0xD800, index + 1 < bytes.count {
      let next = UInt32(bytes[index + low]) | UInt32(bytes[index + 1 - low]) << 8
      if next & 0xFC00 == 0xDC00 {
        value = 0x1_0000 + (value & 0x3FF) << 10 + (next & 0x3FF)
        index += 2
      }
    }
    guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
      throw .invalid(encoding: encoding, offset: first)
    }
    text.append(contentsOf: encoded)
  }
  return text
}

/// Tells UTF-16 without a mark by its zero bytes, and decodes it.
///
/// - Parameters:
///   - bytes: All bytes of the file.
///   - isUTF8: Whether they are valid UTF-8 as well, as Western text in UTF-16 is.
/// - Returns: Byte order and text; `nil` if it is not UTF-16, or can't be told to be.
func utf16WithoutMark(_ bytes: [UInt8], isUTF8: Bool) -> (TextEncoding, [UInt8])? {
  guard bytes.count >= 2, bytes.count.isMultiple(of: 2) else { return nil }
  var zeros = (even: 0, odd: 0)
  for index in stride(from: 0, to: bytes.count, by: 2) {
    if bytes[index] == 0 { zeros.even += 1 }
    if bytes[index + 1] == 0 { zeros.odd += 1 }
  }
  // U+4E00 and such put a zero on the other side now and then, so the sides need not be pure.
  guard zeros.even + zeros.odd > 0, zeros.even > 8 * zeros.odd || zeros.odd > 8 * zeros.even
  else { return nil }
  // A stray zero byte does not make a text UTF-16: half the bytes of a Western text are zero, and
  // of a Chinese table those of the separators and line ends.
  if (zeros.even + zeros.odd) * (isUTF8 ? 4 : 32) < bytes.count { return nil }

  let encoding: TextEncoding = zeros.odd > zeros.even ? .utf16LittleEndian : .utf16BigEndian
  guard let text = try? decodeUTF16(bytes, from: 0, encoding) else { return nil }
  let isPlausible = text.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
  return isPlausible ? (encoding, text) : nil
}
