import XMLStream
import ZipArchive

/// The cell formats of a workbook, as far as they tell dates from numbers
/// (ECMA-376 Part 1, 18.8).
struct Styles {
  private var formats: [NumberFormat] = []

  /// Every cell is a number.
  init() {}

  /// Reads the styles part.
  init(_ entry: ZipEntry, of archive: ZipReader, limits: WorkbookLimits) throws(WorkbookError) {
    var cursor = try PartCursor(entry, of: archive, limits: limits)
    var codes: [Int: NumberFormat] = [:]
    var ids: [Int] = []
    // `dxfs` have formats of their own, `cellStyleXfs` have `xf`: the parent decides.
    var parent: Word?
    while let kind = try cursor.next() {
      switch (kind, cursor.kindWord(kind)) {
      case (.start, .numFmts), (.start, .cellXfs): parent = cursor.word
      case (.end, .numFmts), (.end, .cellXfs): parent = nil
      case (.start, .numFmt) where parent == .numFmts:
        if let id = cursor.value(.numFmtId).flatMap(wholeNumber),
          let code = cursor.value(.formatCode)
        {
          codes[id] = NumberFormat(code: code)
        }
      case (.start, .xf) where parent == .cellXfs:
        ids.append(cursor.value(.numFmtId).flatMap(wholeNumber) ?? 0)
        try limits.checkMemory(ids.count * MemoryLayout<Int>.stride)
      default: break
      }
    }
    formats = ids.map { codes[$0] ?? NumberFormat(builtIn: $0) }
  }

  /// The format of a cell's style index; a number if there is no such style.
  func format(_ index: Int) -> NumberFormat {
    formats.indices.contains(index) ? formats[index] : .number
  }
}

extension PartCursor {
  /// The tag's name, if the event is a tag of a known name.
  fileprivate func kindWord(_ kind: XMLEventKind) -> Word? { kind == .text ? nil : word }
}
