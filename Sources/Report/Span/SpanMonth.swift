public import Ledger
public import Receipts
public import Values

/// A merged month as its data files tell it, for the months that are looked at together.
public struct SpanMonth: Sendable {
  /// The month.
  public var period: Period
  /// The bureaus due, in code order.
  public var bureaus: [SpanBureauMonth]
  /// The 典型做法, in merged order.
  public var practices: [SpanPractice]

  /// A month.
  public init(period: Period, bureaus: [SpanBureauMonth], practices: [SpanPractice] = []) {
    self.period = period
    self.bureaus = bureaus
    self.practices = practices
  }

  /// A bureau's month, `nil` where it was not due.
  subscript(bureau: BureauCode) -> SpanBureauMonth? { bureaus.first { $0.bureau == bureau } }
}

/// What a bureau came to in a month.
public struct SpanBureauMonth: Sendable {
  /// The bureau.
  public var bureau: BureauCode
  /// Its name.
  public var name: String
  /// Its row of `statistics.csv`: the figures that are known.
  public var figures: [Figure: Amount] = [:]
  /// Its row of `balance.csv`.
  public var balance: SpanBalance
  /// Its rows of `reporting.csv`.
  public var lists: [SpanSubmission] = []
  /// What was found in its files; being late or missing is not among it.
  public var counts = SeverityCounts()
  /// Lists in which errors were found.
  public var faulty: Set<ListName> = []

  /// A bureau's month.
  public init(bureau: BureauCode, name: String, balance: SpanBalance) {
    self.bureau = bureau
    self.name = name
    self.balance = balance
  }

  /// A count of the statistics.
  func count(_ figure: Figure) -> Int? { figures[figure].map { Int($0.millionths / 1_000_000) } }

  /// Lists that were received and hold errors to mend: 退回.
  var returned: Int { lists.count { $0.state.isReceived && faulty.contains($0.list) } }
}

/// A row of `balance.csv`.
public struct SpanBalance: Hashable, Sendable {
  /// 期初未销号.
  public var opening: Int
  /// 本期新增.
  public var new: Int
  /// 本期销号.
  public var closed: Int
  /// 期末未销号.
  public var closing: Int

  /// A row of the balance.
  public init(opening: Int, new: Int, closed: Int, closing: Int) {
    self.opening = opening
    self.new = new
    self.closed = closed
    self.closing = closing
  }
}

/// What a bureau did about one list of a month.
public struct SpanSubmission: Hashable, Sendable {
  /// The list.
  public var list: ListName
  /// On time, late, missing …
  public var state: ReceiptState
  /// Whether 零报告 was stated.
  public var isNil: Bool
  /// Days of lateness, 0 unless late.
  public var daysLate: Int

  /// A row of the reporting table.
  public init(list: ListName, state: ReceiptState, isNil: Bool, daysLate: Int) {
    self.list = list
    self.state = state
    self.isNil = isNil
    self.daysLate = daysLate
  }
}

/// A 典型做法 of a month.
public struct SpanPractice: Hashable, Sendable {
  /// The bureau.
  public var bureau: BureauCode
  /// 开发区.
  public var zone: String
  /// 做法名称.
  public var title: String
  /// 主要做法.
  public var content: String
  /// 取得成效.
  public var effect: String
  /// 推广情况.
  public var promotion: String
  /// Whether it repeats an earlier one (P001).
  public var isRepeated: Bool

  /// A practice.
  public init(
    bureau: BureauCode, zone: String, title: String, content: String, effect: String,
    promotion: String, isRepeated: Bool
  ) {
    self.bureau = bureau
    self.zone = zone
    self.title = title
    self.content = content
    self.effect = effect
    self.promotion = promotion
    self.isRepeated = isRepeated
  }
}

/// All that a 季度评估 or 双月督查 is made from.
public struct SpanData: Sendable {
  /// The months looked at.
  public var span: ReportSpan
  /// Those of them that were merged, in order; one at least.
  public var months: [SpanMonth]
  /// The months just before, where all of them were merged; else none.
  public var before: [SpanMonth]
  /// The ledger of the last month that was merged.
  public var ledger: HazardLedger
  /// The clock of the run.
  public var now: Instant
  /// The program's name and version.
  public var tool: (name: String, version: String)
  /// The files read.
  public var inputs: [InputFile]
  /// The province's code and name.
  public var province: (code: BureauCode, name: String)

  /// What the months' data files tell.
  public init(
    span: ReportSpan, months: [SpanMonth], before: [SpanMonth], ledger: HazardLedger, now: Instant,
    tool: (name: String, version: String), inputs: [InputFile],
    province: (code: BureauCode, name: String) = (.province, "江苏省")
  ) {
    self.span = span
    self.months = months
    self.before = before
    self.ledger = ledger
    self.now = now
    self.tool = tool
    self.province = province
    self.inputs = inputs
  }

  /// The months that were not merged: they are named, and nothing of them counts as none.
  public var missing: [Period] {
    span.months.filter { month in !months.contains { $0.period == month } }
  }

  /// What the run ends with: 1 where a month is missing.
  public var exitStatus: Int { missing.isEmpty ? 0 : 1 }
}
