import XMLStream

/// The text of a cell, and how its parts look (18.4.4 `r`).
struct RichText {
  /// A part that looks the same.
  struct Run {
    /// Bytes of the text before it.
    var start: Int
    /// The element with its properties as it stands; empty if it has none.
    var properties: [UInt8]
  }

  /// The text of all runs, UTF-8.
  private(set) var text: [UInt8] = []
  /// The runs; none if the text looks like its cell.
  private(set) var runs: [Run] = []

  init(_ text: [UInt8]) { self.text = text }

  /// Reads the element whose start tag `reader` stands at, to its end.
  init(_ reader: inout PartReader, copyingTo writer: inout XMLWriter) throws(TemplateError) {
    reader.copy(to: &writer)
    var path: [String] = [reader.local]
    while !path.isEmpty, let kind = try reader.next() {
      if kind == .start, reader.local == "rPr" {
        try readProperties(&reader, copyingTo: &writer)
        continue
      }
      reader.copy(to: &writer)
      switch kind {
      case .start:
        path.append(reader.local)
        if reader.local == "r" { runs.append(Run(start: text.count, properties: [])) }
      case .end: path.removeLast()
      case .text:
        // `rPh` holds how the text is read aloud, not the text.
        if path.last == "t", !path.contains("rPh") { text += Self.unescaped(Array(reader.text)) }
      }
    }
  }

  private mutating func readProperties(
    _ reader: inout PartReader, copyingTo writer: inout XMLWriter
  ) throws(TemplateError) {
    let isPlain = reader.tag.prefix.isEmpty
    var properties = XMLWriter()
    try reader.copyElement(to: &properties)
    writer.raw(properties.bytes)
    // Cells are written without prefixes, where another part's prefix means nothing.
    if isPlain, !runs.isEmpty { runs[runs.count - 1].properties = properties.bytes }
  }

  /// All the strings of a shared string table (18.4.9 `sst`).
  static func table(part: String, bytes: [UInt8]) throws(TemplateError) -> [RichText] {
    var texts: [RichText] = []
    var reader = PartReader(part: part, bytes: bytes)
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "si" else { continue }
      var unused = XMLWriter()
      var text = try RichText(&reader, copyingTo: &unused)
      // Looks matter only where something is filled in.
      if !PlaceholderText.isNeeded(for: text.text) { text.runs = [] }
      texts.append(text)
    }
    return texts
  }

  /// Replaces `_x000D_` and the like by their characters (22.9.2.19 `ST_Xstring`).
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "_")) else { return text }
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      if let unit = XStringEscape.unit(in: text, at: index) {
        // Half a surrogate pair has no UTF-8 and stays as it is written.
        if let scalar = Unicode.Scalar(unit) {
          output += String(Character(scalar)).utf8
          index += XStringEscape.length
          continue
        }
      }
      output.append(text[index])
      index += 1
    }
    return output
  }
}

/// `_xHHHH_`, the way of a cell's text to hold what XML forbids (22.9.2.19 `ST_Xstring`).
enum XStringEscape {
  /// Bytes of an escape.
  static let length = 7

  /// The UTF-16 unit that an escape at `index` stands for; `nil` if there is none.
  static func unit(in text: some RandomAccessCollection<UInt8>, at index: Int) -> UInt16? {
    let start = text.index(text.startIndex, offsetBy: index)
    let part = Array(text[start...].prefix(length))
    guard part.count == length, part[0] == UInt8(ascii: "_"), part[1] == UInt8(ascii: "x"),
      part[6] == UInt8(ascii: "_")
    else { return nil }
    let digits = part[2..<6]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
