import Table
import Workbook
public import ZipArchive

/// Makes the copy of a submission that goes back to its filer: faulty cells marked and commented,
/// and a 校验意见 sheet that lists what was found.
///
/// The copy is the filer's own workbook. Of a worksheet's part only the format of the marked cells
/// changes; parts that no mark or comment concerns are copied byte for byte, as they are
/// compressed. Marks, comments and sheet of an earlier copy are replaced. Texts are written as
/// texts, never as formulas. The same file and notes give the same bytes.
public struct ReturnCopy: Sendable {
  /// The most notes that a copy bears; what is over is counted on its sheet.
  public static let noteLimit = 5_000

  private static let commentTypes = (
    comments: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    drawing: "application/vnd.openxmlformats-officedocument.vmlDrawing",
    sheet: "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    styles: "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
  )
  /// Characters of a comment; Excel's box holds more than anybody reads.
  private static let commentLimit = 3_000

  private let head: ReturnHead
  private let notes: [ReturnNote]
  private let omitted: Int
  private let limits: ZipLimits
  private let level: Int

  /// A copy with these notes.
  ///
  /// - Parameters:
  ///   - head: What stands above them on the sheet.
  ///   - notes: What was found, in the order to be listed. Of more than ``noteLimit`` the heavier
  ///     ones are taken.
  ///   - limits: What the file may ask for.
  ///   - level: How hard to compress what is changed, 1 (fast) to 9 (small).
  public init(
    _ head: ReturnHead, _ notes: [ReturnNote], limits: ZipLimits = ZipLimits(), level: Int = 1
  ) {
    self.head = head
    self.limits = limits
    self.level = level
    omitted = max(0, notes.count - Self.noteLimit)
    if omitted == 0 {
      self.notes = notes
    } else {
      let kept = notes.indices.sorted { left, right in
        (notes[right].weight, left) < (notes[left].weight, right)
      }.prefix(Self.noteLimit).sorted()
      self.notes = kept.map { notes[$0] }
    }
  }

  /// The same copy, notes without a sheet placed on this one.
  func placed(on sheet: String) -> ReturnCopy {
    ReturnCopy(
      head,
      notes.map { note in
        var note = note
        note.sheet = note.sheet ?? sheet
        return note
      }, omitted: omitted, limits: limits, level: level)
  }

  private init(
    _ head: ReturnHead, _ notes: [ReturnNote], omitted: Int, limits: ZipLimits, level: Int
  ) {
    (self.head, self.notes, self.omitted) = (head, notes, omitted)
    (self.limits, self.level) = (limits, level)
  }

  /// Whether a file is a copy that was made here.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: Whether it has a 校验意见 sheet of ours.
  public static func isCopy(_ bytes: [UInt8]) -> Bool {
    guard let zip = try? ZipReader(bytes: bytes),
      let workbook = try? WorkbookPart(PackageParts(zip))
    else { return false }
    return earlierSheet(in: workbook, zip) != nil
  }

  /// Whether a workbook holds macros, so that its name must end in `.xlsm`.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: Whether it has a part for macros.
  public static func hasMacros(_ bytes: [UInt8]) -> Bool {
    guard let zip = try? ZipReader(bytes: bytes) else { return false }
    return zip.entries.contains { $0.text.lowercased().hasSuffix("vbaproject.bin") }
  }

  /// Marks a workbook.
  ///
  /// - Parameter workbook: The whole file.
  /// - Returns: The copy.
  /// - Throws: ``ReturnCopyError`` where the file can't be marked without harm.
  public func annotate(_ workbook: [UInt8]) throws(ReturnCopyError) -> [UInt8] {
    let zip: ZipReader
    do throws(ZipError) {
      zip = try ZipReader(bytes: workbook, limits: limits)
    } catch {
      throw .archive(part: "")
    }
    return try annotate(zip)
  }

