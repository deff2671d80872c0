import XMLStream

/// The tabs of a workbook, with those of sheets that go on with a list.
struct Tabs {
  /// Numbers of further sheets behind each tab of the template.
  private var further: [Int] = []
  private var largestID = 0

  /// Reads the tabs of the workbook's part.
  init(_ plan: FillPlan, _ part: String, _ bytes: [UInt8]) throws(TemplateError) {
    let sheets = plan.package.sheets
    guard sheets.contains(where: { $0.turn > 0 }) else { return }
    var reader = PartReader(part: part, bytes: bytes)
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "sheet" else { continue }
      let name = reader.tag.text("name")
      let index = sheets.firstIndex { $0.name == name && $0.turn == 0 }
      further.append(index.map { plan.sheets(continuing: $0).count - 1 } ?? 0)
      largestID = max(largestID, reader.tag.number("sheetId") ?? 0)
    }
  }

  /// Where a tab of the template stands in the result, both from 0.
  func place(_ tab: Int) -> Int { tab + further.prefix(max(0, tab)).reduce(0, +) }

  /// The next number that no sheet has.
  mutating func nextID() -> Int {
    largestID += 1
    return largestID
  }
}

extension PartFiller {
  /// Writes a sheet's entry, and those of the sheets that go on with its list.
  func write(sheet tag: StartTag, tabs: inout Tabs, to writer: inout XMLWriter) {
    let name = tag.text("name")
    var named = tag
    named["name"] = name.map { Array(plan.title(of: $0).utf8) }
    writer.start(named)
    writer.end(named.name)
    guard let index = plan.package.sheets.firstIndex(where: { $0.name == name && $0.turn == 0 })
    else { return }
    for further in plan.sheets(continuing: index).dropFirst() {
      let sheet = plan.package.sheets[further]
      var copy = tag
      copy["name"] = Array(plan.title(of: sheet.name).utf8)
      copy["sheetId"] = Array(String(tabs.nextID()).utf8)
      for (place, attribute) in copy.attributes.enumerated() where attribute.name.hasSuffix(":id") {
        let id = String(decoding: attribute.value, as: UTF8.self)
        copy.attributes[place].value = Array(Self.relationship(id, sheet.turn).utf8)
      }
      writer.start(copy)
      writer.end(copy.name)
    }
  }

  /// Writes a name of the workbook; settings of a sheet once for each that goes on with its list.
  func write(
    name tag: StartTag, text: [UInt8], tabs: Tabs, _ shift: FormulaShift,
    to writer: inout XMLWriter
  ) {
    var moved = tag
    let local = tag.number("localSheetId")
    if let local { moved["localSheetId"] = Array(String(tabs.place(local)).utf8) }
    write(moved, shift.shifted(text), to: &writer)
    guard let local, tag.text("name")?.hasPrefix("_xlnm.") == true, let index = sheet(of: text)
    else { return }
    for further in plan.sheets(continuing: index).dropFirst() {
      let sheet = plan.package.sheets[further]
      moved["localSheetId"] = Array(String(tabs.place(local) + sheet.turn).utf8)
      write(moved, shift.shifted(renamed(text, to: sheet.name)), to: &writer)
    }
  }

  /// The sheet that a setting refers to.
  private func sheet(of text: [UInt8]) -> Int? {
    for case .reference(let reference) in FormulaScanner.tokens(of: text) {
      if case .named(let name) = reference.sheet { return plan.index(of: name) }
    }
    return nil
  }

  /// A setting's text for another sheet.
  private func renamed(_ text: [UInt8], to name: String) -> [UInt8] {
    var output: [UInt8] = []
    for token in FormulaScanner.tokens(of: text) {
      switch token {
      case .text(let bytes): output += bytes
      case .reference(let reference): reference.append(toSheet: name, to: &output)
      }
    }
    return output
  }
}
