import ListSchema
import Values

/// What stands above every list: whose form it is, of which month, and who filled it in.
struct FormHead {
  /// A label and what stands beside it.
  struct Pair {
    var label: String
    var value = ""
    var format = CellFormat.line
  }

  /// `苏州市`.
  let city: String
  /// `苏州市商务局`.
  let bureau: String
  /// `2022年6月`.
  let period: String

  init(_ bureau: Bureau, _ period: Period) {
    city = bureau.name
    // The first name of the directory that is an office's; the city stands for its bureau.
    self.bureau =
      bureau.aliases.first { $0.hasPrefix(bureau.name) && $0.hasSuffix("局") } ?? bureau.name
    self.period = period.chinese
  }

  /// Two lines of three pairs.
  var lines: [[Pair]] {
    [
      [
        Pair(label: "填报单位", value: bureau), Pair(label: "报告期", value: period),
        Pair(label: "填报日期", format: .dateLine),
      ],
      [
        Pair(label: "填报人"), Pair(label: "审核人"),
        Pair(label: "联系电话", format: .codeLine),
      ],
    ]
  }
}
