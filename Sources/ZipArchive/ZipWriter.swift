/// Writes a ZIP archive (PKWARE APPNOTE 6.3) into memory, entry by entry.
///
/// The same calls give the same bytes: every entry bears the date 1980-01-01 and nothing of the
/// machine. ZIP64 records are written only where sizes or numbers need them. A caller with a
/// large archive takes the bytes that are ready with ``takeOutput()`` as it goes.
public struct ZipWriter: ~Copyable {
  private struct OpenEntry {
    var entry: ZipEntry
    var headerStart: Int
  }

  private static let full = 0xffff_ffff

  private var output: [UInt8] = []
  /// Bytes of the archive that ``takeOutput()`` has handed out.
  private var taken = 0
  private var entries: [ZipEntry] = []
  private var open: OpenEntry?
  private var deflating: DeflateLine

  /// An empty archive.
  ///
  /// - Parameter level: How hard to compress, 1 (fast) to 9 (small).
  /// - Throws: ``ZipError/outOfMemory``.
  public init(level: Int = 6) throws(ZipError) {
    deflating = try DeflateLine(level: level)
  }

  /// Begins a deflated entry.
  ///
  /// - Parameters:
  ///   - name: Its name, with `/` between folders.
  ///   - streaming: Whether ``takeOutput()`` may take the entry before it ends. Its sizes then
  ///     follow the data (APPNOTE 4.3.9), and it must stay below 4 GiB.
  public mutating func beginEntry(_ name: String, streaming: Bool = false) {
    precondition(open == nil, "the entry before has not ended")
    let entry = ZipEntry(
      name: [UInt8](name.utf8), isUTF8: !name.utf8.allSatisfy { $0 < 0x80 }, isEncrypted: false,
      method: 8, checksum: 0, compressedSize: 0, size: 0, headerOffset: taken + output.count,
      isStreamed: streaming)
    open = OpenEntry(entry: entry, headerStart: output.count)
    appendLocalHeader(entry)
  }

  /// Adds bytes to the entry that was begun. Large pieces are compressed while the caller goes on.
  public mutating func write(_ bytes: [UInt8]) {
    precondition(open != nil, "no entry has begun")
    deflating.write(bytes)
  }

  /// Ends the entry that was begun.
  ///
  /// - Throws: ``ZipError/entryTooLarge(name:bytes:limit:)`` if a streaming entry has 4 GiB or more,
  ///   ``ZipError/outOfMemory``.
  public mutating func endEntry() throws(ZipError) {
    guard var closing = open else { preconditionFailure("no entry has begun") }
    let rest = try deflating.finish()
    output += rest.bytes
    closing.entry.compressedSize += rest.bytes.count
    closing.entry.checksum = rest.checksum
    closing.entry.size = rest.size
    open = nil
    if closing.entry.isStreamed {
      try appendDescriptor(closing.entry)
    } else {
      patchLocalHeader(closing.entry, at: closing.headerStart)
    }
    entries.append(closing.entry)
  }

  /// Adds a whole entry, deflated.
  ///
  /// - Parameters:
  ///   - name: Its name, with `/` between folders.
  ///   - bytes: Its data.
  /// - Throws: ``ZipError``, as ``endEntry()``.
  public mutating func addEntry(_ name: String, _ bytes: [UInt8]) throws(ZipError) {
    beginEntry(name)
    write(bytes)
    try endEntry()
  }

  /// Adds a whole entry as it is, for data that are compressed already.
  public mutating func addStored(_ name: String, _ bytes: [UInt8]) {
    let entry = ZipEntry(
      name: [UInt8](name.utf8), isUTF8: !name.utf8.allSatisfy { $0 < 0x80 }, isEncrypted: false,
      method: 0, checksum: crc32(0, bytes.span), compressedSize: bytes.count, size: bytes.count,
      headerOffset: 0)
    addRaw(entry, data: bytes[...])
  }

  /// Adds an entry of another archive without inflating it.
  ///
  /// - Parameters:
  ///   - entry: The entry; name, method, sizes and checksum are kept, extra fields are not.
  ///   - data: Its compressed bytes, ``ZipReader/rawData(_:)``.
  public mutating func addRaw(_ entry: ZipEntry, data: ArraySlice<UInt8>) {
    precondition(open == nil, "the entry before has not ended")
    precondition(entry.compressedSize == data.count, "not the data of this entry")
    var copy = entry
    copy.headerOffset = taken + output.count
    let start = output.count
    appendLocalHeader(copy)
    patchLocalHeader(copy, at: start)
    output.append(contentsOf: data)
    entries.append(copy)
  }

  /// Hands out the bytes of the archive that won't change any more, and forgets them.
  public mutating func takeOutput() -> [UInt8] {
    if open != nil {
      let ready = deflating.takeOutput()
      output += ready
      open?.entry.compressedSize += ready.count
    }
    guard let open, !open.entry.isStreamed else {
      defer { output.removeAll(keepingCapacity: true) }
      taken += output.count
      return output
    }
    let ready = [UInt8](output[..<open.headerStart])
    output.removeFirst(ready.count)
    self.open?.headerStart = 0
    taken += ready.count
    return ready
  }

