import XMLStream
import ZipArchive

/// The tags and texts of one part, inflated as they are asked for.
struct PartCursor: ~Copyable {
  /// Name of the part, for errors.
  let part: String
  let limits: WorkbookLimits
  private var reader: XMLReader
  private var stream: ZipEntryStream?

  /// A cursor over an entry of the archive.
  init(_ entry: ZipEntry, of archive: ZipReader, limits: WorkbookLimits) throws(WorkbookError) {
    part = entry.text
    self.limits = limits
    reader = XMLReader(vocabulary: Word.vocabulary, depthLimit: limits.depth)
    do throws(ZipError) {
      stream = try archive.stream(entry)
    } catch {
      throw WorkbookError(error)
    }
  }

  /// A cursor over a part that has been inflated.
  init(part: String, bytes: [UInt8], limits: WorkbookLimits) {
    self.part = part
    self.limits = limits
    reader = XMLReader(bytes: bytes, vocabulary: Word.vocabulary, depthLimit: limits.depth)
    stream = nil
  }

  /// The next tag or text; `nil` at the part's end.
  mutating func next() throws(WorkbookError) -> XMLEventKind? {
    while true {
      do throws(XMLError) {
        if let kind = try reader.next() { return kind }
      } catch {
        throw wrapped(error)
      }
      guard stream != nil else { return nil }
      try feed()
    }
  }

  private mutating func feed() throws(WorkbookError) {
    try limits.checkTime()
    let chunk: [UInt8]?
    do throws(ZipError) {
      chunk = try stream?.next()
    } catch {
      throw WorkbookError(error)
    }
    do throws(XMLError) {
      if let chunk {
        try reader.feed(chunk)
      } else {
        stream = nil
        try reader.finish()
      }
    } catch {
      throw wrapped(error)
    }
  }

  private func wrapped(_ error: XMLError) -> WorkbookError {
    switch error {
    case .malformed(let line, let column, let reason):
      .malformed(part: part, line: line, column: column, reason: reason)
    case .documentType(let line): .documentType(part: part, line: line)
    case .tooDeep(_, let limit): .tooDeep(part: part, limit: limit)
    case .outOfMemory: .outOfMemory
    }
  }

  // MARK: The event

  /// The tag's name, if it is known.
  var word: Word? { Word(rawValue: reader.symbol) }

  /// Symbol of the tag's name, for comparisons on the hot path.
  var symbol: Int { reader.symbol }

  /// Whether the tag's name has a namespace prefix.
  var hasPrefix: Bool { reader.name.local.startIndex > 0 }

  /// Whether the tag's name without its prefix is `name`, in whatever namespace.
  func isNamed(_ name: [UInt8]) -> Bool { reader.name.local.elementsEqual(name) }

  /// The text.
  var text: ArraySlice<UInt8> { reader.text }

  /// Value of an attribute of the start tag.
  func value(_ word: Word) -> ArraySlice<UInt8>? { reader.value(word.rawValue) }

  /// Number of attributes of the start tag.
  var attributeCount: Int { reader.attributeCount }

  /// Symbol of an attribute's name.
  func attributeSymbol(_ index: Int) -> Int { reader.attributeSymbol(index) }

  /// Value of an attribute.
  func attributeValue(_ index: Int) -> ArraySlice<UInt8> { reader.attributeValue(index) }

  /// Value of an attribute as text.
  func string(_ word: Word) -> String? {
    value(word).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether an `xsd:boolean` attribute is true; false if it is absent.
  func flag(_ word: Word) -> Bool { value(word).map(isTrue) ?? false }

  /// Passes over the element whose start tag the cursor stands at.
  mutating func skipElement() throws(WorkbookError) {
    var depth = 1
    while depth > 0, let kind = try next() {
      switch kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: break
      }
    }
  }
}
