public import Values
internal import Yams

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

  init?(_ node: Node) {
    // A key that is misspelt would leave a part of the example untried.
    guard let mapping = node.mapping,
      mapping.allSatisfy({ Self.keys.contains($0.key.string ?? "") })
    else { return nil }
    rows = Self.rows(node["rows"])
    previousRows = Self.rows(node["previous_rows"])
    if let sheet = node["sheet"] { self.sheet = Sheet(sheet) }
    beside = (node["beside"]?.sequence ?? []).map(Sheet.init)
    for (path, content) in node["files"]?.mapping ?? [:] {
      guard let path = path.string, let file = File(content) else { return nil }
      files.append((path, file))
    }
    if let word = node["place"]?.string {
      guard let extent = Extent(rawValue: word) else { return nil }
      place = extent
    }
    if let month = node["period"]?.string {
      guard let period = Period(month) else { return nil }
      self.period = period
    }
    received = node["received"]?.string
    now = node["now"]?.string
    for (name, value) in node["limits"]?.mapping ?? [:] {
      guard let name = name.string, let value = value.int else { return nil }
      limits[name] = value
    }
    also = (node["also"]?.sequence ?? []).compactMap { $0.string.map(RuleCode.init(rawValue:)) }
    if rows.isEmpty, sheet == nil, files.isEmpty { return nil }
  }

  private static let keys: Set<String> = [
    "rows", "previous_rows", "sheet", "beside", "files", "place", "period", "received", "now",
    "limits", "also",
  ]

  private static func rows(_ node: Node?) -> [[String: String?]] {
    (node?.sequence ?? []).map { row in
      var values: [String: String?] = [:]
      for (key, value) in row.mapping ?? [:] {
        guard let key = key.string else { continue }
        values.updateValue(value.null == nil ? value.string : nil, forKey: key)
      }
      return values
    }
  }
}

extension RuleExample.Sheet {
  fileprivate init(_ node: Node) {
    name = node["name"]?.string ?? "Sheet1"
    isHidden = node["hidden"]?.bool ?? false
    hiddenRows = (node["hidden_rows"]?.sequence ?? []).compactMap(\.int)
    hiddenColumns = (node["hidden_columns"]?.sequence ?? []).compactMap(\.string)
    merged = (node["merged"]?.sequence ?? []).compactMap(\.string)
    cells = (node["cells"]?.sequence ?? []).map { row in
      (row.sequence ?? []).map { cell in
        let text = cell.null == nil ? cell.string ?? "" : ""
        let isNumber = cell.scalar?.style == .plain && (cell.int != nil || cell.float != nil)
        return isNumber ? .number(text) : .text(text)
      }
    }
  }
}

extension RuleExample.File {
  fileprivate init?(_ node: Node) {
    if let text = node.string {
      self = .text(text)
    } else if let hex = node["hex"]?.string {
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
