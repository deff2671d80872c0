/// Reads the central directory of an archive (APPNOTE 4.3.12–4.3.16).
struct ZipDirectory {
  private let bytes: [UInt8]
  /// Bytes that stand before the archive proper, such as a self-extractor's program.
  private var prefix = 0
  private var start = 0
  private var count = 0

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The entries of the archive `bytes`, in the directory's order.
  static func entries(of bytes: [UInt8], limits: ZipLimits) throws(ZipError) -> [ZipEntry] {
    var directory = ZipDirectory(bytes: bytes)
    try directory.locate()
    guard directory.count <= limits.entries else {
      throw .tooManyEntries(count: directory.count, limit: limits.entries)
    }
    let entries = try directory.readEntries()
    var total = 0
    for entry in entries {
      // Sizes are what the directory claims, and the limit is what the settings say.
      let most = max(limits.totalBytes, limits.totalBytes &+ 1)
      let (sum, isPastAll) = total.addingReportingOverflow(min(entry.size, most))
      guard !isPastAll, sum <= limits.totalBytes else {
        throw .totalTooLarge(bytes: isPastAll ? .max : sum, limit: limits.totalBytes)
      }
      total = sum
    }
    return entries
  }

  private mutating func locate() throws(ZipError) {
    guard let end = endRecord(),
      let disk = bytes.field(2, at: end + 4), let startDisk = bytes.field(2, at: end + 6),
      var count = bytes.field(2, at: end + 10), var size = bytes.field(4, at: end + 12),
      var offset = bytes.field(4, at: end + 16)
    else { throw .notAnArchive }
    guard disk == 0 || disk == 0xffff, startDisk == 0 || startDisk == 0xffff else {
      throw .severalVolumes
    }
    var limit = end
    if let record = zip64Record(before: end) {
      guard let wideCount = bytes.field(8, at: record + 32),
        let wideSize = bytes.field(8, at: record + 40),
        let wideOffset = bytes.field(8, at: record + 48)
      else { throw .damagedDirectory(offset: record) }
      (count, size, offset, limit) = (wideCount, wideSize, wideOffset, record)
    }
    guard size <= limit else { throw .damagedDirectory(offset: end) }
    self.count = count
    let isWhereStated =
      offset <= limit - size
      && (count == 0 || bytes.hasSignature(Signature.directoryHeader, at: offset))
    start = isWhereStated ? offset : limit - size
    prefix = start - offset
    guard prefix >= 0 else { throw .damagedDirectory(offset: end) }
  }

  /// Where the end record stands: the last one that fits, with its comment, before the file's end.
  private func endRecord() -> Int? {
    var offset = bytes.count - 22
    let lowest = max(0, offset - 0xffff)
    while offset >= lowest {
      if bytes[offset] == 0x50, bytes.hasSignature(Signature.end, at: offset),
        let comment = bytes.field(2, at: offset + 20), offset + 22 + comment <= bytes.count
      {
        return offset
      }
      offset -= 1
    }
    return nil
  }

  private func zip64Record(before end: Int) -> Int? {
    let locator = end - 20
    guard bytes.hasSignature(Signature.zip64Locator, at: locator),
      let stated = bytes.field(8, at: locator + 8)
    else { return nil }
    if bytes.hasSignature(Signature.zip64End, at: stated) { return stated }
    // Bytes before the archive shift it; without extensible data it ends at the locator.
    let adjacent = locator - 56
    return bytes.hasSignature(Signature.zip64End, at: adjacent) ? adjacent : nil
  }

  private func readEntries() throws(ZipError) -> [ZipEntry] {
    var entries: [ZipEntry] = []
    // Each header takes 46 bytes at least, so a false count reserves nothing.
    entries.reserveCapacity(min(count, bytes.count / 46))
    var offset = start
    for _ in 0..<count {
      guard bytes.hasSignature(Signature.directoryHeader, at: offset),
        let entry = entry(at: offset),
        let extra = bytes.field(2, at: offset + 30), let comment = bytes.field(2, at: offset + 32)
      else { throw .damagedDirectory(offset: offset) }
      entries.append(entry)
      offset += 46 + entry.name.count + extra + comment
    }
    return entries
  }

  private func entry(at offset: Int) -> ZipEntry? {
    guard let flags = bytes.field(2, at: offset + 8), let method = bytes.field(2, at: offset + 10),
      let checksum = bytes.field(4, at: offset + 16),
      let compressed = bytes.field(4, at: offset + 20), let size = bytes.field(4, at: offset + 24),
      let nameLength = bytes.field(2, at: offset + 28),
      let extraLength = bytes.field(2, at: offset + 30),
      let header = bytes.field(4, at: offset + 42),
      offset + 46 + nameLength + extraLength <= bytes.count
    else { return nil }
    let nameStart = offset + 46
    var entry = ZipEntry(
      name: [UInt8](bytes[nameStart..<nameStart + nameLength]), isUTF8: flags & 0x800 != 0,
      isEncrypted: flags & 0x2041 != 0, method: method,
      checksum: UInt32(truncatingIfNeeded: checksum), compressedSize: compressed, size: size,
      headerOffset: header)
    let extra = nameStart + nameLength..<nameStart + nameLength + extraLength
    guard widen(&entry, extra: extra) else { return nil }
    let (shifted, overflow) = entry.headerOffset.addingReportingOverflow(prefix)
    entry.headerOffset = shifted
    return overflow ? nil : entry
  }

  /// Takes the 64-bit sizes and offset from the ZIP64 extra field (APPNOTE 4.5.3), which holds
  /// only those whose 32-bit field is full.
  private func widen(_ entry: inout ZipEntry, extra: Range<Int>) -> Bool {
    let full = 0xffff_ffff
    guard entry.size == full || entry.compressedSize == full || entry.headerOffset == full else {
      return true
    }
    var offset = extra.lowerBound
    while offset + 4 <= extra.upperBound, let id = bytes.field(2, at: offset),
      let length = bytes.field(2, at: offset + 2)
    {
      if id == 1 {
        var field = offset + 4
        let end = min(field + length, extra.upperBound)
        for path in [\ZipEntry.size, \.compressedSize, \.headerOffset]
        where entry[keyPath: path] == full {
          guard field + 8 <= end, let value = bytes.field(8, at: field) else { return false }
          entry[keyPath: path] = value
          field += 8
        }
        return true
      }
      offset += 4 + length
    }
    return true
  }
}
