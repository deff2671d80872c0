/// One file of an archive, as the central directory describes it (APPNOTE 4.3.12).
public struct ZipEntry: Sendable {
  /// The name as stored: UTF-8 if ``isUTF8``, else in the writer's code page.
  public var name: [UInt8]
  /// Whether the writer marked the name as UTF-8 (general purpose bit 11).
  public var isUTF8: Bool
  /// Whether the data are encrypted (bits 0, 6 and 13).
  public var isEncrypted: Bool
  /// Compression method: 0 stored, 8 deflated.
  public var method: Int
  /// CRC-32 of the inflated data.
  public var checksum: UInt32
  /// Size of the data in the archive, in bytes.
  public var compressedSize: Int
  /// Size of the inflated data as stated; reading never yields more.
  public var size: Int
  /// Where the local header stands, in bytes from the file's start.
  var headerOffset: Int
  /// Whether the sizes follow the data (bit 3), as a streaming ``ZipWriter`` leaves them.
  var isStreamed = false

  /// Whether the entry is a folder: its name ends in a slash.
  public var isFolder: Bool {
    name.last == UInt8(ascii: "/") || (name.last == UInt8(ascii: "\\") && size == 0)
  }

  /// The name as text, bytes that are no UTF-8 replaced. For messages and OPC part names.
  public var text: String { String(decoding: name, as: UTF8.self) }

  /// General purpose flags of a written header, bit 3 aside (APPNOTE 4.4.4).
  var flags: Int { (isUTF8 ? 0x800 : 0) | (isEncrypted ? 1 : 0) }

  /// A part's name with `/` for `\`, no leading slash and ASCII letters in lower case, by which
  /// OPC part names are compared (ECMA-376 Part 2, 6.2.2.3).
  static func folded(_ name: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in name {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "/"):
        if !result.isEmpty { result.append(UInt8(ascii: "/")) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        result.append(byte | 0x20)
      default:
        result.append(byte)
      }
    }
    return result
  }
}
