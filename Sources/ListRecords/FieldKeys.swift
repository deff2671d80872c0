public import ListSchema

/// Keys of the fields that rules, ledger and figures speak of; everything else about a field is
/// in its list's schema.
extension FieldKey {
  /// 序号.
  public static let seq: FieldKey = "seq"
  /// 设区市.
  public static let city: FieldKey = "city"
  /// 核实说明.
  public static let explanation: FieldKey = "explanation"
  /// 开发区.
  public static let zone: FieldKey = "zone"
  /// 行业领域.
  public static let sector: FieldKey = "sector"
  /// 整改状态; 状态.
  public static let status: FieldKey = "status"

  /// 隐患编号.
  public static let hazardID: FieldKey = "hazard_id"
  /// 企业（单位）名称.
  public static let enterprise: FieldKey = "enterprise"
  /// 问题隐患描述.
  public static let description: FieldKey = "description"
  /// 隐患等级.
  public static let level: FieldKey = "level"
  /// 排查日期.
  public static let foundOn: FieldKey = "found_on"
  /// 整改时限.
  public static let dueOn: FieldKey = "due_on"
  /// 整改完成日期.
  public static let rectifiedOn: FieldKey = "rectified_on"
  /// 销号日期.
  public static let closedOn: FieldKey = "closed_on"
  /// 督办级别.
  public static let supervisionLevel: FieldKey = "supervision_level"
  /// 督办单位.
  public static let supervisionUnit: FieldKey = "supervision_unit"
  /// 督办文号.
  public static let supervisionDoc: FieldKey = "supervision_doc"

  /// 制度措施名称; 做法名称.
  public static let title: FieldKey = "title"
  /// 印发日期.
  public static let issuedOn: FieldKey = "issued_on"
  /// 对应隐患编号.
  public static let hazardRef: FieldKey = "hazard_ref"
  /// 主要内容; 主要做法.
  public static let content: FieldKey = "content"

  /// 本月 / 事故起数.
  public static let accidents: FieldKey = "accidents"
  /// 本月 / 死亡人数.
  public static let deaths: FieldKey = "deaths"
  /// 本月 / 重伤人数.
  public static let seriousInjuries: FieldKey = "serious_injuries"
  /// 本月 / 直接经济损失（万元）.
  public static let directLoss: FieldKey = "direct_loss"
  /// 其中 / 一般事故.
  public static let accidentsOrdinary: FieldKey = "accidents_ordinary"
  /// 其中 / 较大事故.
  public static let accidentsConsiderable: FieldKey = "accidents_considerable"
  /// 其中 / 重大事故.
  public static let accidentsMajor: FieldKey = "accidents_major"
  /// 其中 / 特别重大事故.
  public static let accidentsExtraordinary: FieldKey = "accidents_extraordinary"
  /// 1—本月累计 / 事故起数.
  public static let accidentsYTD: FieldKey = "accidents_ytd"
  /// 1—本月累计 / 死亡人数.
  public static let deathsYTD: FieldKey = "deaths_ytd"
  /// 1—本月累计 / 重伤人数.
  public static let seriousInjuriesYTD: FieldKey = "serious_injuries_ytd"
  /// 1—本月累计 / 直接经济损失（万元）.
  public static let directLossYTD: FieldKey = "direct_loss_ytd"
  /// 上年同期累计 / 事故起数.
  public static let accidentsYTDPrior: FieldKey = "accidents_ytd_prior"
  /// 上年同期累计 / 死亡人数.
  public static let deathsYTDPrior: FieldKey = "deaths_ytd_prior"
}
