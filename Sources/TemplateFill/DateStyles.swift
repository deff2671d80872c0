import XMLStream

/// The cell formats of the template, and those that dates need beside them.
///
/// A date in a cell whose format shows no date would read `44684`, so such a cell gets a copy of
/// its format that shows one.
struct DateStyles {
  private enum Shape: Hashable {
    case day
    case time
  }

  private struct Added {
    var base: Int
    var shape: Shape
  }

  /// Whether each cell format (18.8.10 `cellXfs`) shows a date.
  private var showsDate: [Bool] = []
  private var added: [Added] = []
  /// Numbers of the formats added, for days and for times, by that of the format copied.
  private var dayStyles: [Int: Int] = [:]
  private var timeStyles: [Int: Int] = [:]
  private var largestFormat = 163

  init() {}

  /// Reads the formats of a style sheet.
  init(part: String, bytes: [UInt8]) throws(TemplateError) {
    var reader = PartReader(part: part, bytes: bytes)
    var codes: [Int: Bool] = [:]
    var isInCellFormats = false
    while let kind = try reader.next() {
      let local = kind == .text ? "" : reader.local
      if local == "cellXfs" { isInCellFormats = kind == .start }
      guard kind == .start else { continue }
      if local == "numFmt", let id = reader.tag.number("numFmtId") {
        codes[id] = Self.showsDate(reader.tag["formatCode"] ?? [])
        largestFormat = max(largestFormat, id)
      } else if local == "xf", isInCellFormats {
        let id = reader.tag.number("numFmtId") ?? 0
        showsDate.append(codes[id] ?? Self.isBuiltInDate(id))
      }
    }
  }

  /// Whether any format was added.
  var isChanged: Bool { !added.isEmpty }

  /// Whether a cell of format `style` shows numbers as dates.
  func showsDate(_ style: Int) -> Bool { showsDate.indices.contains(style) && showsDate[style] }

  /// The format for a date in a cell of format `style`.
  mutating func style(for date: TemplateDate, in style: Int) -> Int {
    // A style that the template does not have is left to its reader.
    guard showsDate.indices.contains(style), !showsDate[style] else { return style }
    let shape = date.second == 0 ? Shape.day : .time
    if let known = shape == .day ? dayStyles[style] : timeStyles[style] { return known }
    let number = showsDate.count + added.count
    added.append(Added(base: style, shape: shape))
    if shape == .day { dayStyles[style] = number } else { timeStyles[style] = number }
    return number
  }

  private static func isBuiltInDate(_ id: Int) -> Bool {
    (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id)
      || (50...58).contains(id)
  }

  /// Whether a format's code has a date's letters outside quotes, brackets and escapes.
  private static func showsDate(_ code: [UInt8]) -> Bool {
    var rest = code[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): rest = rest.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
      case UInt8(ascii: "["): rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): rest = rest.dropFirst()
      case _ where "ymdhsYMDHS".utf8.contains(byte): return true
      default: break
      }
    }
    return false
  }
}

// MARK: Writing

extension DateStyles {
  /// The style sheet with the formats that were added.
  func written(part: String, bytes: [UInt8]) throws(TemplateError) -> [UInt8] {
    var reader = PartReader(part: part, bytes: bytes)
    var writer = XMLWriter()
    writer.declaration()
    var hasFormats = false
    while let kind = try reader.next() {
      guard kind == .start else {
        reader.copy(to: &writer)
        continue
      }
      let tag = reader.tag
      switch tag.local {
      case "numFmts":
        hasFormats = true
        try writeFormats(tag, &reader, to: &writer)
      case "cellXfs":
        if tag.number("count") != nil {
          var counted = tag
          counted["count"] = Array(String(showsDate.count + added.count).utf8)
          writer.start(counted)
        } else {
          writer.start(tag)
        }
        try writeCellFormats(tag, &reader, to: &writer)
      case "styleSheet": writer.start(tag)
      default:
        // Number formats come first in a style sheet (18.8.39).
        if !hasFormats {
          hasFormats = true
          writeFormats(prefix: tag.prefix, to: &writer)
        }
        try reader.copyElement(to: &writer)
      }
    }
    return writer.bytes
  }

  private var formats: [(id: Int, code: String)] {
    [(largestFormat + 1, "yyyy\\-mm\\-dd"), (largestFormat + 2, "yyyy\\-mm\\-dd\\ hh:mm")]
  }

  private func writeFormats(
    _ tag: StartTag, _ reader: inout PartReader, to writer: inout XMLWriter
  ) throws(TemplateError) {
    var counted = tag
    counted["count"] = tag.number("count").map { Array(String($0 + 2).utf8) }
    writer.start(counted)
    while let kind = try reader.next(), kind != .end {
      if kind == .start { try reader.copyElement(to: &writer) }
    }
    appendFormats(prefix: tag.prefix, to: &writer)
    writer.end(tag.name)
  }

  private func writeFormats(prefix: ArraySlice<UInt8>, to writer: inout XMLWriter) {
    let name = Array(prefix) + Array("numFmts".utf8)
    writer.start(name)
    writer.attribute("count", 2)
    appendFormats(prefix: prefix, to: &writer)
    writer.end(name)
  }

  private func appendFormats(prefix: ArraySlice<UInt8>, to writer: inout XMLWriter) {
    let name = Array(prefix) + Array("numFmt".utf8)
    for format in formats {
      writer.start(name)
      writer.attribute("numFmtId", format.id)
      writer.attribute("formatCode", format.code)
      writer.end(name)
    }
  }

  private func writeCellFormats(
    _ tag: StartTag, _ reader: inout PartReader, to writer: inout XMLWriter
  ) throws(TemplateError) {
    var copies: [(tag: StartTag, content: [UInt8])] = []
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      var content = XMLWriter()
      let format = reader.tag
      while let inner = try reader.next(), inner != .end {
        if inner == .start { try reader.copyElement(to: &content) }
      }
      copies.append((format, content.bytes))
      write(copies[copies.count - 1], to: &writer)
    }
    for format in added where copies.indices.contains(format.base) {
      var copy = copies[format.base]
      let id = formats[format.shape == .day ? 0 : 1].id
      copy.tag["numFmtId"] = Array(String(id).utf8)
      copy.tag["applyNumberFormat"] = Array("1".utf8)
      write(copy, to: &writer)
    }
    writer.end(tag.name)
  }

  private func write(_ format: (tag: StartTag, content: [UInt8]), to writer: inout XMLWriter) {
    writer.start(format.tag)
    if !format.content.isEmpty { writer.raw(format.content) }
    writer.end(format.tag.name)
  }
}
