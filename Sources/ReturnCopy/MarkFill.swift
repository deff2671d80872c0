/// The fill of a marked cell (18.8.20 `fill`).
///
/// A solid pattern shows its foreground only. So the background keeps the colour that the mark
/// covers, and the next copy can take the mark off, wherever the cell has gone meanwhile and
/// however the formats were numbered anew by the program that saved the workbook. Other patterns
/// and gradients come back as no fill.
struct MarkFill {
  /// Foregrounds, chosen so that hardly anybody else's fill has them. The 校验意见 sheet shows each
  /// weight in a colour that lies next to it (``OpinionFormats``).
  private static let colours: [ReturnNote.Weight: String] = [
    .error: "FFFFC2CA", .warning: "FFFFE894", .info: "FFD6E6F5",
  ]

  /// Name and value of the colour's attributes.
  private let covered: [(name: String, value: String)]

  /// The mark whose fill this is; `nil` if it is another's fill.
  init?(_ fill: [UInt8], of part: String) throws(ReturnCopyError) {
    let colours = try Self.solidColours(fill, of: part)
    guard let rgb = colours.front.first(where: { $0.name == "rgb" })?.value.uppercased(),
      Self.colours.values.contains(where: { $0.dropFirst(2) == rgb.suffix(6) })
    else { return nil }
    // LibreOffice puts the nearest other colour of the workbook in the background of a solid
    // pattern: that of our own sheet, and no colour that was covered.
    let isGuess =
      colours.back.first { $0.name == "rgb" }.map { Self.distance($0.value, rgb) <= 4 } ?? false
    covered = isGuess ? [] : colours.back
  }

  /// The fill that was there before the mark.
  func original(prefix: String) -> [UInt8] {
    guard Self.isColour(covered) else {
      return Array(
        "<\(prefix)fill><\(prefix)patternFill patternType=\"none\"/></\(prefix)fill>".utf8)
    }
    return Array(
      ("<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
        + Self.element("fgColor", covered, prefix: prefix) + "<\(prefix)bgColor indexed=\"64\"/>"
        + "</\(prefix)patternFill></\(prefix)fill>").utf8)
  }

  /// The fill of a mark over another.
  static func fill(
    _ weight: ReturnNote.Weight, over other: [UInt8], prefix: String, of part: String
  ) throws(ReturnCopyError) -> String {
    let colours = other.isEmpty ? nil : try solidColours(other, of: part)
    let front = colours?.front ?? []
    let back = isColour(front) ? front : [("indexed", "64")]
    let rgb = Self.colours[weight] ?? ""
    return "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
      + "<\(prefix)fgColor rgb=\"\(rgb)\"/>" + element("bgColor", back, prefix: prefix)
      + "</\(prefix)patternFill></\(prefix)fill>"
  }

  /// Whether this is a colour of its own; 64 and 65 are those of the system.
  private static func isColour(_ colour: [(name: String, value: String)]) -> Bool {
    colour.contains { $0.name == "rgb" || $0.name == "theme" }
      || colour.contains { $0.name == "indexed" && $0.value != "64" && $0.value != "65" }
  }

  /// How far two colours are apart in the channel where they are farthest.
  private static func distance(_ left: String, _ right: String) -> Int {
    func channels(_ text: String) -> [Int] {
      let number = Int(text.suffix(6), radix: 16) ?? 0
      return [number >> 16, number >> 8 & 255, number & 255]
    }
    return zip(channels(left), channels(right)).map { abs($0 - $1) }.max() ?? 0
  }

  private static func element(
    _ name: String, _ attributes: [(name: String, value: String)], prefix: String
  ) -> String {
    "<\(prefix)\(name)"
      + attributes.map { " \($0.name)=\"\(Markup.attribute($0.value))\"" }.joined() + "/>"
  }

  /// The colours of a solid pattern; none for other fills.
  private static func solidColours(
    _ fill: [UInt8], of part: String
  ) throws(ReturnCopyError) -> (
    front: [(name: String, value: String)], back: [(name: String, value: String)]
  ) {
    var scanner = MarkupScanner(part: part, bytes: fill)
    var isSolid = false
    var front: [(name: String, value: String)] = []
    var back = front
    while let token = try scanner.next() {
      guard token == .start || token == .empty else { continue }
      if scanner.isNamed("patternFill") { isSolid = try scanner.text("patternType") == "solid" }
      guard isSolid, scanner.isNamed("fgColor") || scanner.isNamed("bgColor") else { continue }
      let colour = try scanner.attributes().map { attribute in
        (
          name: String(decoding: fill[attribute.name], as: UTF8.self),
          value: Markup.text(of: fill[attribute.value])
        )
      }
      if scanner.isNamed("fgColor") { front = colour } else { back = colour }
    }
    return (front, back)
  }
}