  private func annotate(_ zip: ZipReader) throws(ReturnCopyError) -> [UInt8] {
    var parts = PackageParts(zip)
    if parts.names.contains(where: { $0.lowercased().hasPrefix("_xmlsignatures/") }) {
      throw .signed
    }
    let workbook = try WorkbookPart(parts)
    let earlier = Self.earlierSheet(in: workbook, zip)
    let sheets = workbook.sheets.filter { $0.part != earlier?.part }
    var styles = try Self.styles(of: workbook, &parts, isReturned: earlier != nil)
    var block = try Self.firstFreeBlock(parts)
    for sheet in sheets {
      let own = notes.filter { $0.sheet == sheet.name }
      try annotate(sheet, own, of: workbook, &parts, &styles.sheet, &block)
    }
    let opinion = OpinionSheet.part(
      head, notes: notes, omitted: omitted, sheets: Set(sheets.map(\.name)),
      isAlone: sheets.isEmpty, formats: try OpinionFormats(in: &styles.sheet),
      namespace: workbook.namespace)
    if let earlier {
      parts.write(opinion, to: earlier.part)
    } else {
      let part = parts.freeName("xl/worksheets/sheet", ".xml")
      parts.write(opinion, to: part)
      try parts.addContentType(Self.commentTypes.sheet, of: part)
      let id = try parts.addRelationship(
        from: workbook.part, type: workbook.relationshipTypes + "worksheet", to: part)
      parts.write(
        try workbook.adding(workbook.freeSheetName, relationship: id), to: workbook.part)
    }
    parts.write(try styles.sheet.written(), to: styles.part)
    return try parts.archive(level: level)
  }

  // MARK: A sheet

  private func annotate(
    _ sheet: WorkbookPart.Sheet, _ notes: [ReturnNote], of workbook: WorkbookPart,
    _ parts: inout PackageParts, _ styles: inout StyleSheet, _ block: inout Int
  ) throws(ReturnCopyError) {
    let relationships = try parts.relationships(of: sheet.part)
    let commentsPart = relationships.first { $0.kind == "comments" }?.target
    var comments: CommentPart?
    if let commentsPart {
      comments = try CommentPart(part: commentsPart, bytes: try parts.read(commentsPart))
    }
    let hasCells = notes.contains { $0.cell != nil && $0.weight != .explained }
    guard hasCells || comments?.bearsOurs == true else { return }
    let bytes = try parts.read(sheet.part)
    let marks = try SheetMarks(notes, part: sheet.part, bytes: bytes)
    let texts = Self.comments(notes, marks: marks)

    let drawingPart = relationships.first { $0.kind == "vmlDrawing" && isLegacy($0.id, in: bytes) }
    var drawing = drawingPart?.target
    var newDrawing: String?
    if drawing == nil, !texts.isEmpty {
      let part = parts.freeName("xl/drawings/vmlDrawing", ".vml")
      parts.write(CommentShapes.empty(block: block), to: part)
      try parts.addContentType(Self.commentTypes.drawing, ofExtension: "vml")
      newDrawing = try parts.addRelationship(
        from: sheet.part, type: workbook.relationshipTypes + "vmlDrawing", to: part)
      drawing = part
    }
    let written = try marks.written(
      styles: &styles, drawing: newDrawing, office: workbook.office)
    parts.write(written.bytes, to: sheet.part)

    if comments == nil, !texts.isEmpty {
      let part = parts.freeName("xl/comments", ".xml")
      let empty = CommentPart.empty(namespace: workbook.namespace)
      comments = try CommentPart(part: part, bytes: empty)
      try parts.addContentType(Self.commentTypes.comments, of: part)
      _ = try parts.addRelationship(
        from: sheet.part, type: workbook.relationshipTypes + "comments", to: part)
      parts.write(try comments?.written(texts) ?? empty, to: part)
    } else if let comments, let commentsPart {
      parts.write(try comments.written(texts), to: commentsPart)
    }
    guard let drawing else { return }
    var shapes = CommentShapes(part: drawing, bytes: try parts.read(drawing))
    shapes.remove(comments?.removed ?? [])
    let others = comments?.others ?? []
    let boxes = texts.keys.sorted().filter { !others.contains($0) }
      .map { (cell: $0, text: texts[$0] ?? "") }
    let first = max(shapes.largestNumber, newDrawing == nil ? 0 : block * 1_024) + 1
    try shapes.add(boxes, on: written.grid, firstNumber: first)
    parts.write(shapes.bytes, to: drawing)
    block = max(block, (first + boxes.count) / 1_024 + 1)
  }

