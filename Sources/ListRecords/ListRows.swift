public import Table

/// What a row below the header is.
public enum RowKind: Sendable, Equatable {
  /// A record.
  case data
  /// 合计 or 总计: the sum of all records.
  case total
  /// 小计: a sum of some records; set aside like ``total``, but not checked.
  case subtotal
  /// 无, 本月无, 零报告 …: the statement that there is nothing to report.
  case nilStatement
  /// A note, 填表人, 填报单位 … below the table.
  case note
  /// A header repeated after a page.
  case repeatedHeader
  /// Nothing but a 序号.
  case blank
}

/// How many rows of a list a file holds, and what became of them (勾稽核对).
public struct RowAccount: Sendable, Equatable {
  /// Rows below the header that are not wholly empty.
  public var read = 0
  /// Records.
  public var data = 0
  /// 合计 and 小计 rows.
  public var totals = 0
  /// Nil statements.
  public var nils = 0
  /// Notes.
  public var notes = 0
  /// Repeated headers.
  public var headers = 0
  /// Rows with nothing but a 序号.
  public var blanks = 0

  /// No rows.
  public init() {}

  /// Counts a row read.
  public mutating func count(_ kind: RowKind) {
    read += 1
    switch kind {
    case .data: data += 1
    case .total, .subtotal: totals += 1
    case .nilStatement: nils += 1
    case .note: notes += 1
    case .repeatedHeader: headers += 1
    case .blank: blanks += 1
    }
  }

  /// Rows that are no records.
  public var setAside: Int { totals + nils + notes + headers + blanks }

  /// The rows of two sheets together.
  public static func + (left: RowAccount, right: RowAccount) -> RowAccount {
    var sum = left
    sum.read += right.read
    sum.data += right.data
    sum.totals += right.totals
    sum.nils += right.nils
    sum.notes += right.notes
    sum.headers += right.headers
    sum.blanks += right.blanks
    return sum
  }
}

/// A cursor over the rows of one list on one sheet, below its header: what the intake hands to
/// the validation, which never sees a file.
public protocol ListRows {
  /// What goes wrong while reading.
  associatedtype Failure: Error
  /// How the sheet lays out the list's columns.
  var columns: SheetColumns { get }
  /// Column number of each unknown column, in the order of ``SheetColumns/extraHeadings``.
  var extraColumns: [Int] { get }
  /// The texts that shared-string cells refer to.
  var sharedTexts: any SharedTexts { get }
  /// Reads the next row that is not wholly empty.
  ///
  /// Cells that a merge covers come with the merge's value.
  /// - Parameter row: On return the row read.
  /// - Returns: What the row is; `nil` after the last.
  /// - Throws: `Failure` if the file is damaged from here on.
  mutating func read(into row: inout RawRow) throws(Failure) -> RowKind?
}
