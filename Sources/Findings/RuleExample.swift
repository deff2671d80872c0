import JSON
public import Values

/// A small submission that breaks a rule or passes it.
public struct RuleExample: Sendable {
  /// A cell of an example table.
  public enum Cell: Sendable, Equatable {
    /// Text, as a clerk types it.
    case text(String)
    /// A number cell.
    case number(String)
  }

  /// A worksheet with what only a workbook has.
  public struct Sheet: Sendable {
    /// The sheet's name.
    public var name: String
    /// Whether the sheet is hidden.
    public var isHidden: Bool
    /// Hidden rows, from 1.
    public var hiddenRows: [Int]
    /// Letters of hidden columns.
    public var hiddenColumns: [String]
    /// Merged ranges such as `B3:B4`.
    public var merged: [String]
    /// Rows of cells.
    public var cells: [[Cell]]
  }

  /// What the finding of an example concerns, where it is no single cell.
  public enum Extent: String, Sendable {
    /// The row that holds the marked cell.
    case row
    /// The worksheet: the one with a marked cell, else the only one.
    case sheet
    /// The list.
    case list
    /// The file: the marked one, else the only one.
    case file
    /// The bureau.
    case bureau
  }

  /// A file of an example folder.
  public enum File: Sendable {
    /// A text file.
    case text(String)
    /// Bytes, for what is no text.
    case bytes([UInt8])
  }

  /// What stands before the text of the cell, or before the path of the file, that is at fault.
  public static let mark: Character = "↓"

  /// Rows of the rule's list: values by key over the list's sample row, `nil` for blank.
  public var rows: [[String: String?]] = []
  /// Last month's rows, filed by the same bureau.
  public var previousRows: [[String: String?]] = []
  /// A worksheet.
  public var sheet: Sheet?
  /// Other worksheets of the same workbook.
  public var beside: [Sheet] = []
  /// A folder of files, by path, in order of their names.
  public var files: [(path: String, file: File)] = []
  /// What the finding concerns; absent where it concerns the marked cell.
  public var place: Extent?
  /// The reporting month; absent for May 2022.
  public var period: Period?
  /// Time of receipt, as the register writes it.
  public var received: String?
  /// The clock of the run.
  public var now: String?
  /// Settings that differ from the default, such as limits.
  public var limits: [String: Int] = [:]
  /// What else the example must raise, where one fault cannot stand alone.
  public var also: [RuleCode] = []

  /// The example that a JSON object describes; `nil` where a part is not of its form, as it
  /// would else be left untried.
  init?(_ value: JSONValue, shared: [JSONMember]) {
    let value = SharedParts(shared).resolved(value)
    guard value.members.allSatisfy({ Self.keys.contains($0.name) }) else { return nil }
    rows = Self.rows(value["rows"])
    previousRows = Self.rows(value["previous_rows"])
    if let sheet = value["sheet"] { self.sheet = Sheet(sheet) }
    beside = (value["beside"]?.elements ?? []).map(Sheet.init)
    for member in value["files"]?.members ?? [] {
      guard let file = File(member.value) else { return nil }
      files.append((member.name, file))
    }
    if let word = value["place"]?.string {
      guard let extent = Extent(rawValue: word) else { return nil }
      place = extent
    }
    if let month = value["period"]?.string {
      guard let period = Period(month) else { return nil }
      self.period = period
    }
    received = value["received"]?.string
    now = value["now"]?.string
    for member in value["limits"]?.members ?? [] {
      guard let limit = member.value.integer else { return nil }
      limits[member.name] = limit
    }
    also = (value["also"]?.elements ?? []).compactMap { $0.string.map(RuleCode.init(rawValue:)) }
    if rows.isEmpty, sheet == nil, files.isEmpty { return nil }
  }

  private static let keys: Set<String> = [
    "rows", "previous_rows", "sheet", "beside", "files", "place", "period", "received", "now",
    "limits", "also",
  ]

  private static func rows(_ value: JSONValue?) -> [[String: String?]] {
    (value?.elements ?? []).map { row in
      var values: [String: String?] = [:]
      for member in row.members { values.updateValue(member.value.string, forKey: member.name) }
      return values
    }
  }
}

/// Parts that several examples share: `{"shared": "practices"}` stands for the part of that name.
private struct SharedParts {
  private let parts: [JSONMember]

  init(_ parts: [JSONMember]) { self.parts = parts }

  /// The value with the parts in place.
  func resolved(_ value: JSONValue, depth: Int = 0) -> JSONValue {
    // Parts may hold parts, but none itself.
    guard depth < 8 else { return value }
    switch value.content {
    case .object(let members):
      if members.count == 1, members[0].name == "shared",
        let part = parts.first(where: { $0.name == members[0].value.string })
      {
        return resolved(part.value, depth: depth + 1)
      }
      let resolved = members.map {
        JSONMember(name: $0.name, value: self.resolved($0.value, depth: depth + 1))
      }
      return JSONValue(content: .object(resolved), line: value.line)
    case .array(let elements):
      return JSONValue(
        content: .array(elements.map { resolved($0, depth: depth + 1) }), line: value.line)
    case .string, .number, .boolean, .null: return value
    }
  }
}

extension RuleExample.Sheet {
  fileprivate init(_ value: JSONValue) {
    func strings(_ name: String) -> [String] {
      (value[name]?.elements ?? []).compactMap(\.string)
    }
    name = value["name"]?.string ?? "Sheet1"
    isHidden = value["hidden"]?.boolean ?? false
    hiddenRows = (value["hidden_rows"]?.elements ?? []).compactMap(\.integer)
    hiddenColumns = strings("hidden_columns")
    merged = strings("merged")
    cells = (value["cells"]?.elements ?? []).map { row in
      row.elements.map { cell in
        if case .number(let number) = cell.content {
          .number(number)
        } else {
          .text(cell.string ?? "")
        }
      }
    }
  }
}

extension RuleExample.File {
  fileprivate init?(_ value: JSONValue) {
    if let text = value.string {
      self = .text(text)
    } else if let hex = value["hex"]?.string {
      var bytes: [UInt8] = []
      for part in hex.split(separator: " ") {
        guard let piece = Self.bytes(of: part) else { return nil }
        bytes += piece
      }
      self = .bytes(bytes)
    } else {
      return nil
    }
  }

  /// Hexadecimal digits, two a byte, and `*` with how often they stand: `00*504`.
  private static func bytes(of part: Substring) -> [UInt8]? {
    let factors = part.split(separator: "*", maxSplits: 1)
    let digits = Array(factors[0].utf8)
    guard digits.count.isMultiple(of: 2),
      let count = factors.count == 2 ? Int(factors[1]) : 1, (0...65_536).contains(count)
    else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return Array(repeatElement(bytes, count: count).joined())
  }
}
