public import Table
import XMLStream
import ZipArchive

/// The shared strings of a workbook (ECMA-376 Part 1, 18.4.9), kept as one run of bytes.
///
/// Runs of rich text are joined, phonetic runs left out, blanks kept as they are.
public struct SharedStrings: SharedTexts, Equatable {
  private var bytes: [UInt8] = []
  /// End of each text in `bytes`.
  private var ends: [Int] = []
  /// Whether there is a string without characters; hardly any file has one.
  private var hasEmpty = false

  /// No strings.
  init() {}

  /// Reads the shared strings part.
  init(
    _ entry: ZipEntry, of archive: ZipReader, limits: WorkbookLimits, way: ReadingWay
  ) throws(WorkbookError) {
    guard entry.size <= min(ReadingWay.keptSize, limits.memoryBytes) else {
      self = try Self(reading: PartCursor(entry, of: archive, limits: limits), limits: limits)
      return
    }
    let part = try archive.bytes(of: entry)
    do throws(Surprise) {
      guard way == .quickest else { throw Surprise() }
      self = try Self(plain: part, limits: limits)
    } catch {
      self = try Self(
        reading: PartCursor(part: entry.text, bytes: part, limits: limits), limits: limits)
    }
  }

  /// Reads the strings by their bytes, as long as each is `<si><t>…</t></si>` or made of runs.
  private init(plain part: [UInt8], limits: WorkbookLimits) throws(Surprise) {
    guard let outline = PartOutline(of: part, around: "sst"), limits.depth >= 32,
      let hasPlainRoot = try? Self.hasPlainRoot(outline.around, limits), hasPlainRoot
    else { throw Surprise() }
    var reader = PlainStrings(from: outline.content.lowerBound)
    while try reader.read(part.span.extracting(..<outline.content.upperBound), into: &bytes) {
      do throws(WorkbookError) {
        try endString(of: "", limits: limits)
      } catch {
        throw Surprise()
      }
    }
  }

  /// Whether the part is well-formed around the strings, and their names, having no prefix, are
  /// names of SpreadsheetML.
  private static func hasPlainRoot(
    _ around: [UInt8], _ limits: WorkbookLimits
  ) throws(WorkbookError) -> Bool {
    var cursor = PartCursor(part: "", bytes: around, limits: limits)
    var isPlain = false
    var tags = 0
    while let kind = try cursor.next() {
      guard kind == .start else { continue }
      tags += 1
      isPlain = cursor.word == .sst && !cursor.hasPrefix
    }
    return isPlain && tags == 1
  }

  /// Reads the strings from the tags of the part.
  private init(
    reading cursor: consuming PartCursor, limits: WorkbookLimits
  ) throws(WorkbookError) {
    let part = cursor.part
    var isInText = false
    var textStart = 0
    var hasRoot = false
    while let kind = try cursor.next() {
      switch kind {
      case .start:
        if !hasRoot {
          guard cursor.word == .sst else { throw .wrongPart(name: part) }
          hasRoot = true
          continue
        }
        switch cursor.word {
        case .t:
          isInText = true
          textStart = bytes.count
        case .si, .r: break
        // Anything else, `rPh` and `rPr` above all, holds no text of the string.
        default: try cursor.skipElement()
        }
      case .text:
        if isInText { bytes.append(contentsOf: cursor.text) }
      case .end:
        switch cursor.word {
        case .t:
          isInText = false
          bytes.decodeEscapes(from: textStart)
        case .si:
          try endString(of: part, limits: limits)
        default: break
        }
      }
    }
  }

  private mutating func endString(
    of part: String, limits: WorkbookLimits
  ) throws(WorkbookError) {
    let start = ends.last ?? 0
    if bytes.count - start > limits.textLength,
      bytes.utf16Length(from: start) > limits.textLength
    {
      throw .textTooLong(part: part, row: 0, column: 0, limit: limits.textLength)
    }
    if bytes.count == start { hasEmpty = true }
    ends.append(bytes.count)
    try limits.checkMemory(bytes.count + ends.count * MemoryLayout<Int>.stride)
    if ends.count > limits.sharedStrings {
      throw .tooManySharedStrings(limit: limits.sharedStrings)
    }
  }

  /// Number of strings.
  public var count: Int { ends.count }

  /// UTF-8 of a string, empty where there is none.
  public subscript(index: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(index) else { return [] }
    return bytes[start(index)..<ends[index]]
  }

  /// Whether a string has no characters.
  func isEmpty(_ index: Int) -> Bool { hasEmpty && start(index) == ends[index] }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
