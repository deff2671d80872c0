/// The cell formats of a workbook, and those that marks and our own sheet add (ECMA-376 Part 1,
/// 18.8.39 `styleSheet`).
struct StyleSheet {
  /// A collection of the style sheet that may grow.
  enum Section: String, CaseIterable {
    case fonts, fills, borders, cellXfs

    /// What must stand in a collection that was missing, as cell formats count on it.
    fileprivate var defaults: [String] {
      switch self {
      case .fonts: ["<font><sz val=\"11\"/><name val=\"宋体\"/></font>"]
      case .fills:
        [
          "<fill><patternFill patternType=\"none\"/></fill>",
          "<fill><patternFill patternType=\"gray125\"/></fill>",
        ]
      case .borders: ["<border><left/><right/><top/><bottom/><diagonal/></border>"]
      case .cellXfs: ["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"]
      }
    }
  }

  private struct MarkedFormat: Hashable {
    var base: Int
    var fill: String
  }

  /// The most cell formats that Excel opens.
  private static let formatLimit = 65_490
  /// The collections in the order of the schema.
  private static let order = [
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
  ]

  private let part: String
  private let bytes: [UInt8]
  private let prefix: String
  /// Elements of the collections as they stand, and behind them those added.
  private var items: [Section: [[UInt8]]] = [:]
  private var marked: [MarkedFormat: Int] = [:]
  private var fillNumbers: [String: Int] = [:]
  private var isChanged = false

  /// A style sheet with the one style that every workbook has.
  static func empty(namespace: String) -> [UInt8] {
    Array(
      """
      \(xmlDeclaration)<styleSheet xmlns="\(namespace)"><cellStyleXfs count="1">\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellStyles count="1">\
      <cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """.utf8)
  }

  /// Reads a style sheet.
  ///
  /// - Parameters:
  ///   - part: Name of its part.
  ///   - bytes: The part.
  ///   - isReturned: Whether the workbook bears marks of an earlier copy, which are taken off: each
  ///     mark keeps the colour that it covers.
  /// - Throws: ``ReturnCopyError`` if the part is damaged.
  init(part: String, bytes: [UInt8], isReturned: Bool) throws(ReturnCopyError) {
    self.part = part
    self.bytes = bytes
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var prefix = ""
    var section: Section?
    while let token = try scanner.next() {
      guard token == .start || token == .empty else { continue }
      switch scanner.level {
      case 1: prefix = String(decoding: scanner.prefix, as: UTF8.self)
      case 2:
        section = Section(rawValue: String(decoding: scanner.local, as: UTF8.self))
        if let section { items[section] = items[section] ?? [] }
      default:
        guard let section else { continue }
        let start = scanner.range.lowerBound
        if token == .start { try scanner.skipElement() }
        // The copy's own sheet adds some: no use in reading more than there may be.
        guard section != .cellXfs || (items[section]?.count ?? 0) < Self.formatLimit else {
          throw .tooManyFormats
        }
        items[section]?.append(Array(bytes[start..<scanner.range.upperBound]))
      }
    }
    self.prefix = prefix
    if isReturned {
      items[.fills] = try (items[.fills] ?? []).map { fill throws(ReturnCopyError) in
        guard let original = try MarkFill(fill, of: part)?.original(prefix: prefix) else {
          return fill
        }
        isChanged = true
        return original
      }
    }
  }

  /// The number of the format `base` with the fill of a mark.
  mutating func markedFormat(
    of base: Int, as weight: ReturnNote.Weight
  ) throws(ReturnCopyError) -> Int {
    complete()
    let formats = items[.cellXfs] ?? []
    let base = formats.indices.contains(base) ? base : 0
    let format = formats[base]
    var scanner = MarkupScanner(part: part, bytes: format)
    _ = try scanner.next()
    let fills = items[.fills] ?? []
    let fillNumber = try scanner.number("fillId") ?? 0
    let covered = fills.indices.contains(fillNumber) ? fills[fillNumber] : []
    let fill = try MarkFill.fill(weight, over: covered, prefix: prefix, of: part)
    if let known = marked[MarkedFormat(base: base, fill: fill)] { return known }
    let number = number(ofFill: fill)
    let copy = try Markup.setting(
      [("fillId", String(number)), ("applyFill", "1")], in: format, of: part)
    let result = try append(copy, to: .cellXfs)
    marked[MarkedFormat(base: base, fill: fill)] = result
    return result
  }

  /// Adds an element, written without prefix, to a collection, and gives its number.
  mutating func add(_ element: String, to section: Section) throws(ReturnCopyError) -> Int {
    complete()
    return try append(Array(prefixed(element).utf8), to: section)
  }

  private mutating func number(ofFill fill: String) -> Int {
    if let known = fillNumbers[fill] { return known }
    let number = items[.fills]?.count ?? 0
    items[.fills]?.append(Array(fill.utf8))
    fillNumbers[fill] = number
    return number
  }

  private mutating func append(
    _ element: [UInt8], to section: Section
  ) throws(ReturnCopyError) -> Int {
    let number = items[section]?.count ?? 0
    guard section != .cellXfs || number < Self.formatLimit else { throw .tooManyFormats }
    items[section]?.append(element)
    return number
  }

  /// Gives the collections that are missing or empty what cell formats count on.
  private mutating func complete() {
    isChanged = true
    for section in Section.allCases where items[section]?.isEmpty ?? true {
      items[section] = section.defaults.map { Array(prefixed($0).utf8) }
    }
  }

  private func prefixed(_ element: String) -> String {
    prefix.isEmpty
      ? element
      : element.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix)")
        .replacing("\u{1}", with: "</\(prefix)")
  }
}

// MARK: Writing

extension StyleSheet {
  /// The style sheet with what was added.
  func written() throws(ReturnCopyError) -> [UInt8] {
    guard isChanged else { return bytes }
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var copy = MarkupCopy(of: bytes)
    var rest = Section.allCases[...]
    while let token = try scanner.next() {
      let start = scanner.range.lowerBound
      switch (scanner.level, token) {
      case (1, .empty):
        var content: [UInt8] = []
        for section in rest { content += try collection(section) }
        copy.fill(content, emptyAt: scanner)
      case (1, .end):
        for section in rest { copy.insert(try collection(section), at: start) }
      case (2, .start), (2, .empty):
        let name = String(decoding: scanner.local, as: UTF8.self)
        let rank = Self.order.firstIndex(of: name) ?? Self.order.count
        while let section = rest.first,
          (Self.order.firstIndex(of: section.rawValue) ?? 0) < rank
        {
          copy.insert(try collection(section), at: start)
          rest.removeFirst()
        }
        var tag = Array(bytes[scanner.range])
        if token == .start { try scanner.skipElement() } else { tag.remove(at: tag.count - 2) }
        guard let section = rest.first, section.rawValue == name else { continue }
        copy.replace(
          start..<scanner.range.upperBound, with: try collection(section, in: tag))
        rest.removeFirst()
      default: break
      }
    }
    return copy.finish()
  }

  private func collection(_ section: Section) throws(ReturnCopyError) -> [UInt8] {
    try collection(section, in: Array("<\(prefix)\(section.rawValue)>".utf8))
  }

  /// A collection whose start tag, but for the count, is given.
  private func collection(
    _ section: Section, in tag: [UInt8]
  ) throws(ReturnCopyError) -> [UInt8] {
    let items = items[section] ?? []
    return try Markup.setting([("count", String(items.count))], in: tag, of: part)
      + items.joined() + Array("</\(prefix)\(section.rawValue)>".utf8)
  }
}
