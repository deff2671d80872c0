import Table

/// The boxes of a worksheet's comments (ECMA-376 Part 4, 19.4 VML; [MS-OI29500] ClientData).
///
/// Programs write VML that is not always well-formed, so shapes are put in and taken out without
/// reading the rest.
struct CommentShapes {
  private static let namespaces: [(prefix: String, name: String)] = [
    ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
  ]
  /// The shape that all boxes are copies of.
  private static let shapeType = """
    <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
    path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
    <v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
    """

  private let part: String
  /// The drawing.
  private(set) var bytes: [UInt8]

  /// A drawing without shapes, whose numbers begin with those of `block`, 1,024 a block.
  static func empty(block: Int) -> [UInt8] {
    let names = namespaces.map { " xmlns:\($0.prefix)=\"\($0.name)\"" }.joined()
    return Array(
      """
      <xml\(names)><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="\(block)"/>\
      </o:shapelayout></xml>
      """.utf8)
  }

  /// Reads a drawing.
  init(part: String, bytes: [UInt8]) {
    self.part = part
    self.bytes = bytes
  }

  /// The largest number of a shape; 0 if it has none.
  var largestNumber: Int {
    var largest = 0
    var place = 0
    while let found = bytes.place(of: "_x0000_s", from: place) {
      place = found + "_x0000_s".utf8.count
      // No more digits than a block of 1,024 can have.
      let digits = bytes[place...].prefix(9).prefix { (0x30...0x39).contains($0) }
      largest = max(largest, Int(String(decoding: digits, as: UTF8.self)) ?? 0)
    }
    return largest
  }

  /// Takes the boxes of these cells out.
  mutating func remove(_ cells: Set<CellReference>) {
    guard !cells.isEmpty else { return }
    // Some programs name the root's prefixes as they like; ours are always `v` and `x`.
    for (shape, data) in Set([prefix(of: 0) + " " + prefix(of: 2), "v x"]).sorted()
      .map({ ($0.prefix { $0 != " " }, $0.drop { $0 != " " }.dropFirst()) })
    {
      var copy = MarkupCopy(of: bytes)
      var place = 0
      while let start = bytes.place(of: "<\(shape):shape ", from: place),
        let end = bytes.place(of: "</\(shape):shape>", from: start)
      {
        place = end + shape.utf8.count + "</:shape>".utf8.count
        let text = Array(bytes[start..<place])
        if let cell = Self.cell(ofShape: text, prefix: String(data)), cells.contains(cell) {
          copy.replace(start..<place, with: [])
        }
      }
      bytes = copy.finish()
    }
  }

  /// The root's prefix of a namespace, by its index.
  private func prefix(of index: Int) -> String {
    let (usual, name) = Self.namespaces[index]
    let head = Array(bytes.prefix { $0 != UInt8(ascii: ">") })
    guard let value = head.place(of: "=\"\(name)\"", from: 0) else { return usual }
    let start = head[..<value].lastIndex(of: UInt8(ascii: ":")) ?? value
    return String(decoding: head[start..<value].dropFirst(), as: UTF8.self)
  }

  /// The cell that a comment's box is of; `nil` for other shapes.
  private static func cell(ofShape shape: [UInt8], prefix: String) -> CellReference? {
    func number(_ name: String) -> Int? {
      let tag = "<\(prefix):\(name)>"
      guard let start = shape.place(of: tag, from: 0) else { return nil }
      let text = shape[(start + tag.utf8.count)...].prefix(9)
        .prefix { $0 != UInt8(ascii: "<") }
      return Int(String(decoding: text, as: UTF8.self))
    }
    guard shape.place(of: "\"Note\"", from: 0) != nil, let row = number("Row"),
      let column = number("Column")
    else { return nil }
    return CellReference(row: row + 1, column: column + 1)
  }

  /// Adds boxes for comments of these texts, at cells that have none.
  mutating func add(
    _ comments: [(cell: CellReference, text: String)], on grid: SheetGrid, firstNumber: Int
  ) throws(ReturnCopyError) {
    var end: Int?
    while let place = bytes.place(of: "</xml>", from: (end ?? -1) + 1) { end = place }
    guard let end else { throw .damagedPart(part, offset: 0) }
    let head = Array(bytes.prefix { $0 != UInt8(ascii: ">") })
    let names = Self.namespaces.map { " xmlns:\($0.prefix)=\"\($0.name)\"" }
      .filter { head.place(of: $0, from: 0) == nil }.joined()
    var shapes = bytes.place(of: "id=\"_x0000_t202\"", from: 0) == nil ? Self.shapeType : ""
    if !names.isEmpty { shapes = shapes.replacing("<v:shapetype ", with: "<v:shapetype\(names) ") }
    for (index, comment) in comments.enumerated() {
      shapes += """
        <v:shape\(names) id="_x0000_s\(firstNumber + index)" type="#_x0000_t202" \
        style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">\
        <v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
        <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">\
        <div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">\
        <x:MoveWithCells/><x:SizeWithCells/>\
        <x:Anchor>\(CommentBox(comment.cell, text: comment.text, on: grid).anchor)</x:Anchor>\
        <x:AutoFill>False</x:AutoFill><x:Row>\(comment.cell.row - 1)</x:Row>\
        <x:Column>\(comment.cell.column - 1)</x:Column></x:ClientData></v:shape>
        """
    }
    bytes.insert(contentsOf: shapes.utf8, at: end)
  }
}

extension [UInt8] {
  /// Where a text next stands; `nil` if nowhere behind `start`.
  func place(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= count {
      if self[index] == wanted[0], self[index...].starts(with: wanted) { return index }
      index += 1
    }
    return nil
  }
}
