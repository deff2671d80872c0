import Table

// Cells with short values, which nearly all of a large list are: put by words into room that was
// made for the whole row, with no call to grow the output and no counting of references.
extension CellWriter {
  /// Room for texts beside ``RowPlan/room``.
  static let textRoom = 1_536

  /// Puts the cells from `index` on as far as they are short, and moves it past them.
  mutating func putShort(
    from index: inout Int, of plan: RowPlan, row: TemplateRow, in room: inout MutableRawSpan,
    at place: inout Int
  ) {
    let (bytes, plans) = (plan.bytes, plan.cells)
    let (pieces, cells) = (bytes.span, plans.span)
    while index < cells.count {
      let start = place
      if cells[index].isPlaced {
        room.put(pieces, cells[index].head, at: &place)
        number.put(in: &room, at: &place)
      }
      guard put(index, cells, of: plan, pieces, row: row, in: &room, at: &place) else {
        place = start
        return
      }
      index += 1
    }
  }

  /// Puts what stands behind the address of a cell; `false` and nothing of use if it is not short.
  @inline(__always)
  private mutating func put(
    _ index: Int, _ cells: Span<CellPlan>, of plan: RowPlan, _ pieces: Span<UInt8>,
    row: TemplateRow, in room: inout MutableRawSpan, at place: inout Int
  ) -> Bool {
    switch cells[index].content {
    case .empty: room.put(pieces, cells[index].empty, at: &place)
    case .fixed(let content):
      room.put(pieces, cells[index].tail, at: &place)
      room.put(pieces, content, at: &place)
    case .field(let field):
      return put(
        row.cells[field], of: row, in: index, cells, of: plan, pieces, in: &room, at: &place)
    case .value(let field):
      return put(
        values.cells[field], of: values, in: index, cells, of: plan, pieces, in: &room, at: &place)
    case .mixed, .rich, .formula: return false
    }
    return true
  }

  private mutating func put(
    _ value: TemplateRow.Cell, of row: TemplateRow, in index: Int, _ cells: Span<CellPlan>,
    of plan: RowPlan, _ pieces: Span<UInt8>, in room: inout MutableRawSpan, at place: inout Int
  ) -> Bool {
    switch value {
    case .pooled(let id, let pool):
      let known = recent.place(of: id, pool: pool)
      if case .number(let item) = recent[known].item {
        room.put(number: Int(item), after: cells[index].sharedHead, pieces, at: &place)
        return true
      }
      return put(
        textOf: id, row.pools[pool], known, in: cells[index], of: plan, pieces, &room, &place)
    case .blank: room.put(pieces, cells[index].empty, at: &place)
    case .integer(let integer):
      room.put(number: integer, after: cells[index].numberHead, pieces, at: &place)
    case .date(let date):
      guard cells[index].showsDate, date.second == 0, let serial = date.serial(from1904: is1904)
      else {
        return false
      }
      room.put(number: serial, after: cells[index].numberHead, pieces, at: &place)
    case .code(let range):
      guard range.count <= CellPlan.short else { return false }
      room.put(pieces, cells[index].textHead, at: &place)
      room.put(row.bytes.span.extracting(range), at: &place)
      room.putTextEnd(at: &place)
    case .number(let range):
      guard range.count <= CellPlan.short, CellText.isNumber(row.bytes.span.extracting(range))
      else { return false }
      room.put(pieces, cells[index].numberHead, at: &place)
      room.put(row.bytes.span.extracting(range), at: &place)
      room.putValueEnd(at: &place)
    case .boolean(let truth):
      room.put(pieces, cells[index].booleanHead, at: &place)
      room.put(UInt8(ascii: truth ? "1" : "0"), at: &place)
      room.putValueEnd(at: &place)
    case .written where cells[index].showsDate: return false
    case .text(let range), .written(let range):
      let text = row.bytes.span.extracting(range)
      guard PlainWidth.of(text) != nil, Self.fits(text, of: plan, in: room, at: place) else {
        return false
      }
      // In two steps: as an argument it would be worked out beside a copy of the table.
      let item = shared.item(of: text)
      room.put(text, item, in: cells[index], pieces, at: &place)
    }
    return true
  }

  /// Puts a text of a pool that is not known to be shared.
  private mutating func put(
    textOf id: TextID, _ pool: FinishedPool, _ known: Int, in cell: CellPlan, of plan: RowPlan,
    _ pieces: Span<UInt8>, _ room: inout MutableRawSpan, _ place: inout Int
  ) -> Bool {
    pool.texts.withBytes(of: id) { text in
      // Before it is asked for among the shared ones, which it enters when it is met again.
      guard recent.width(of: text, at: known) != nil,
        Self.fits(text, of: plan, in: room, at: place)
      else { return false }
      let item = settledItem(of: text, at: known)
      room.put(text, item, in: cell, pieces, at: &place)
      return true
    }
  }

  /// Where a text of a pool stands, kept where that is settled for good.
  mutating func settledItem(of text: Span<UInt8>, at place: Int) -> RecentTexts.Item {
    let known = recent[place].item
    guard known == .unknown else { return known }
    let item = shared.item(of: text)
    if item != .unknown { recent[place].item = item }
    return item
  }

  /// Whether there is room for a text in its cell, and then for the rest of the row.
  @inline(__always)
  private static func fits(
    _ text: Span<UInt8>, of plan: RowPlan, in room: borrowing MutableRawSpan, at place: Int
  ) -> Bool {
    place + text.count + plan.room <= room.byteCount && text.count <= CellText.limit
  }
}

extension MutableRawSpan {
  /// Puts a text that needs no escape, where it stands.
  @inline(__always)
  fileprivate mutating func put(
    _ text: Span<UInt8>, _ item: RecentTexts.Item, in cell: CellPlan, _ pieces: Span<UInt8>,
    at place: inout Int
  ) {
    if case .number(let item) = item {
      return put(number: Int(item), after: cell.sharedHead, pieces, at: &place)
    }
    put(pieces, cell.textHead, at: &place)
    put(text, at: &place)
    putTextEnd(at: &place)
  }

  /// Puts a cell that holds a number.
  @inline(__always)
  fileprivate mutating func put(
    number: Int, after head: Range<Int>, _ pieces: Span<UInt8>, at place: inout Int
  ) {
    put(pieces, head, at: &place)
    putDecimal(number, at: &place)
    putValueEnd(at: &place)
  }

  /// Puts `</v></c>`.
  @inline(__always)
  fileprivate mutating func putValueEnd(at place: inout Int) {
    put(0x3E63_2F3C_3E76_2F3C, count: 8, at: &place)
  }

  /// Puts `</t></is></c>`.
  @inline(__always)
  fileprivate mutating func putTextEnd(at place: inout Int) {
    put(0x7369_2F3C_3E74_2F3C, count: 8, at: &place)
    put(0x3E_632F_3C3E, count: 5, at: &place)
  }

  /// Puts the bytes of a range; eight more must stand behind it.
  @inline(__always)
  mutating func put(_ bytes: Span<UInt8>, _ range: Range<Int>, at place: inout Int) {
    var index = range.lowerBound
    var target = place
    while index < range.upperBound {
      put(bytes.word(at: index), count: 8, at: &target)
      index &+= 8
    }
    place &+= range.count
  }
}
