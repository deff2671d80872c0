import Findings
import ListSchema
import Values

/// The row rules that a plain formula can express, list by list.
///
/// What follows from a schema alone (blanks, vocabularies, kinds of value, conditions under which
/// a field is due) is not here but in ``ValueFormulas``. Rules that need last month's figures or
/// the day of receipt can't be expressed.
enum RuleFormulas {
  /// The checks of a list.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - period: The month reported; a few rules hold in January only.
  /// - Returns: The checks, rule by rule.
  static func checks(of list: ListName, in period: Period) -> [FormCheck] {
    switch list {
    case .hazards: hazards
    case .measures: measures
    case .practices: practices
    case .accidents: accidents + (period.month == 1 ? january : [])
    }
  }

  private static let hazards: [FormCheck] = [
    FormCheck(
      "H001", ["due_on"], "{day due_on}*{day found_on}*({due_on}<{found_on})"),
    FormCheck(
      "H003", ["rectified_on"],
      "{day rectified_on}*(({status}=\"未整改\")+({status}=\"整改中\"))"),
    FormCheck(
      "H004", ["rectified_on"],
      "{day rectified_on}*{day found_on}*({rectified_on}<{found_on})"),
    FormCheck("H006", ["supervision_doc"], "({level}=\"重大\")*{empty supervision_doc}"),
    FormCheck("H007", ["found_on"], "{day found_on}*({found_on}>{last})"),
    FormCheck(
      "H009", ["zone", "enterprise", "description", "found_on"],
      repeats: ["zone", "enterprise", "description", "found_on"], long: ["description"]),
    FormCheck(
      "H010", ["due_on"],
      """
      {day due_on}*({due_on}<{last})*(({status}="未整改")+({status}="整改中"))\
      *(1-{day found_on}*({due_on}<{found_on}))
      """),
    FormCheck(
      "H011", ["closed_on"],
      "{day closed_on}*{day rectified_on}*({closed_on}<{rectified_on})"),
    FormCheck("H012", ["hazard_id"], repeats: ["hazard_id"]),
    FormCheck(
      "H013", ["hazard_id"], "{empty hazard_id}*{day found_on}*({found_on}<{first})"),
    FormCheck(
      "H014", ["due_on"],
      "{day due_on}*{day found_on}*({due_on}>{found_on}+365)"),
    FormCheck(
      "H015", ["closed_on"],
      "{day closed_on}*(LEN({status})>0)*({status}<>\"已销号\")"),
  ]

  private static let measures: [FormCheck] = [
    FormCheck(
      "M002", ["issued_on"],
      "{day issued_on}*(({issued_on}<{first})+({issued_on}>{last}))"),
    FormCheck("M003", ["zone", "title"], repeats: ["zone", "title"]),
  ]

  private static let practices: [FormCheck] = [
    FormCheck("P001", ["content"], repeats: ["content"], long: ["content"])
  ]

  private static let levels =
    "({accidents_ordinary}+{accidents_considerable}+{accidents_major}+{accidents_extraordinary})"
  private static let areLevelsFilled = """
    {figure accidents}*{figure accidents_ordinary}*{figure accidents_considerable}\
    *{figure accidents_major}*{figure accidents_extraordinary}
    """
  /// Levels are stated and none is 特别重大, which has no upper bound.
  private static let isBounded = """
    \(areLevelsFilled)*({accidents}>0)*({accidents_extraordinary}=0)*(\(levels)>0)
    """

  private static let accidents: [FormCheck] = [
    FormCheck("A002", ["accidents"], "\(areLevelsFilled)*({accidents}<>\(levels))"),
    FormCheck("A003", ["deaths"], beyond("deaths", [2, 9, 29], ">")),
    FormCheck("A003", ["serious_injuries"], beyond("serious_injuries", [9, 49, 99], ">")),
    FormCheck("A003", ["direct_loss"], beyond("direct_loss", [1_000, 5_000, 10_000], ">=")),
    below("accidents", "accidents_ytd"),
    below("deaths", "deaths_ytd"),
    below("serious_injuries", "serious_injuries_ytd"),
    below("direct_loss", "direct_loss_ytd"),
    harm("deaths"),
    harm("serious_injuries"),
    harm("direct_loss"),
    FormCheck("A007", ["zone", "sector"], repeats: ["zone", "sector"], optional: ["sector"]),
    grave("accidents_considerable"),
    grave("accidents_major"),
    grave("accidents_extraordinary"),
    FormCheck(
      "A011", ["zone"],
      "(LEN({zone})>0)*(LEN({sector})=0)*(COUNTIFS({all zone},{zone}&\"\",{all sector},\"?*\")>0)"),
  ]

  private static let january: [FormCheck] = [
    ("accidents", "accidents_ytd"), ("deaths", "deaths_ytd"),
    ("serious_injuries", "serious_injuries_ytd"), ("direct_loss", "direct_loss_ytd"),
  ].map { month, total in
    FormCheck(
      "A009", [FieldKey(rawValue: total)],
      "{figure \(month)}*{figure \(total)}*({\(total)}>{\(month)})")
  }

  /// 国务院令第493号 第三条: the most that accidents of the levels stated can do.
  private static func beyond(_ field: String, _ most: [Int], _ comparison: String) -> String {
    let bound =
      "({accidents_ordinary}*\(most[0])+{accidents_considerable}*\(most[1])"
      + "+{accidents_major}*\(most[2]))"
    return "\(isBounded)*{figure \(field)}*({\(field)}\(comparison)\(bound))"
  }

  private static func below(_ month: String, _ total: String) -> FormCheck {
    FormCheck(
      "A004", [FieldKey(rawValue: total)],
      "{figure \(month)}*{figure \(total)}*({\(total)}<{\(month)})")
  }

  private static func harm(_ field: String) -> FormCheck {
    FormCheck(
      "A006", [FieldKey(rawValue: field)],
      "{figure accidents}*({accidents}=0)*{figure \(field)}*({\(field)}>0)")
  }

  private static func grave(_ field: String) -> FormCheck {
    FormCheck("A010", [FieldKey(rawValue: field)], "{figure \(field)}*({\(field)}>0)")
  }
}

extension FormCheck {
  /// Rows that agree in some fields: the later ones are counted, all of them light up.
  ///
  /// `COUNTIFS` takes criteria of at most 255 characters, so of long texts it compares the
  /// beginning.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - marks: The cells that light up.
  ///   - keys: The fields; a row that leaves one blank repeats none.
  ///   - optional: Those of them that may be blank.
  ///   - long: Those of them that may be longer than a criterion.
  init(
    _ rule: String, _ marks: [FieldKey], repeats keys: [String], optional: [String] = [],
    long: [String] = []
  ) {
    let most = 200
    let criteria = keys.map { key in
      long.contains(key)
        ? "{all \(key)},LEFT({\(key)},\(most))&REPT(\"*\",1*(LEN({\(key)})>\(most)))"
        : "{all \(key)},{\(key)}&\"\""
    }
    let equals = "COUNTIFS(\(criteria.joined(separator: ",")))"
    let isWhole = keys.filter { !optional.contains($0) }.map { "(1-{empty \($0)})" }
      .joined(separator: "*")
    // Of n equal rows each counts 1 - 1/n, which makes n - 1 in all.
    self.init(
      RuleCode(rawValue: rule), marks, "\(isWhole)*(\(equals)>1)",
      count: "ROUND(SUMPRODUCT(\(isWhole)*(1-1/(\(equals)+(1-\(isWhole))))),0)")
  }
}