  /// Writes the directory and ends the archive.
  ///
  /// - Returns: The bytes that ``takeOutput()`` has not handed out yet: by default all.
  public consuming func finish() -> [UInt8] {
    precondition(open == nil, "the last entry has not ended")
    let start = taken + output.count
    for entry in entries { appendDirectoryHeader(entry) }
    appendEnd(start: start)
    return output
  }
}

// MARK: Records

extension ZipWriter {
  /// Version 2.0, UTF-8 flag, descriptor flag, method, date: the fields that two headers share.
  private mutating func appendCommon(_ entry: ZipEntry, version: Int) {
    output.appendField(2, version)
    output.appendField(2, entry.flags | (entry.isStreamed ? 8 : 0))
    output.appendField(2, entry.method)
    output.appendField(2, 0)
    // 1980-01-01, the first day that a DOS date can state.
    output.appendField(2, 0x21)
  }

  private mutating func appendLocalHeader(_ entry: ZipEntry) {
    output.appendField(4, Signature.localHeader)
    appendCommon(entry, version: 20)
    output.appendField(4, 0)
    output.appendField(4, 0)
    output.appendField(4, 0)
    output.appendField(2, entry.name.count)
    output.appendField(2, 0)
    output.append(contentsOf: entry.name)
  }

  /// Enters checksum and sizes into the local header at `start`, adding a ZIP64 field if needed.
  private mutating func patchLocalHeader(_ entry: ZipEntry, at start: Int) {
    output.setField(4, Int(entry.checksum), at: start + 14)
    guard entry.size >= Self.full || entry.compressedSize >= Self.full else {
      output.setField(4, entry.compressedSize, at: start + 18)
      output.setField(4, entry.size, at: start + 22)
      return
    }
    output.setField(2, 45, at: start + 4)
    output.setField(4, Self.full, at: start + 18)
    output.setField(4, Self.full, at: start + 22)
    output.setField(2, 20, at: start + 28)
    var extra: [UInt8] = []
    extra.appendField(2, 1)
    extra.appendField(2, 16)
    extra.appendField(8, entry.size)
    extra.appendField(8, entry.compressedSize)
    output.insert(contentsOf: extra, at: start + 30 + entry.name.count)
  }

  private mutating func appendDescriptor(_ entry: ZipEntry) throws(ZipError) {
    let largest = max(entry.size, entry.compressedSize)
    guard largest < Self.full else {
      throw .entryTooLarge(name: entry.text, bytes: largest, limit: Self.full - 1)
    }
    output.appendField(4, Signature.dataDescriptor)
    output.appendField(4, Int(entry.checksum))
    output.appendField(4, entry.compressedSize)
    output.appendField(4, entry.size)
  }

  private mutating func appendDirectoryHeader(_ entry: ZipEntry) {
    var extra: [UInt8] = []
    for value in [entry.size, entry.compressedSize, entry.headerOffset] where value >= Self.full {
      extra.appendField(8, value)
    }
    output.appendField(4, Signature.directoryHeader)
    output.appendField(2, extra.isEmpty ? 20 : 45)
    appendCommon(entry, version: extra.isEmpty ? 20 : 45)
    output.appendField(4, Int(entry.checksum))
    output.appendField(4, min(entry.compressedSize, Self.full))
    output.appendField(4, min(entry.size, Self.full))
    output.appendField(2, entry.name.count)
    output.appendField(2, extra.isEmpty ? 0 : extra.count + 4)
    // No comment, first volume, no attributes.
    for width in [2, 2, 2, 4] { output.appendField(width, 0) }
    output.appendField(4, min(entry.headerOffset, Self.full))
    output.append(contentsOf: entry.name)
    guard !extra.isEmpty else { return }
    output.appendField(2, 1)
    output.appendField(2, extra.count)
    output.append(contentsOf: extra)
  }

  private mutating func appendEnd(start: Int) {
    let end = taken + output.count
    if entries.count >= 0xffff || end >= Self.full {
      output.appendField(4, Signature.zip64End)
      output.appendField(8, 44)
      output.appendField(2, 45)
      output.appendField(2, 45)
      output.appendField(8, 0)
      output.appendField(8, entries.count)
      output.appendField(8, entries.count)
      output.appendField(8, end - start)
      output.appendField(8, start)
      output.appendField(4, Signature.zip64Locator)
      output.appendField(4, 0)
      output.appendField(8, end)
      output.appendField(4, 1)
    }
    output.appendField(4, Signature.end)
    output.appendField(4, 0)
    output.appendField(2, min(entries.count, 0xffff))
    output.appendField(2, min(entries.count, 0xffff))
    output.appendField(4, min(end - start, Self.full))
    output.appendField(4, min(start, Self.full))
    output.appendField(2, 0)
  }
}
