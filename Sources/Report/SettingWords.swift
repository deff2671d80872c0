import ListSchema
import Receipts
import Values

/// The settings in force as a reader of the report understands them; run.json has them by name.
enum SettingWords {
  /// The settings of a month, by what they are about.
  static func facts(_ month: MergedMonth) -> [(title: String, text: String)] {
    let values = Dictionary(
      month.settings.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    var facts: [(title: String, text: String)] = []
    if let day = values["deadline.day"] {
      let time = values["deadline.time"] ?? "24:00"
      let policy = values["deadline.policy"].flatMap { DeadlinePolicy(rawValue: $0) } ?? .none
      facts.append(("报送期限", "次月 \(day) 日 \(time)，\(words(policy))"))
    }
    for (key, value) in month.settings where !key.hasPrefix("deadline.") {
      if key == "bureaus" {
        let names = value.split(separator: " ").map { code in
          month.bureaus.first { $0.code.description == code }?.name ?? String(code)
        }
        facts.append(("应报单位", names.joined(separator: "、")))
      } else if key.hasPrefix("severities.") {
        facts.append(("规则 \(key.dropFirst("severities.".count)) 的级别", words(ofSeverity: value)))
      } else {
        facts.append(("设置 \(key)", value))
      }
    }
    return facts
  }

  private static func words(_ policy: DeadlinePolicy) -> String {
    switch policy {
    case .none: "不顺延"
    case .statutoryHolidays: "遇法定节假日顺延"
    case .nextWorkday: "遇休息日顺延至下一工作日"
    }
  }

  private static func words(ofSeverity value: String) -> String {
    switch value {
    case "error": "错误"
    case "warning": "核实"
    case "info": "提示"
    case "off": "不检查"
    default: value
    }
  }
}
