import Ledger
import ListRecords
import ListSchema
import Receipts
public import Values

/// What figures are given for.
public enum Scope: Hashable, Sendable {
  /// A bureau.
  case bureau(BureauCode)
  /// A zone of a bureau, by name; 市本级 and zones that are not on the roster are among them.
  case zone(BureauCode, String)
  /// A 行业领域, over the province.
  case sector(String)
  /// The province.
  case province
}

/// The figures of one scope: a row of `statistics.csv`.
public struct ScopeFigures: Sendable {
  /// What the figures are given for.
  public let scope: Scope
  private let values: [Figure: FigureValue]

  init(_ scope: Scope, _ tally: ScopeTally) {
    self.scope = scope
    values = tally.figures()
  }

  /// What a figure came to; `nil` where it was not reported or does not apply.
  public subscript(figure: Figure) -> FigureValue? { values[figure] }

  /// A figure as a reader sees it.
  ///
  /// - Parameter figure: Which figure.
  /// - Returns: The text of a table's cell; empty where nothing was reported.
  public func display(_ figure: Figure) -> String { figure.display(values[figure]) }
}

/// A line of the ledger's balance: 期初未销号 + 本期新增 − 本期销号 = 期末未销号.
public struct BalanceRow: Hashable, Sendable {
  /// The bureau, or the province.
  public let bureau: BureauCode
  /// 期初未销号.
  public let opening: Int
  /// 本期新增.
  public let new: Int
  /// 本期销号.
  public let closed: Int
  /// 期末未销号.
  public let closing: Int
  /// Rows of the month's list that entered no ledger because their number was refused.
  public let refused: Int
}

/// Rows of one list: read = merged + superseded + set aside.
public struct RowTotals: Hashable, Sendable {
  /// Rows below the header that are not wholly empty.
  public var read = 0
  /// Rows that count.
  public var merged = 0
  /// Rows of a version that another replaced.
  public var superseded = 0
  /// 合计, nil statements, notes, repeated headers, rows with only a 序号.
  public var setAside = 0

  /// No rows.
  public init() {}
}

/// Every number that is printed of a month, computed once.
public struct MonthlyFigures: Sendable {
  /// All scopes in the order of `statistics.csv`.
  public let scopes: [ScopeFigures]
  /// The bureaus, in code order.
  public let bureaus: [ScopeFigures]
  /// The province.
  public let province: ScopeFigures
  /// The bureaus whose 累计 is in none of the province's: they sent no 事故统计表, or one without, as
  /// a 零报告 is.
  public let withoutCumulative: [BureauCode]
  /// The ledger's balance, a row a bureau.
  public let balance: [BalanceRow]
  /// The ledger's balance of the province.
  public let totalBalance: BalanceRow
  /// Rows by list.
  public let rows: [ListName: RowTotals]
  /// Findings by weight and by rule.
  public let findings: FindingTally
  /// The sectors, in the order of their vocabulary.
  let sectorNames: [String]
  /// Hazards of each bureau by sector; rows whose sector can't be read are in none.
  let bureauSectors: [[Int]]
  /// The merged lists as every output prints them.
  let lists: [MergedList]

  /// The figures of a month.
  ///
  /// - Parameter month: The month as merged.
  public init(_ month: MergedMonth) {
    var counting = ScopeCounting(month)
    counting.count()
    let tallies = counting.bureaus
    let bureaus = month.bureaus.enumerated().map {
      ScopeFigures(.bureau($0.element.code), tallies[$0.offset])
    }
    self.bureaus = bureaus
    province = ScopeFigures(.province, tallies.reduce(ScopeTally(), +))
    withoutCumulative = zip(month.bureaus, bureaus).filter { $1[.accidentsYTD] == nil }
      .map(\.0.code)
    var scopes: [ScopeFigures] = []
    for (index, figures) in bureaus.enumerated() {
      scopes.append(figures)
      scopes += counting.zones[index].map { zone in
        ScopeFigures(.zone(month.bureaus[index].code, zone.name), zone.tally)
      }
    }
    scopes += counting.sectors.map { ScopeFigures(.sector($0.name), $0.tally) }
    scopes.append(province)
    self.scopes = scopes
    sectorNames = counting.sectors.map(\.name)
    bureauSectors = counting.bureauSectors
    balance = Self.balance(of: month)
    totalBalance = Self.total(balance, of: month.province.code)
    rows = Self.rows(of: month)
    findings = FindingTally(month)
    lists = ListName.allCases.sorted().map { MergedList($0, of: month) }
  }

  private static func balance(of month: MergedMonth) -> [BalanceRow] {
    month.bureaus.map { bureau in
      let balance = month.ledger.balance[bureau.code] ?? LedgerBalance()
      return BalanceRow(
        bureau: bureau.code, opening: balance.opening, new: balance.new, closed: balance.closed,
        closing: balance.closing, refused: balance.refused)
    }
  }

  private static func total(_ rows: [BalanceRow], of province: BureauCode) -> BalanceRow {
    func sum(_ part: (BalanceRow) -> Int) -> Int { rows.reduce(0) { $0 + part($1) } }
    return BalanceRow(
      bureau: province, opening: sum(\.opening), new: sum(\.new), closed: sum(\.closed),
      closing: sum(\.closing), refused: sum(\.refused))
  }

  private static func rows(of month: MergedMonth) -> [ListName: RowTotals] {
    var totals = Dictionary(uniqueKeysWithValues: ListName.allCases.map { ($0, RowTotals()) })
    for row in month.accounting {
      guard let list = row.list, var total = totals[list] else { continue }
      total.read += row.rows.read
      total.merged += row.merged
      total.superseded += row.superseded
      total.setAside += row.rows.setAside
      totals[list] = total
    }
    return totals
  }
}