  /// Whether a worksheet names a relationship as that of its comments' shapes; those of headers
  /// and footers are others.
  private func isLegacy(_ id: String, in bytes: [UInt8]) -> Bool {
    guard let start = bytes.place(of: "legacyDrawing ", from: 0) else { return false }
    let tag = Array(bytes[start...].prefix { $0 != UInt8(ascii: ">") })
    return tag.place(of: "\"\(id)\"", from: 0) != nil || tag.place(of: "'\(id)'", from: 0) != nil
  }

  /// The comments by cell: all that was found at it.
  private static func comments(
    _ notes: [ReturnNote], marks: SheetMarks
  ) -> [CellReference: String] {
    var texts: [CellReference: String] = [:]
    for note in notes where note.weight != .explained {
      guard let cell = note.cell else { continue }
      let shown = marks.shown(cell)
      var text = "\(note.weight.chinese) \(note.rule) \(note.title)"
      if shown != cell { text += "（\(cell)）" }
      if !note.message.isEmpty, note.message != note.title { text += "\n\(note.message)" }
      if !note.fix.isEmpty { text += "\n改法：\(note.fix)" }
      let known = texts[shown].map { $0 + "\n\n" } ?? ""
      if known.count + text.count <= commentLimit {
        texts[shown] = known + text
      } else if !known.hasSuffix("…\n\n") {
        texts[shown] = known + "其余见“\(OpinionSheet.name)”…"
      }
    }
    return texts
  }

  // MARK: The workbook

  /// The sheet that an earlier copy added.
  private static func earlierSheet(
    in workbook: WorkbookPart, _ zip: ZipReader
  ) -> WorkbookPart.Sheet? {
    let candidates = workbook.sheets.filter { $0.name.hasPrefix(OpinionSheet.name) }
    guard !candidates.isEmpty, let reader = try? WorkbookReader(archive: zip) else { return nil }
    return candidates.first { candidate in
      guard let sheet = reader.sheets.first(where: { $0.part == candidate.part }),
        var rows = try? reader.rows(of: sheet)
      else { return false }
      var row = RawRow()
      guard (try? rows.read(into: &row)) == true, let cell = row.cells.first else { return false }
      let text =
        cell.sharedString >= 0
        ? rows.sharedTexts[Int(cell.sharedString)]
        : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
      return text.reversed().starts(with: OpinionSheet.titleEnd.utf8.reversed())
    }
  }

  private static func styles(
    of workbook: WorkbookPart, _ parts: inout PackageParts, isReturned: Bool
  ) throws(ReturnCopyError) -> (part: String, sheet: StyleSheet) {
    if let part = workbook.styles, parts.has(part) {
      let bytes = try parts.read(part)
      return (part, try StyleSheet(part: part, bytes: bytes, isReturned: isReturned))
    }
    // Some readers look for it under this name only.
    let part = parts.has("xl/styles.xml") ? parts.freeName("xl/styles", ".xml") : "xl/styles.xml"
    let bytes = StyleSheet.empty(namespace: workbook.namespace)
    parts.write(bytes, to: part)
    try parts.addContentType(commentTypes.styles, of: part)
    _ = try parts.addRelationship(
      from: workbook.part, type: workbook.relationshipTypes + "styles", to: part)
    return (part, try StyleSheet(part: part, bytes: bytes, isReturned: false))
  }

  /// The first block of 1,024 shape numbers that no drawing of the file uses.
  private static func firstFreeBlock(_ parts: PackageParts) throws(ReturnCopyError) -> Int {
    var block = 1
    for name in parts.names where name.lowercased().hasSuffix(".vml") {
      let shapes = CommentShapes(part: name, bytes: try parts.read(name))
      block = max(block, shapes.largestNumber / 1_024 + 1)
    }
    return block
  }
}
