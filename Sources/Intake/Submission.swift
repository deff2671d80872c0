public import Findings
import ListRecords
public import Values

/// One file that was sent, opened: what it is, whose it is, and the lists it holds.
public struct Submission {
  /// Path relative to the month's folder; a member of an archive is `常州市.zip/事故统计表.xlsx`.
  public let path: String
  /// What the file is.
  public let format: FileFormat
  /// The bureau, where it is known.
  public internal(set) var bureau: BureauCode?
  /// The month that the file states, where it states one.
  public internal(set) var statedPeriod: Period?
  /// The rule under which the file is refused as a whole: F001 to F008, and F010 for a file that
  /// is no submission. Its tables may be checked, but are not merged.
  public internal(set) var refusal: RuleCode?
  /// The lists that the file's name names, also where the file can't be read.
  public internal(set) var namedLists: [ListName] = []
  /// The tables of lists, by sheet.
  public var tables: [ListTable] = []
  /// Lists that a sheet is named for, but whose header was not found (T002).
  public internal(set) var unreadLists: [UnreadList] = []
  /// Names of the sheets that are no lists.
  public internal(set) var otherSheets: [String] = []

  init(path: String, format: FileFormat, refusal: RuleCode? = nil) {
    self.path = path
    self.format = format
    self.refusal = refusal
  }

  /// A list without header.
  public struct UnreadList: Sendable, Equatable {
    /// The list, where the name tells it.
    public let list: ListName?
    /// The sheet, `nil` for a text file.
    public let sheet: String?
  }

  /// Whether the file is a submission at all: F010 says it is none.
  public var isSubmission: Bool { refusal != "F010" }

  /// The lists that the file holds, in their order.
  public var lists: [ListName] {
    let found = Set(tables.map(\.list)).union(unreadLists.compactMap(\.list))
    return found.sorted()
  }

  /// The place of the whole file.
  public var place: Place { Place(bureau: bureau, file: path) }

  /// Reports what is known of a list once the last row of all its tables was read: an empty list
  /// (T006), a nil beside records (T007), and what each table saw of its sheet.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - sink: Where the findings go.
  public func reportRows(of list: ListName, into sink: inout FindingSink) {
    for (index, table) in tables.enumerated() where table.list == list {
      table.reportRows(after: tables[..<index], into: &sink)
    }
    let tables = tables.filter { $0.list == list }
    guard let first = tables.first else { return }
    if tables.contains(where: { $0.account.data > 0 }) {
      for table in tables {
        for nilRow in table.nilRows {
          var place = table.place
          place.row = nilRow.row
          sink.emit("T007", at: place, value: nilRow.text)
        }
      }
    } else if tables.allSatisfy({ $0.nilRows.isEmpty }) {
      sink.emit("T006", at: first.place)
    }
  }

  /// Findings of this file, warnings marked as explained where 核实说明 of their row answers them.
  ///
  /// - Parameter findings: What ``reportRows(of:into:)`` reported.
  /// - Returns: The same findings in the same order.
  public func explained(_ findings: [Finding]) -> [Finding] {
    findings.explained { place, row in
      tables.contains { table in
        table.place.list == place.list && table.place.sheet == place.sheet
          && table.explainedRows.contains(row)
      }
    }
  }

  /// Whether a list is there and states that there is nothing to report.
  public func isNil(_ list: ListName) -> Bool {
    let tables = tables.filter { $0.list == list }
    return tables.contains { !$0.nilRows.isEmpty } && tables.allSatisfy { $0.account.data == 0 }
  }
}
