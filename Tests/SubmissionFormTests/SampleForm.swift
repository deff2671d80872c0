import Files
import Findings
import ListSchema
import SubmissionForm
import Testing
import Values
import XMLStream
import ZipArchive

/// Forms of the shipped definitions, and their parts taken apart.
enum SampleForm {
  static let period = Period(containing: Day(number: 19_158))

  /// A hazard that last month's ledger left open.
  static let hazard: [FieldKey: String] = [
    "hazard_id": "320500-202205-0001", "zone": "昆山经济技术开发区", "enterprise": "昆山示例电子有限公司",
    "sector": "工贸", "description": "防爆灯具外壳破损，<未>及时\"更换\" & 登记。", "level": "一般",
    "found_on": "2022-05-12", "measures": "更换灯具。", "responsible_unit": "昆山示例电子有限公司",
    "responsible_person": "张三", "due_on": "2022-06-30", "status": "整改中", "funds": "3.5",
  ]

  static func resource(_ name: String) throws -> [UInt8] {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    return try readFile("\(root)/Templates/\(name)")
  }

  /// The shipped definitions, one file's text changed.
  static func definitions(
    in file: String = "", replacing old: String = "", by new: String = ""
  ) throws -> Definitions {
    try Definitions.load { name in
      let bytes = try resource(name)
      guard name == file else { return bytes }
      let text = String(decoding: bytes, as: UTF8.self)
      try #require(text.contains(old))
      return Array(text.replacing(old, with: new).utf8)
    }
  }

  static func rules() throws -> RuleCatalogue { try RuleCatalogue(json: resource("rules.json")) }

  /// 苏州市's form of June 2022.
  static func form(
    _ definitions: Definitions? = nil, openHazards: [[FieldKey: String]]? = nil,
    bureau: BureauCode = BureauCode(rawValue: 320_500)
  ) throws -> [UInt8] {
    let definitions = try definitions ?? Self.definitions()
    return try SubmissionForm(
      bureau: try #require(definitions.bureaus[bureau]), period: period,
      definitions: definitions, rules: rules(), openHazards: openHazards
    ).workbook()
  }
}

/// An element of a part.
struct Element {
  var name: String
  var attributes: [String: String] = [:]
  var text = ""
  var children: [Element] = []

  /// The elements of that name below, in order.
  func all(_ name: String) -> [Element] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  func first(_ name: String) -> Element? { all(name).first }

  /// Reads a whole part.
  ///
  /// - Throws: `XMLError` where it is not well-formed.
  init(_ bytes: [UInt8]) throws {
    var reader = XMLReader(bytes: bytes)
    var open = [Element(name: "")]
    while let kind = try reader.next() {
      switch kind {
      case .start:
        var element = Element(name: String(decoding: reader.name.qualified, as: UTF8.self))
        for index in 0..<reader.attributeCount {
          let name = String(decoding: reader.attributeName(index).qualified, as: UTF8.self)
          element.attributes[name] = String(decoding: reader.attributeValue(index), as: UTF8.self)
        }
        open.append(element)
      case .text: open[open.count - 1].text += String(decoding: reader.text, as: UTF8.self)
      case .end:
        let element = open.removeLast()
        open[open.count - 1].children.append(element)
      }
    }
    self = try #require(open.first?.children.first)
  }

  private init(name: String) { self.name = name }
}

/// The parts of a workbook.
struct FormParts {
  let parts: [String: Element]
  /// Names of the sheets in order.
  let sheetNames: [String]

  init(_ bytes: [UInt8]) throws {
    let zip = try ZipReader(bytes: bytes)
    var parts: [String: Element] = [:]
    for entry in zip.entries { parts[entry.text] = try Element(zip.read(entry)) }
    self.parts = parts
    sheetNames = (parts["xl/workbook.xml"]?.all("sheet") ?? []).compactMap { $0.attributes["name"] }
  }

  subscript(sheet name: String) -> Element? {
    sheetNames.firstIndex(of: name).flatMap { parts["xl/worksheets/sheet\($0 + 1).xml"] }
  }

  /// Areas by name.
  var definedNames: [String: String] {
    let names = parts["xl/workbook.xml"]?.all("definedName") ?? []
    return Dictionary(
      names.map { ($0.attributes["name"] ?? "", $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// The texts of a sheet's cells by address, formulas as `=…`.
  func cells(of sheet: String) -> [String: String] {
    var cells: [String: String] = [:]
    for cell in self[sheet: sheet]?.all("c") ?? [] {
      let value =
        cell.first("f").map { "=" + $0.text } ?? cell.first("t")?.text ?? cell.first("v")?.text
      if let address = cell.attributes["r"], let value { cells[address] = value }
    }
    return cells
  }
}
