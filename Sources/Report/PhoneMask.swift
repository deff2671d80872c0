/// Telephone numbers on a page that many people read.
enum PhoneMask {
  /// A telephone number with its middle digits hidden: `138****0001`, `051*-****8899`.
  ///
  /// - Parameter text: What a field of numbers holds.
  /// - Returns: The text; all but the first three and the last four digits are `*`.
  static func masked(_ text: String) -> String {
    let digits = text.unicodeScalars.count { isDigit($0) }
    let head = digits > 7 ? 3 : 0
    let tail = min(4, digits / 2)
    var place = 0
    var masked = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isDigit(scalar) {
        masked.append(place < head || place >= digits - tail ? scalar : "*")
        place += 1
      } else {
        masked.append(scalar)
      }
    }
    return String(masked)
  }

  /// A text with the mobile numbers in it masked, as people write them beside a name.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The text; of runs of eleven digits that begin with 1 the middle four are `*`.
  static func maskedMobiles(in text: String) -> String {
    guard text.utf8.count >= 11 else { return text }
    var bytes = Array(text.utf8)
    var start = 0
    var isChanged = false
    while start < bytes.count {
      guard isDigit(bytes[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end - start == 11, bytes[start] == UInt8(ascii: "1"), bytes[start + 1] >= UInt8(ascii: "3")
      {
        for place in start + 3..<start + 7 { bytes[place] = UInt8(ascii: "*") }
        isChanged = true
      }
      start = end
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Full-width digits are digits to a reader too.
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("\u{FF10}"..."\u{FF19}").contains(scalar)
  }
}
