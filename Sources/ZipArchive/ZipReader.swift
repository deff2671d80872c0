/// Reads a ZIP archive that lies in memory (PKWARE APPNOTE 6.3).
///
/// Data descriptors, ZIP64, stored entries, bytes before the archive and `\` in names are read.
/// No size that the archive states is trusted: it bounds what an entry may yield, and an entry
/// that yields more or less is refused.
public struct ZipReader: Sendable {
  /// The entries, in the directory's order.
  public let entries: [ZipEntry]
  /// What may be asked for.
  public let limits: ZipLimits
  private let bytes: [UInt8]

  /// Reads the directory of an archive.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limits: What the archive may ask for.
  /// - Throws: ``ZipError`` if there is no sound directory, or it breaks a limit.
  public init(bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws(ZipError) {
    self.bytes = bytes
    self.limits = limits
    entries = try ZipDirectory.entries(of: bytes, limits: limits)
  }

  /// The entry of a name; failing that, the one whose name differs only in the case of ASCII
  /// letters, in `\` for `/` or in a leading slash.
  ///
  /// - Complexity: O(entries).
  public func entry(named name: String) -> ZipEntry? {
    let wanted = [UInt8](name.utf8)
    if let entry = entries.first(where: { $0.name == wanted }) { return entry }
    let folded = ZipEntry.folded(wanted)
    return entries.first { ZipEntry.folded($0.name) == folded }
  }

  /// The inflated data of an entry.
  ///
  /// - Parameter entry: An entry of this archive.
  /// - Returns: All its bytes, checked against size and checksum.
  /// - Throws: ``ZipError`` if it is damaged, encrypted, or breaks a limit.
  public func read(_ entry: ZipEntry) throws(ZipError) -> [UInt8] {
    var stream = try stream(entry)
    var result: [UInt8] = []
    // Deflate never does better than 1032 : 1, so a false size reserves little.
    result.reserveCapacity(min(entry.size, entry.compressedSize.multipliedOrMax(by: 1_032)) + 1)
    while true {
      let before = result.count
      try stream.append(to: &result)
      if result.count == before { return result }
    }
  }

  /// A cursor over the inflated data of an entry.
  ///
  /// - Parameter entry: An entry of this archive.
  /// - Returns: A cursor at the first byte.
  /// - Throws: ``ZipError`` if the entry can't be read at all, or states a size over the limit.
  public func stream(_ entry: ZipEntry) throws(ZipError) -> ZipEntryStream {
    guard !entry.isEncrypted else { throw .encrypted(name: entry.text) }
    guard entry.method == 0 || entry.method == 8 else {
      throw .unsupportedMethod(name: entry.text, method: entry.method)
    }
    guard entry.size <= limits.entryBytes else {
      throw .entryTooLarge(name: entry.text, bytes: entry.size, limit: limits.entryBytes)
    }
    return try ZipEntryStream(entry: entry, data: rawData(entry), limits: limits)
  }

  /// The data of an entry as they stand in the archive, for ``ZipWriter/addRaw(_:data:)``.
  ///
  /// - Parameter entry: An entry of this archive.
  /// - Returns: Its compressed bytes, unchecked.
  /// - Throws: ``ZipError/damagedEntry(name:offset:)`` if they are not where the directory says.
  public func rawData(_ entry: ZipEntry) throws(ZipError) -> ArraySlice<UInt8> {
    let header = entry.headerOffset
    guard bytes.hasSignature(Signature.localHeader, at: header),
      let name = bytes.field(2, at: header + 26), let extra = bytes.field(2, at: header + 28)
    else { throw .damagedEntry(name: entry.text, offset: header) }
    let start = header + 30 + name + extra
    guard start <= bytes.count, entry.compressedSize <= bytes.count - start else {
      throw .damagedEntry(name: entry.text, offset: header)
    }
    return bytes[start..<start + entry.compressedSize]
  }
}

extension Int {
  /// The product, or the largest number where it does not fit.
  func multipliedOrMax(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
