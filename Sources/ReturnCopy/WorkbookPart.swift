import Values
import ZipArchive

/// The workbook's own part: which sheets there are (ECMA-376 Part 1, 18.2.27 `workbook`).
struct WorkbookPart {
  /// A sheet of cells.
  struct Sheet {
    var name: String
    var part: String
  }

  /// Name of the part.
  let part: String
  /// The worksheets, in the order of their tabs.
  private(set) var sheets: [Sheet] = []
  /// Beginning of the types of relationships: of the transitional or the strict form.
  let relationshipTypes: String
  /// Namespace of worksheets, style sheets and comments.
  private(set) var namespace = ""
  private(set) var styles: String?
  private let bytes: [UInt8]
  private var names: Set<String> = []
  private var sheetCount = 0
  private var largestID = 0

  /// Reads the part.
  init(_ parts: PackageParts) throws(ReturnCopyError) {
    guard
      let root = try parts.relationships(of: "").first(where: { $0.kind == "officeDocument" })
    else { throw .missingPart("xl/workbook.xml") }
    part = root.target
    relationshipTypes = String(root.type.dropLast("officeDocument".count))
    bytes = try parts.read(part)
    let relationships = try parts.relationships(of: part)
    styles = relationships.first { $0.kind == "styles" }?.target
    var scanner = MarkupScanner(part: part, bytes: bytes)
    while let token = try scanner.next() {
      guard token == .start || token == .empty else { continue }
      if scanner.level == 1 { namespace = try Self.namespace(of: scanner) }
      guard scanner.level == 3, scanner.isNamed("sheet"), let name = try scanner.text("name")
      else { continue }
      sheetCount += 1
      if sheetCount > StandardLimits.sheets {
        throw .tooManySheets(limit: StandardLimits.sheets)
      }
      names.insert(name.lowercased())
      largestID = max(largestID, try scanner.number("sheetId") ?? 0)
      let id = try scanner.attributes().first { bytes[$0.name].ends(with: ":id") }
        .map { Markup.text(of: bytes[$0.value]) }
      if let target = relationships.first(where: { $0.id == id && $0.kind == "worksheet" })?.target
      {
        sheets.append(Sheet(name: name, part: target))
      }
    }
  }

  /// Namespace of relationship identifiers: the beginning of the relationships' types.
  var office: String { String(relationshipTypes.dropLast()) }

  private static func namespace(of scanner: MarkupScanner) throws(ReturnCopyError) -> String {
    let prefix = scanner.prefix.dropLast()
    let name = prefix.isEmpty ? Array("xmlns".utf8) : Array("xmlns:".utf8) + prefix
    return try scanner.attributes().first { scanner.bytes[$0.name].elementsEqual(name) }
      .map { Markup.text(of: scanner.bytes[$0.value]) } ?? ""
  }

  /// A name that no sheet has: `校验意见`, else `校验意见(2)`.
  var freeSheetName: String {
    var name = OpinionSheet.name
    var number = 2
    while names.contains(name) {
      name = "\(OpinionSheet.name)(\(number))"
      number += 1
    }
    return name
  }

  /// The part with one more sheet behind the others, whose headings are repeated in print. The
  /// sheet that is shown first stays the one it was.
  func adding(_ name: String, relationship id: String) throws(ReturnCopyError) -> [UInt8] {
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var copy = MarkupCopy(of: bytes)
    let row = OpinionSheet.headRow
    var isNamed = false
    var prefix = ""
    func titles() -> String {
      "<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(sheetCount)\">"
        + "'\(name)'!$\(row):$\(row)</\(prefix)definedName>"
    }
    let before: Set = ["sheets", "functionGroups", "externalReferences"]
    var isBehindSheets = false
    while let token = try scanner.next() {
      if scanner.level == 1, token == .start {
        prefix = String(decoding: scanner.prefix, as: UTF8.self)
      }
      let local = token == .other ? "" : String(decoding: scanner.local, as: UTF8.self)
      switch (scanner.level, token) {
      case (2, .start), (2, .empty):
        if isBehindSheets, !isNamed, !before.contains(local) {
          isNamed = true
          if local == "definedNames" {
            if token == .empty {
              copy.fill(Array(titles().utf8), emptyAt: scanner)
            } else {
              copy.insert(titles(), at: scanner.range.upperBound)
            }
          } else {
            copy.insert(
              "<\(prefix)definedNames>\(titles())</\(prefix)definedNames>",
              at: scanner.range.lowerBound)
          }
        }
        if local == "sheets", token == .empty {
          copy.fill(Array(sheet(name, id: id, prefix: prefix).utf8), emptyAt: scanner)
          isBehindSheets = true
        }
      case (2, .end) where local == "sheets":
        copy.insert(sheet(name, id: id, prefix: prefix), at: scanner.range.lowerBound)
        isBehindSheets = true
      case (1, .end) where isBehindSheets && !isNamed:
        copy.insert(
          "<\(prefix)definedNames>\(titles())</\(prefix)definedNames>",
          at: scanner.range.lowerBound)
      default: break
      }
    }
    guard isBehindSheets else { throw .damagedPart(part, offset: bytes.count) }
    return copy.finish()
  }

  private func sheet(_ name: String, id: String, prefix: String) -> String {
    "<\(prefix)sheet xmlns:r=\"\(office)\" name=\"\(name)\" sheetId=\"\(largestID + 1)\""
      + " r:id=\"\(id)\"/>"
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes end in a text.
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
