/// The sign before a text that a spreadsheet program could take for a formula.
///
/// Text that begins with `=`, `+`, `-`, `@`, `'`, a tab or CR gets one leading `'`. As `'` itself is
/// among them, taking one `'` off gives the text back.
public enum CSVGuard {
  /// The sign.
  public static let sign = UInt8(ascii: "'")

  static func isNeeded(before byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), sign,
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  /// A field without its guard.
  ///
  /// - Parameter field: UTF-8 of a field as read.
  /// - Returns: The field without one leading `'` that guards what follows, else as it is.
  public static func removed<Bytes: Collection>(from field: Bytes) -> Bytes.SubSequence
  where Bytes.Element == UInt8 {
    let rest = field.dropFirst()
    guard field.first == sign, let next = rest.first, isNeeded(before: next) else {
      return field[...]
    }
    return rest
  }
}
