import Ledger
import Table
import Values

let suzhou = BureauCode(rawValue: 320_500)
let nanjing = BureauCode(rawValue: 320_100)
let names = [suzhou: "苏州市", nanjing: "南京市"]

func month(_ text: String) -> Period { Period(text) ?? Period(containing: Day(number: 0)) }

func number(_ text: String) -> HazardNumber {
  HazardNumber(text.utf8)
    ?? HazardNumber(bureau: .province, found: month("1999-01"), serial: 0)
}

/// Trims, and folds full-width letters and digits.
func fold(_ text: String) -> String {
  let folded = text.unicodeScalars.map { scalar in
    (0xFF01...0xFF5E).contains(scalar.value)
      ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
  }
  var view = String.UnicodeScalarView()
  view.append(contentsOf: folded.filter { !$0.properties.isWhitespace })
  return String(view)
}

/// A valid row, changed as the test says.
func hazard(
  _ description: String, bureau: BureauCode = suzhou, number text: String? = nil,
  _ changes: [LedgerField: FiledValue] = [:]
) -> HazardReport {
  var report = HazardReport(
    bureau: bureau, number: text.map(number), sourceFile: "苏州市.xlsx", sourceRow: 9)
  report[.zone] = .text("昆山经济技术开发区")
  report[.enterprise] = .text("某化工有限公司")
  report[.place] = .text("一号仓库")
  report[.sector] = .text("化工及危险化学品")
  report[.description] = .text(description)
  report[.level] = .text("一般")
  report[.foundOn] = .text("2022-05-12")
  report[.measures] = .text("更换管道")
  report[.responsibleUnit] = .text("安环部")
  report[.responsiblePerson] = .text("张三")
  report[.dueOn] = .text("2022-06-30")
  report[.status] = .text("未整改")
  for (field, value) in changes { report[field] = value }
  return report
}

/// Carries a ledger forward to a month; both bureaus have reported unless the test says otherwise.
func advance(
  _ period: String, from previous: LedgerMonth? = nil, earlierRun: LedgerMonth? = nil,
  reported: Set<BureauCode> = [suzhou, nanjing], _ reports: [HazardReport]
) throws -> LedgerMonth {
  try CarryForward.advance(
    previous: previous?.ledger, history: previous?.history ?? HazardHistory(),
    earlierRun: earlierRun?.ledger, period: month(period), reports: reports, reported: reported,
    bureauNames: names, fold: fold)
}

extension LedgerMonth {
  /// The number of each report, `-` where refused.
  var numbers: [String] {
    (0..<reportCount).map { number(ofReport: $0)?.description ?? "-" }
  }

  /// Rule, report and field of each event: `L004 0 due_on`.
  var faults: [String] {
    events.map { event in
      let report = event.report.map(String.init) ?? event.number.description
      return "\(event.fault.rawValue) \(report) \(event.field?.name ?? "")"
        .trimmingSpace
    }
  }

  /// Whether every bureau's balance holds.
  var isBalanced: Bool { balance.values.allSatisfy { $0.isHeld } }

  func text(_ field: LedgerField, of text: String) -> String? {
    ledger.position(of: LedgerTests.number(text)).map { ledger.text(field, at: $0) }
  }

  /// All fields of all hazards and of the history, as the files would hold them.
  var dump: [[String]] {
    (0..<ledger.count).map { position in
      LedgerField.allCases.map { ledger.text($0, at: position) }
    }
      + (0..<history.count).map { row in
        HistoryField.allCases.map { history.text($0, at: row) }
      }
  }
}

extension String {
  fileprivate var trimmingSpace: String { last == " " ? String(dropLast()) : self }
}

/// Small random numbers, the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A row of texts as a CSV reader gives it; blank cells are absent.
func rawRow(_ texts: [String], number: Int = 1) -> RawRow {
  var row = RawRow()
  row.number = number
  for (index, text) in texts.enumerated() where !text.isEmpty {
    row.append(column: index + 1, kind: .text, text: text.utf8)
  }
  return row
}
