import Findings
import ListSchema
import Values

/// The checks that follow from a list's schema alone: blanks, kinds of value, vocabularies,
/// lengths, and conditions under which a field is due.
struct ValueFormulas {
  let layout: FormLayout
  let words: WordTable
  let period: Period

  /// The checks of the list, rule by rule in the order of the catalogue.
  var checks: [FormCheck] {
    let checks = layout.columns.flatMap { self.checks(of: $0.field) }
    return checks.enumerated()
      .sorted { ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset) }.map(\.element)
  }

  /// The days that a date can mean (V012), by serial number.
  static func days(around period: Period) -> ClosedRange<Int> {
    let first = Day(year: 2000, month: 1, day: 1) ?? period.firstDay
    let last = Period(year: period.year + 5, month: period.month)?.lastDay ?? period.lastDay
    return first.serial...last.serial
  }

  private func checks(of field: Field) -> [FormCheck] {
    let key = field.key.rawValue
    var checks: [FormCheck] = []
    func add(_ rule: RuleCode, _ fault: String, condition: String? = nil) {
      checks.append(FormCheck(rule, [field.key], fault, condition: condition))
    }
    if field.isRequired {
      add("V001", "LEN(TRIM({\(key)}))=0", condition: "{filled}")
      add("V010", "{word \(key)}", condition: "{filled}")
    }
    if let due = field.requiredWhen {
      let holds = due.values.map { "({\(due.field)}=\"\($0)\")" }.joined(separator: "+")
      add(RuleCode(rawValue: due.rule), "(\(holds))*{empty \(key)}")
    }
    if field.kind != .sequence { add("V009", "1*ISERROR({\(key)})") }
    // A word for nothing is V010's finding where the field is required, and a blank elsewhere.
    let given = "(LEN(TRIM({\(key)}))>0)*(1-{word \(key)})"
    if let fault = lengthFault(of: field) { add("V005", "\(given)*(\(fault)>0)") }
    switch field.kind {
    case .text, .explanation, .sequence, .bureau, .hazardNumbers: break
    case .date(let forms):
      let days = Self.days(around: period)
      add("V002", "\(given)*(1-ISNUMBER({\(key)}))\(Self.otherForms(forms, key))")
      add(
        "V012",
        "ISNUMBER({\(key)})*(({\(key)}<\(days.lowerBound))+({\(key)}>\(days.upperBound)))")
    case .integer:
      add("V003", "\(given)*(1-ISNUMBER({\(key)}))")
      add("V006", "ISNUMBER({\(key)})*({\(key)}<0)")
      add("V007", "ISNUMBER({\(key)})*({\(key)}>=0)*(\(Self.decimals(key))>0)")
    case .number(let decimals):
      add("V003", "\(given)*(1-ISNUMBER({\(key)}))")
      add("V006", "ISNUMBER({\(key)})*({\(key)}<0)")
      add("V014", "ISNUMBER({\(key)})*({\(key)}>=0)*(\(Self.decimals(key))>\(decimals))")
    case .vocabulary(let name):
      add("V004", "\(given)*(1-ISNUMBER(MATCH({\(key)},\(WordTable.name(ofVocabulary: name)),0)))")
    case .zone(let allowsCityLevel):
      let zones = WordTable.zones(withCityLevel: allowsCityLevel)
      add("V013", "\(given)*(1-ISNUMBER(MATCH({\(key)},\(zones),0)))")
    case .hazardNumber: add("V008", "\(given)*(1-\(Self.isHazardNumber(key)))")
    case .phone: add("V008", "\(given)*(1-\(Self.isPhone(key)))")
    }
    return checks
  }

  private func lengthFault(of field: Field) -> String? {
    let length = "LEN(TRIM({\(field.key)}))"
    let bounds =
      [field.minLength.map { "(\(length)<\($0))" }, field.maxLength.map { "(\(length)>\($0))" }]
      .compactMap { $0 }
    return bounds.isEmpty ? nil : "(\(bounds.joined(separator: "+")))"
  }
}

extension ValueFormulas {
  /// Factors that excuse the spellings a date field takes beside a full date.
  static func otherForms(_ forms: DateForms, _ key: String) -> String {
    var factors = ""
    if forms.contains(.monthEnd) { factors += "*(1-ISNUMBER(FIND(\"月\",{\(key)})))" }
    if forms.contains(.immediate) {
      factors += "*({\(key)}<>\"立即整改\")*({\(key)}<>\"立行立改\")"
    }
    return factors
  }

  /// Places behind the point, -1 for a whole number: `FIND` looks in the number as shown in full.
  private static func decimals(_ key: String) -> String {
    "(LEN({\(key)})-FIND(\".\",{\(key)}&\".\"))"
  }

  /// `320500-202205-0001`, also with a longer serial.
  static func isHazardNumber(_ key: String) -> String {
    """
    ((LEN({\(key)})>=18)*(MID({\(key)},7,1)="-")*(MID({\(key)},14,1)="-")\
    *ISNUMBER(-LEFT({\(key)},6))*ISNUMBER(-MID({\(key)},8,6))*ISNUMBER(-MID({\(key)},15,9)))
    """
  }

  /// 7 to 20 characters: digits, which blanks, hyphens and brackets may part.
  static func isPhone(_ key: String) -> String {
    let digits = ["-", " ", "(", ")"].reduce("{\(key)}") {
      "SUBSTITUTE(\($0),\"\($1)\",\"\")"
    }
    return "(ISNUMBER(-\(digits))*(LEN({\(key)})>=7)*(LEN({\(key)})<=20))"
  }
}
