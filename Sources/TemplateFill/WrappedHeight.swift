import XMLStream

/// How high a row must be for text that wraps.
///
/// Excel works out the height of a row that states none when it opens a file, but LibreOffice and
/// viewers show one line. So a row whose height nobody set gets one that fits, by estimate: a
/// character of the CJK blocks is twice as wide as a Latin one.
struct WrappedHeight {
  /// A cell whose text wraps.
  struct Cell {
    /// Index of the cell in its row.
    var index: Int
    /// The field whose value it holds, if it holds nothing else.
    var field: Int?
    /// Half-width characters in a line.
    var capacity: Int
    /// Height of a line in tenths of a point.
    var line: Int
  }

  /// The largest height of a row in tenths of a point (ECMA-376 leaves it open; Excel's is 409).
  static let limit = 4_090
  /// What stands above and below the lines, in tenths of a point.
  static let margin = 60

  /// Lines that `text`, UTF-8, takes at `capacity` half-width characters a line.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - plainWidth: Its ``PlainWidth``, where that is known.
  ///   - capacity: The half-width characters.
  /// - Returns: The lines.
  static func lines(of text: Span<UInt8>, plainWidth: Int?, capacity: Int) -> Int {
    if let plainWidth, let lines = lines(ofWidth: plainWidth, capacity: capacity) { return lines }
    var lines = 1
    var width = 0
    for index in text.indices {
      let byte = text[index]
      if byte & 0xc0 == 0x80 { continue }
      if byte == 0x0a {
        lines += 1
        width = 0
        continue
      }
      let step = byte >= 0xe2 ? 2 : 1
      width += step
      if width > capacity {
        lines += 1
        width = step
      }
    }
    return lines
  }

  /// The same of a text without line feeds by its width, where that tells: a line that is followed
  /// by another is full, or one half-width character short of it.
  static func lines(ofWidth width: Int, capacity: Int) -> Int? {
    if width <= capacity { return 1 }
    guard capacity > 1 else { return nil }
    let fewest = (width - 1) / capacity + 1
    return fewest == (width - 1) / (capacity - 1) + 1 ? fewest : nil
  }

  /// Half-width characters that a column of `width` holds in a font of `size` points.
  ///
  /// A column's width counts digits of the default font, 7 pixels each; a half-width character is
  /// half as wide as its font is high, and a point is 4/3 of a pixel (18.3.1.13 `col`).
  static func capacity(width: Double, size: Double) -> Int {
    max(1, Int(width * 7 / (size * 2 / 3)))
  }
}

/// The formats of cells as far as text wraps in them.
struct WrapStyles {
  /// Font size in points of the cell formats in which text wraps; `nil` where it does not.
  private var sizes: [Double?] = []

  init() {}

  /// Reads the formats of a style sheet.
  init(part: String, bytes: [UInt8]) throws(TemplateError) {
    var reader = PartReader(part: part, bytes: bytes)
    var fonts: [Double] = []
    var font = 0
    var path: [String] = []
    while let kind = try reader.next() {
      if kind == .end { path.removeLast() }
      guard kind == .start else { continue }
      let tag = reader.tag
      switch (tag.local, path.last) {
      case ("font", "fonts"): fonts.append(11)
      case ("sz", "font") where path.contains("fonts"):
        if let size = tag.text("val").flatMap({ Double($0) }), (1...409).contains(size),
          !fonts.isEmpty
        {
          fonts[fonts.count - 1] = size
        }
      case ("xf", "cellXfs"):
        sizes.append(nil)
        font = tag.number("fontId") ?? 0
      case ("alignment", "xf") where path.contains("cellXfs"):
        if tag.flag("wrapText") {
          sizes[sizes.count - 1] = fonts.indices.contains(font) ? fonts[font] : 11
        }
      default: break
      }
      path.append(tag.local)
    }
  }

  /// The font's size in points if text wraps in cells of format `style`.
  func size(ofStyle style: Int) -> Double? {
    sizes.indices.contains(style) ? sizes[style] : nil
  }
}
