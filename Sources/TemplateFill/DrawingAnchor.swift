/// Where drawings hang on a sheet, rows counted from 0 (ECMA-376 Part 1, 20.5.2.33
/// `twoCellAnchor`; Part 4, 14.4.2.42 `Row` and 14.4.2.3 `Anchor` for comments' boxes).
struct DrawingAnchor {
  let map: RowMap
  /// `from` or `to` while its rows are read.
  private(set) var corner: String?
  /// Whether the drawing keeps its size when rows come in under it.
  private var keepsSize = false
  private var isFree = false
  /// How far the upper corner moved.
  private var distance = 0

  init(map: RowMap) { self.map = map }

  /// Notes that an element begins.
  mutating func enter(_ tag: StartTag) {
    switch tag.local {
    case "twoCellAnchor", "oneCellAnchor":
      keepsSize = tag.text("editAs") == "oneCell"
      isFree = tag.text("editAs") == "absolute"
      corner = nil
    case "from", "to": corner = tag.local
    case "graphicFrame", "pic", "sp", "grpSp", "cxnSp", "AlternateContent", "clientData":
      corner = nil
    default: break
    }
  }

  /// The text of an element that states rows.
  mutating func moved(_ element: String, _ text: [UInt8]) -> [UInt8] {
    if element == "Anchor" { return movedBox(text) }
    guard let row = number(text) else { return text }
    guard element == "row" else { return Array(String(place(row)).utf8) }
    if isFree { return text }
    if corner == "to", keepsSize { return Array(String(row + distance).utf8) }
    let moved = place(row)
    if corner == "from" { distance = moved - row }
    return Array(String(moved).utf8)
  }

  /// Left column and offset, top row and offset, right column and offset, bottom row and offset.
  private func movedBox(_ text: [UInt8]) -> [UInt8] {
    var fields = String(decoding: text, as: UTF8.self).split(separator: ",").map { field in
      StartTag.number(field.filter { !$0.isWhitespace })
    }
    guard fields.count == 8, let top = fields[2], let bottom = fields[6] else { return text }
    fields[2] = place(top)
    fields[6] = place(top) + bottom - top
    return Array(fields.map { $0.map(String.init) ?? "0" }.joined(separator: ", ").utf8)
  }

  private func place(_ row: Int) -> Int { map.first(row + 1) - 1 }

  private func number(_ text: [UInt8]) -> Int? {
    StartTag.number(String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace })
  }
}
