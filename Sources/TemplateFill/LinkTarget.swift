/// The target of a hyperlink to outside the workbook, with placeholders in it.
struct LinkTarget {
  /// Texts and placeholders in their order.
  let parts: [PlaceholderText.Part]

  /// A target as a relationship has it; `nil` if it stands for itself.
  ///
  /// Spreadsheet programs write the braces of an address as `%7B` and `%7D`. Addresses have such by
  /// themselves too, so they are taken for a placeholder only if there is a value of that name.
  ///
  /// - Parameters:
  ///   - target: The address.
  ///   - names: The names that there are.
  ///   - place: The cell.
  /// - Throws: ``TemplateError`` if what stands between braces is no placeholder.
  init?(
    _ target: [UInt8], names: NameResolver, at place: TemplatePlace
  ) throws(TemplateError) {
    if PlaceholderText.isNeeded(for: target) {
      parts = try NameResolver.parse(Self.unescaped(target), at: place).parts
      return
    }
    let unescaped = Self.unescaped(target)
    guard unescaped != target, let text = try? PlaceholderText(unescaped) else { return nil }
    for case .name(let name) in text.parts {
      guard (try? names.source(of: name, at: place)) != nil else { return nil }
    }
    guard text.hasPlaceholder else { return nil }
    parts = text.parts
  }

  /// The address with `%7B` and `%7D` as braces.
  private static func unescaped(_ target: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var rest = target[...]
    while let byte = rest.first {
      let brace: UInt8? =
        switch String(decoding: rest.prefix(3), as: UTF8.self).uppercased() {
        case "%7B": UInt8(ascii: "{")
        case "%7D": UInt8(ascii: "}")
        default: nil
        }
      output.append(brace ?? byte)
      rest = rest.dropFirst(brace == nil ? 1 : 3)
    }
    return output
  }

  /// The address with its values. One that is nothing but a value is that value, with what no
  /// address may have (RFC 3987) escaped; a value within an address is escaped wholly.
  ///
  /// - Parameter value: The text of a placeholder's value.
  /// - Returns: The address.
  /// - Throws: What `value` throws.
  func filled(
    _ value: (String) throws(TemplateError) -> [UInt8]
  ) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let bytes): output += bytes
      case .name(let name):
        let isWhole = parts.count == 1
        for byte in try value(name) {
          if Self.isUnreserved(byte) || isWhole && !Self.isForbidden(byte) {
            output.append(byte)
          } else {
            output.append(UInt8(ascii: "%"))
            for digit in [byte >> 4, byte & 15] {
              output.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
            }
          }
        }
      }
    }
    return output
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    FormulaScanner.isLetter(byte) || (0x30...0x39).contains(byte) || "-._~".utf8.contains(byte)
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7f || "\"<>\\^`{|}".utf8.contains(byte)
  }
}
