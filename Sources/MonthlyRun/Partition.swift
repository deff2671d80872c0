import Values

/// A file of a partitioned data package, `data/hazards/period=2022-05/bureau=320500/hazards.csv`:
/// the layout that DuckDB, Spark and Hive take for columns.
struct Partition: Hashable {
  /// What a file holds the rows of.
  enum Owner: String {
    /// A list's rows of one bureau.
    case bureau
    /// A table's rows of a whole province.
    case province
  }

  /// The table.
  let table: String
  /// The month reported.
  let period: Period
  /// Bureau or province.
  let owner: Owner
  /// Its code.
  let code: BureauCode

  /// Path of the file below the package.
  var path: String { "data/\(table)/period=\(period)/\(owner.rawValue)=\(code)/\(table).csv" }

  /// The rows of a table that belong to a month and a code.
  init(table: String, period: Period, code: BureauCode) {
    self.table = table
    self.period = period
    owner = ListName(rawValue: table) == nil ? .province : .bureau
    self.code = code
  }

  /// The file of a path; `nil` for any path that ``path`` does not give.
  init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, Self.isName(parts[1]),
      let period = parts[2].split(separator: "=").last.flatMap({ Period(String($0)) }),
      let code = parts[3].split(separator: "=").last.flatMap({ BureauCode($0) })
    else { return nil }
    self.init(table: String(parts[1]), period: period, code: code)
    guard self.path == path else { return nil }
  }

  /// Whether a text can be a table's name, and so part of a path.
  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
  }
}
