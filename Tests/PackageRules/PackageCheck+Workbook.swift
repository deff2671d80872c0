import Table

extension PackageCheck {
  /// Formats and shared strings, which all sheets refer to.
  mutating func readShared(of workbook: String) {
    for link in links[workbook] ?? [] {
      guard let target = link.target, let node = nodes[target] else { continue }
      part = target
      switch link.kind {
      case "styles": checkStyles(node)
      case "sharedStrings":
        let count = node.children("si").count
        strings = count
        require(
          node.number("uniqueCount") ?? count == count, "holds \(count) strings, says otherwise")
      default: break
      }
    }
  }

  /// Formats refer to fonts, fills and borders that are there (18.8.45 `xf`).
  private mutating func checkStyles(_ styles: XMLNode) {
    func count(_ name: String, _ member: String) -> Int {
      styles.child(name)?.children(member).count ?? 0
    }
    for list in styles.children {
      if let stated = list.number("count") {
        require(
          stated == list.children.count, "\(list.name) says \(stated) of \(list.children.count)")
      }
    }
    let limits = [
      "fontId": count("fonts", "font"), "fillId": count("fills", "fill"),
      "borderId": count("borders", "border"), "xfId": count("cellStyleXfs", "xf"),
    ]
    let formats = Set(styles.child("numFmts")?.children.compactMap { $0.number("numFmtId") } ?? [])
    requireUnique(
      styles.child("numFmts")?.children.compactMap { $0["numFmtId"] } ?? [], "number format")
    for list in ["cellStyleXfs", "cellXfs"] {
      for format in styles.child(list)?.children("xf") ?? [] {
        for (name, limit) in limits where list == "cellXfs" || name != "xfId" {
          let index = format.number(name) ?? 0
          require(index >= 0 && index < max(limit, 1), "\(list): \(name) \(index) of \(limit)")
        }
        let number = format.number("numFmtId") ?? 0
        require(number < 164 || formats.contains(number), "\(list): no number format \(number)")
      }
    }
    for style in styles.child("cellStyles")?.children ?? [] {
      require(style.number("xfId") ?? 0 < count("cellStyleXfs", "xf"), "style of no format")
    }
    cellFormats = count("cellXfs", "xf")
    differentialFormats = count("dxfs", "dxf")
  }

  /// Sheets and names (18.2.27 `workbook`).
  mutating func checkWorkbook(_ workbook: XMLNode, _ name: String) {
    part = name
    checkOrder(of: workbook, Self.workbookOrder)
    let list = workbook.child("sheets")?.children("sheet") ?? []
    require(!list.isEmpty, "no sheets")
    requireUnique(list.compactMap { $0["name"] }, "sheet")
    requireUnique(list.compactMap { $0["sheetId"] }, "sheetId")
    requireUnique(list.compactMap { $0["r:id"] }, "sheet's relationship")
    for sheet in list {
      let title = sheet["name"] ?? ""
      let isValid =
        (1...31).contains(title.utf16.count) && !title.contains { "[]:*?/\\".contains($0) }
        && title.first != "'" && title.last != "'"
      require(isValid, "sheet may not be called \(title)")
      let target = links[name]?.first { $0.id == sheet["r:id"] }?.target
      sheets.append((title, target ?? ""))
    }
    for view in workbook.all("workbookView") {
      require(view.number("activeTab") ?? 0 < list.count, "no tab \(view["activeTab"] ?? "")")
    }
    checkNames(workbook.child("definedNames")?.children("definedName") ?? [], sheets: list.count)
  }

  /// Names are names, their own in their sheet, and refer to what is there (18.2.5).
  private mutating func checkNames(_ defined: [XMLNode], sheets count: Int) {
    requireUnique(defined.map { "\($0["name"] ?? "") \($0["localSheetId"] ?? "")" }, "name")
    for name in defined {
      let text = name["name"] ?? ""
      require(Self.isName(text), "\(text) is no name")
      if let sheet = name["localSheetId"] {
        require(Int(sheet).map { $0 < count } ?? false, "name of no sheet: \(text)")
      } else {
        takenNames.insert(text.lowercased())
      }
      checkFormula(name.text, of: "name \(text)")
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf16.count <= 255 else { return false }
    let isFirst = first.properties.isAlphabetic || first == "_" || first == "\\"
    let isRest = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "_.\\?".unicodeScalars.contains($0)
    }
    return isFirst && isRest && CellReference(text.utf8) == nil
  }

  /// A formula refers to sheets that are there, and to no cell that was lost.
  mutating func checkFormula(_ formula: String, of place: String) {
    require(!formula.isEmpty && !formula.hasPrefix("="), "\(place): formula “\(formula)”")
    require(!formula.contains("#REF!"), "\(place): lost cell in \(formula)")
    for name in Self.sheetNames(in: formula) {
      require(
        name.hasPrefix("[") || name.contains(":") || sheets.contains { $0.name == name },
        "\(place): no sheet \(name) in \(formula)")
    }
  }

  /// What stands before each `!` outside texts.
  private static func sheetNames(in formula: String) -> [String] {
    var (names, word, quoted): ([String], String, Bool) = ([], "", false)
    var (isText, isEnded) = (false, false)
    for character in formula {
      if character == "\"" { isText.toggle() }
      if isText { continue }
      if character == "'" {
        // A doubled quote within a name stands for one.
        if !quoted { word = isEnded ? word + "'" : "" }
        isEnded = quoted
        quoted.toggle()
        continue
      }
      isEnded = false
      if character == "!" {
        if word != "#REF" { names.append(word) }
        word = ""
      } else if quoted || !"+-*/^&=<>(),;{} \"".contains(character) {
        word.append(character)
      } else {
        word = ""
      }
    }
    return names
  }

  private static let workbookOrder = [
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr",
    "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
  ]

  /// Elements follow each other as the schema has them.
  mutating func checkOrder(of node: XMLNode, _ order: [String]) {
    var last = -1
    for child in node.children {
      guard let place = order.firstIndex(of: child.name) else {
        fault("unknown element \(child.name)")
        continue
      }
      require(place >= last, "\(child.name) stands too late")
      last = max(last, place)
    }
  }
}
