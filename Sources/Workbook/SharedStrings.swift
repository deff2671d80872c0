public import Table
import XMLStream
import ZipArchive

/// The shared strings of a workbook (ECMA-376 Part 1, 18.4.9), kept as one run of bytes.
///
/// Runs of rich text are joined, phonetic runs left out, blanks kept as they are.
public struct SharedStrings: SharedTexts {
  private var bytes: [UInt8] = []
  /// End of each text in `bytes`.
  private var ends: [Int] = []

  /// No strings.
  init() {}

  /// Reads the shared strings part.
  init(_ entry: ZipEntry, of archive: ZipReader, limits: WorkbookLimits) throws(WorkbookError) {
    var cursor = try PartCursor(entry, of: archive, limits: limits)
    var isInText = false
    var textStart = 0
    var hasRoot = false
    while let kind = try cursor.next() {
      switch kind {
      case .start:
        if !hasRoot {
          guard cursor.word == .sst else { throw .wrongPart(name: entry.text) }
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
          try endString(of: entry, limits: limits)
        default: break
        }
      }
    }
  }

  private mutating func endString(
    of entry: ZipEntry, limits: WorkbookLimits
  ) throws(WorkbookError) {
    let start = ends.last ?? 0
    if bytes.count - start > limits.textLength,
      bytes.utf16Length(from: start) > limits.textLength
    {
      throw .textTooLong(part: entry.text, row: 0, column: 0, limit: limits.textLength)
    }
    ends.append(bytes.count)
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
  func isEmpty(_ index: Int) -> Bool { start(index) == ends[index] }

  private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
