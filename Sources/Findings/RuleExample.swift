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

  /// A file of an example folder.
  public enum File: Sendable {
    /// A text file.
    case text(String)
    /// Bytes, for what is no text.
    case bytes([UInt8])
  }

  /// Rows of the rule's list: values by key over the list's sample row, `nil` for blank.
  public var rows: [[String: String?]] = []
  /// Last month's rows, filed by the same bureau.
  public var previousRows: [[String: String?]] = []
  /// A worksheet.
  public var sheet: Sheet?
  /// A folder of files, by path, in order of their names.
  public var files: [(path: String, file: File)] = []
  /// Time of receipt, as the register writes it.
  public var received: String?
  /// The clock of the run.
  public var now: String?
  /// Settings that differ from the default, such as limits.
  public var limits: [String: Int] = [:]
  /// What else the example must raise, where one fault cannot stand alone.
  public var also: [RuleCode] = []

  init?(_ node: Node) {
    guard node.mapping != nil else { return nil }
    rows = Self.rows(node["rows"])
    previousRows = Self.rows(node["previous_rows"])
    if let sheet = node["sheet"] { self.sheet = Sheet(sheet) }
    for (path, content) in node["files"]?.mapping ?? [:] {
      guard let path = path.string, let file = File(content) else { return nil }
      files.append((path, file))
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
      let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
      guard digits.count.isMultiple(of: 2) else { return nil }
      self = .bytes(
        stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) })
    } else {
      return nil
    }
  }
}
