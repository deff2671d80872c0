/// A column of `ledger.csv`; the order of the cases is the order of the columns.
public enum LedgerField: Int, CaseIterable, Sendable {
  /// The number, kept for life.
  case hazardID
  /// Code of the bureau that reports it.
  case bureau
  /// Name of that bureau.
  case bureauName
  /// 开发区.
  case zone
  /// 企业（单位）名称.
  case enterprise
  /// 隐患部位.
  case place
  /// 行业领域.
  case sector
  /// 问题隐患描述.
  case description
  /// 隐患等级: 一般 or 重大.
  case level
  /// 排查日期.
  case foundOn
  /// 隐患来源.
  case source
  /// 整改措施.
  case measures
  /// 责任单位.
  case responsibleUnit
  /// 责任人.
  case responsiblePerson
  /// 整改时限.
  case dueOn
  /// 整改状态: one of ``HazardStatus``.
  case status
  /// 整改完成日期.
  case rectifiedOn
  /// 销号日期.
  case closedOn
  /// 督办级别.
  case supervisionLevel
  /// 督办单位.
  case supervisionUnit
  /// 督办文号.
  case supervisionDoc
  /// 整改资金（万元）.
  case funds
  /// Whether it is 逾期 at the end of the ledger's month; derived.
  case overdue
  /// The month in which it entered the ledger.
  case firstPeriod
  /// The last month in which it was reported.
  case lastPeriod
  /// The month in which the ledger closed it.
  case closedPeriod
  /// The file that reported it last.
  case sourceFile
  /// Its row there.
  case sourceRow

  /// The column's heading in `ledger.csv`; for a filed field its key in the hazards list too.
  public var name: String { Self.names[rawValue] }

  /// The field of a heading.
  public init?(name: some StringProtocol) {
    guard let index = Self.names.firstIndex(where: { $0 == name }) else { return nil }
    self.init(rawValue: index)
  }

  /// The fields that a bureau files, in order: ``zone`` to ``funds``.
  public static let filed: [LedgerField] = allCases.filter(\.isFiled)

  /// Whether a bureau files it in the hazards list; the ledger makes the others.
  public var isFiled: Bool { rawValue >= Self.zone.rawValue && rawValue <= Self.funds.rawValue }

  /// Whether it holds a calendar day, ISO 8601.
  public var isDate: Bool {
    switch self {
    case .foundOn, .dueOn, .rectifiedOn, .closedOn: true
    default: false
    }
  }

  /// Whether every row must give it, so that a blank is a fault (V001) and takes nothing from the
  /// ledger.
  var isRequired: Bool {
    switch self {
    case .zone, .enterprise, .sector, .description, .level, .foundOn, .measures,
      .responsibleUnit, .responsiblePerson, .dueOn, .status:
      true
    default: false
    }
  }

  /// Place among the filed fields, from 0.
  var filedIndex: Int { rawValue - Self.zone.rawValue }

  /// Its bit in a set of filed fields.
  var filedBit: UInt32 { 1 << UInt32(filedIndex) }

  private static let names = [
    "hazard_id", "bureau", "bureau_name", "zone", "enterprise", "place", "sector", "description",
    "level", "found_on", "source", "measures", "responsible_unit", "responsible_person", "due_on",
    "status", "rectified_on", "closed_on", "supervision_level", "supervision_unit",
    "supervision_doc", "funds", "overdue", "first_period", "last_period", "closed_period",
    "source_file", "source_row",
  ]
}

/// Where the value of a field lies: in a cell of its hazard's slot, if not elsewhere.
package enum LedgerPlace: Sendable {
  /// The hazard's number.
  case number
  /// The code of the bureau that reports it.
  case bureau
  /// The name of that bureau.
  case bureauName
  /// It follows from 整改时限 and status.
  case overdue
  /// A cell that is a text of the ledger's pool.
  case text(Int)
  /// A cell that is a month, as ``Period/packed``; 0 for none.
  case month(Int)
  /// A cell that is the number of a row; 0 for none.
  case row(Int)
}

extension LedgerField {
  /// Where its value lies.
  package var place: LedgerPlace {
    switch self {
    case .hazardID: .number
    case .bureau: .bureau
    case .bureauName: .bureauName
    case .overdue: .overdue
    case .firstPeriod: .month(HazardLedger.firstPeriod)
    case .lastPeriod: .month(HazardLedger.lastPeriod)
    case .closedPeriod: .month(HazardLedger.closedPeriod)
    case .sourceFile: .text(HazardLedger.sourceFile)
    case .sourceRow: .row(HazardLedger.sourceRow)
    default: .text(1 + filedIndex)
    }
  }
}

/// How far a hazard is on its way to being closed.
public enum HazardStatus: String, CaseIterable, Sendable {
  /// 未整改.
  case unrectified = "未整改"
  /// 整改中.
  case underway = "整改中"
  /// 已整改.
  case rectified = "已整改"
  /// 已销号; final.
  case closed = "已销号"
}

/// How grave a hazard is.
public enum HazardLevel: String, CaseIterable, Sendable {
  /// 一般.
  case ordinary = "一般"
  /// 重大.
  case major = "重大"
}
