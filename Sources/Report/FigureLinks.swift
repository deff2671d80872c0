import Findings
import ListRecords
import ListSchema
import Values

/// Leads from a number to the rows that it was counted from: to the bureau's rows in a list of the
/// page and, with the page's script, to those of them that count.
struct FigureLinks: Sendable {
  /// A bureau's rows of a list of the page.
  private struct Rows: Hashable {
    let list: String
    /// `nil` for the province.
    let bureau: BureauCode?
  }

  /// Anchor of the list of findings.
  static let checks = "checks"

  private let present: Set<Rows>

  init(_ month: MergedMonth) {
    var present: Set<Rows> = []
    func add(_ list: String, _ bureau: BureauCode) {
      if !bureau.isProvince { present.insert(Rows(list: list, bureau: bureau)) }
      present.insert(Rows(list: list, bureau: nil))
    }
    for (list, parts) in month.lists {
      for part in parts where part.table.count > 0 { add(list.rawValue, part.bureau) }
    }
    for finding in month.findings { add(Self.checks, finding.place.bureau ?? .province) }
    self.present = present
  }

  /// The anchor of a bureau's rows of a list; of the whole list for the province.
  static func anchor(_ list: String, _ bureau: BureauCode) -> String {
    bureau.isProvince ? list : "\(list)-\(bureau)"
  }

  /// A figure of a scope.
  func cell(_ figure: Figure, of scope: ScopeFigures) -> PageRow {
    let text = scope.display(figure)
    guard let list = figure.list else { return cell(text, figure.rawValue) }
    return cell(
      text, figure.rawValue, list: list, bureau: scope.bureau, pick: figure.pick, find: scope.find)
  }

  /// A count of rows of a list that hold a text in a cell.
  func cell(_ text: String, in list: ListName, of scope: ScopeFigures, find: String) -> PageRow {
    cell(text, list: list.rawValue, bureau: scope.bureau, find: find)
  }

  /// A count of findings.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - figure: Its name.
  ///   - bureau: Whose; the province for all.
  ///   - pick: The marks of the rows counted.
  /// - Returns: The cell by the names that the template uses.
  func findings(
    _ count: Int, _ figure: String, of bureau: BureauCode, pick: String
  ) -> PageRow {
    cell(String(count), figure, list: Self.checks, bureau: bureau, pick: pick)
  }

  /// A number, with a link where there are rows that it was counted from.
  func cell(
    _ text: String, _ figure: String = "", list: String = "", bureau: BureauCode = .province,
    pick: String = "", find: String = ""
  ) -> PageRow {
    let isLink =
      !["", "0", "/", "—"].contains(text)
      && present.contains(Rows(list: list, bureau: bureau.isProvince ? nil : bureau))
    return PageRow([
      "text": text, "figure": figure, "is_link": isLink,
      "href": isLink ? "#" + Self.anchor(list, bureau) : "", "pick": pick, "find": find,
    ])
  }
}

extension ScopeFigures {
  fileprivate var bureau: BureauCode {
    switch scope {
    case .bureau(let code), .zone(let code, _): code
    case .sector, .province: .province
    }
  }

  /// The text of the cell by which the scope's rows are known among those of its bureau.
  fileprivate var find: String {
    switch scope {
    // As the list's cell shows it.
    case .zone(_, let name), .sector(let name): PageList.shown(name)
    case .bureau, .province: ""
    }
  }
}

extension Figure {
  /// The list of the page that the figure is counted from.
  fileprivate var list: String? {
    switch self {
    case .measures: ListName.measures.rawValue
    case .practices: ListName.practices.rawValue
    case .submissionsDue, .submissionsReceived, .submissionsOnTime, .onTimeRate: nil
    case .notCounted: FigureLinks.checks
    default: isOfAccidents ? ListName.accidents.rawValue : ListName.hazards.rawValue
    }
  }

  /// The marks of the rows that count, as the list gives them.
  fileprivate var pick: String {
    switch self {
    case .hazardsNew: "new"
    case .hazardsOrdinary, .rectificationRateOrdinary: "ordinary"
    case .hazardsMajor, .rectificationRateMajor, .supervisionRate: "major"
    case .rectifiedOrdinary: "ordinary rectified"
    case .rectifiedMajor: "major rectified"
    case .closedOrdinary: "ordinary closed"
    case .closedMajor: "major closed"
    case .open: "open"
    case .overdue: "overdue"
    case .supervisedMajor: "major supervised"
    default: ""
    }
  }

  private var isOfAccidents: Bool {
    switch self {
    case .accidentsYearOnYear, .deathsYearOnYear, .accidentsYearOnYearRate,
      .deathsYearOnYearRate, .accidentsMonthOnMonth, .deathsMonthOnMonth:
      true
    default: Self.accidentSums.contains(self)
    }
  }
}
