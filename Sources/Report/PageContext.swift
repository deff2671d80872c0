import Mustache
import Values

/// What the page's template may name. Every name that a template uses inside a row is the row's
/// own, present even where it is blank: the engine looks for absent names further out, and would
/// print another row's figure.
struct PageRow: MustacheParent {
  private var values: [String: Any]

  init(_ values: [String: Any] = [:]) { self.values = values }

  subscript(name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? { values[name] }

  /// Bytes of its texts.
  var textSize: Int { values.values.reduce(0) { $0 + (($1 as? String)?.utf8.count ?? 0) } }
}

extension ScopeFigures {
  /// The figures by the names of their columns, as a reader sees them; a row of the whole province
  /// has its code.
  func page(in province: BureauCode) -> PageRow {
    var row = PageRow()
    for figure in Figure.allCases { row[figure.rawValue] = display(figure) }
    let bureau: BureauCode
    var zone = ""
    var sector = ""
    switch scope {
    case .bureau(let code): bureau = code
    case .zone(let code, let name): (bureau, zone) = (code, name)
    case .sector(let name): (bureau, sector) = (province, name)
    case .province: bureau = province
    }
    row["bureau"] = bureau.description
    row["zone"] = zone
    row["sector"] = sector
    return row
  }
}

extension SeverityCounts {
  func enter(into row: inout PageRow) {
    row["errors"] = errors
    row["warnings"] = warnings
    row["explained"] = explained
    row["infos"] = infos
    row["findings"] = total
  }
}

extension BalanceRow {
  func enter(into row: inout PageRow) {
    row["balance_opening"] = opening
    row["balance_new"] = new
    row["balance_closed"] = closed
    row["balance_closing"] = closing
    row["balance_refused"] = refused
    row["has_refused"] = refused > 0
  }
}
