import Files

/// Reads a text table that a merge wrote record by record, each with its bytes as they stand, in
/// the memory of a piece.
struct DataRecords {
  /// Largest size of a record, in bytes: a quote that is never closed would take the whole file.
  static let limit = 64 << 20
  private static let pieceSize = 1 << 20

  private let file: FileInPieces
  private var buffer: [UInt8] = []
  private var offset = 0
  /// The record read last, by places in the buffer, its line end counted.
  private var record = 0..<0
  /// Where each of its fields begins.
  private var starts: [Int] = []
  /// Number of the record as a spreadsheet program counts rows.
  private(set) var row = 0

  /// The records of a file, the heading row first; a byte order mark is passed over.
  ///
  /// - Parameter path: Path of the file.
  /// - Throws: `FileError`.
  init(_ path: String) throws(FileError) {
    file = try FileInPieces(path)
    try file.read(Self.pieceSize, at: 0, into: &buffer)
    offset = buffer.count
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { record = 3..<3 }
  }

  /// Reads the next record; empty lines are passed over.
  ///
  /// - Returns: `false` after the last.
  /// - Throws: ``DataRecordError``.
  mutating func next() throws(DataRecordError) -> Bool {
    repeat {
      guard try readRecord() else { return false }
      row += 1
    } while fieldCount == 1 && self[0].isEmpty
    return true
  }

  /// The bytes of the record, its line end counted.
  var bytes: ArraySlice<UInt8> { buffer[record] }

  /// Number of fields.
  var fieldCount: Int { starts.count }

  /// A field's text, the quotes around it taken off; for codes and names, which hold none.
  subscript(field: Int) -> ArraySlice<UInt8> {
    var end = field + 1 < starts.count ? starts[field + 1] - 1 : record.upperBound
    var start = starts[field]
    if field + 1 == starts.count {
      while end > start, buffer[end - 1] == 0x0A || buffer[end - 1] == 0x0D { end -= 1 }
    }
    if end - start >= 2, buffer[start] == 0x22, buffer[end - 1] == 0x22 {
      start += 1
      end -= 1
    }
    return buffer[start..<end]
  }

  private mutating func readRecord() throws(DataRecordError) -> Bool {
    var (start, place) = (record.upperBound, record.upperBound)
    var isQuoted = false
    var fields = starts
    starts = []
    fields.removeAll(keepingCapacity: true)
    fields.append(start)
    while true {
      if let end = Self.recordEnd(in: buffer.span, from: &place, &isQuoted, &fields) {
        record = start..<end
        starts = fields
        return true
      }
      guard offset < file.size else { break }
      guard place - start < Self.limit else { throw .unclosed(row: row + 1) }
      buffer.removeSubrange(0..<start)
      for index in fields.indices { fields[index] -= start }
      place -= start
      start = 0
      try readPiece()
    }
    if isQuoted { throw .unclosed(row: row + 1) }
    if place == start { return false }
    buffer += [0x0D, 0x0A]
    record = start..<buffer.count
    starts = fields
    return true
  }

  /// Looks for the end of the record from a place on.
  ///
  /// - Returns: The place after it; `nil` where the text ends before.
  private static func recordEnd(
    in text: Span<UInt8>, from place: inout Int, _ isQuoted: inout Bool, _ starts: inout [Int]
  ) -> Int? {
    while place < text.count {
      let byte = text[place]
      place += 1
      // The signs that matter are below this one, and most bytes of Chinese text are not.
      if byte > 0x2C { continue }
      if byte == 0x22 {
        isQuoted.toggle()
      } else if !isQuoted {
        if byte == 0x2C { starts.append(place) }
        if byte == 0x0A { return place }
      }
    }
    return nil
  }

  private mutating func readPiece() throws(DataRecordError) {
    var piece: [UInt8] = []
    do throws(FileError) {
      try file.read(Self.pieceSize, at: offset, into: &piece)
    } catch {
      throw .file(error)
    }
    if piece.isEmpty { throw .file(.changedWhileRead(path: file.path)) }
    offset += piece.count
    buffer += piece
  }
}

/// Why a text table can't be read to its end.
enum DataRecordError: Error {
  /// A quoted field is never closed.
  case unclosed(row: Int)
  /// The file can't be read.
  case file(FileError)
}
