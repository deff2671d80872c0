/// Paths are `String`s here, though a Linux file name is any run of bytes.
///
/// Archives packed on Windows unpack to names in GBK, so a byte that is not part of valid UTF-8
/// is kept as a private-use scalar, `U+10FF80` to `U+10FFFF` for bytes 80 to FF. A path that was
/// listed can so be opened again, whatever its bytes.
enum PathName {
  private static let escapeBase: UInt32 = 0x10_FF00

  /// The name that stands for `bytes`.
  static func text(of bytes: [UInt8]) -> String {
    var name = String.UnicodeScalarView()
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        name.append(contentsOf: String(copying: try UTF8Span(validating: rest.span)).unicodeScalars)
        rest = []
      } catch {
        let start = rest.startIndex + error.byteOffsets.lowerBound
        name.append(contentsOf: String(decoding: rest[..<start], as: UTF8.self).unicodeScalars)
        if let scalar = Unicode.Scalar(escapeBase + UInt32(rest[start])) { name.append(scalar) }
        rest = rest[(start + 1)...]
      }
    }
    return String(name)
  }

  /// The bytes of a name or path.
  static func bytes(of name: String) -> [UInt8] {
    guard name.unicodeScalars.contains(where: { $0.value >= escapeBase + 0x80 }) else {
      return Array(name.utf8)
    }
    var bytes: [UInt8] = []
    for scalar in name.unicodeScalars {
      if scalar.value >= escapeBase + 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes
  }

  /// Runs `body` on a path as the system wants it.
  static func withCString<Result>(_ path: String, _ body: (UnsafePointer<CChar>) -> Result)
    -> Result
  {
    var bytes = bytes(of: path).map { CChar(bitPattern: $0) }
    bytes.append(0)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      // The array holds at least the final zero, so the base address is there.
      guard let base = buffer.baseAddress else { preconditionFailure("empty C string") }
      return unsafe body(base)
    }
  }

  /// The folder and the last component of a path; the folder of a bare name is `.`.
  static func split(_ path: String) -> (folder: String, name: String) {
    let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }.count
    let whole = String(path.utf8.prefix(trimmed)) ?? path
    if whole.isEmpty { return ("/", "") }
    guard let slash = whole.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", whole) }
    let folder = String(whole[..<slash])
    return (folder.isEmpty ? "/" : folder, String(whole[whole.utf8.index(after: slash)...]))
  }

  /// `name` below `folder`.
  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
  }
}

/// Whether a name was listed with bytes that are not UTF-8, which stand in it as private-use
/// scalars (`U+10FF80` to `U+10FFFF`).
///
/// - Parameter name: A name as ``Folder/list(_:)`` gives it.
/// - Returns: The bytes of the name on disk, `nil` if they are UTF-8.
public func bytesOfUnreadableName(_ name: String) -> [UInt8]? {
  let bytes = PathName.bytes(of: name)
  return bytes.elementsEqual(name.utf8) ? nil : bytes
}
