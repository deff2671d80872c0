import ListSchema
import Values

extension FormLayout.Column {
  /// Width in half characters, by what the field holds and how long it may be: two dozen columns
  /// are to be read on one A4 page, so long texts run over several lines.
  var width: Double {
    switch field.kind {
    case .sequence: 6
    case .hazardNumber, .hazardNumbers: 20
    case .zone: 17
    case .date: 11.5
    case .integer: 8.5
    case .number: 10.5
    case .phone: 16
    case .bureau: 10
    case .vocabulary: min(13, max(8.5, Double(longestWord * 2) + 2))
    case .explanation: 15
    case .text:
      switch field.maxLength ?? 100 {
      case ...50: field.isRequired ? 9 : 12
      case ...100: field.isRequired ? 17 : 13
      case ...200: 24
      case ...2000: field.isRequired ? 32 : 13
      default: 50
      }
    }
  }

  /// How the cells to be filled in look.
  var format: CellFormat {
    switch field.kind {
    case .sequence, .integer: CellFormat(number: .integer, horizontal: .center)
    case .hazardNumber, .hazardNumbers, .phone: CellFormat(number: .text, horizontal: .center)
    case .date: CellFormat(number: .date, horizontal: .center)
    case .number: CellFormat(number: .amount, horizontal: .right)
    case .vocabulary, .bureau: CellFormat(horizontal: .center)
    case .text where (field.maxLength ?? 100) <= 50: CellFormat(horizontal: .center)
    case .text, .explanation, .zone: CellFormat()
    }
  }

  /// The heading in one row, as findings and prompts name it.
  var heading: String { field.heading }

  /// The label of the heading's lower row, marked where a blank is an error always.
  var label: String {
    let label = (field.isRequired ? "*" : "") + field.title
    // A unit goes to a line of its own, so that its bracket does not break.
    return field.unit == nil ? label : label.replacing("（", with: "\n（", maxReplacements: 1)
  }

  /// What is said when a cell is chosen.
  var prompt: String {
    var prompt = (field.isRequired ? "必填。" : "") + field.description
    if field.minLength != nil || field.maxLength != nil, !field.description.contains("字") {
      let least = field.minLength.map { "\($0) " } ?? ""
      let most = field.maxLength.map { "\($0) 字" } ?? ""
      prompt += field.minLength == nil ? "至多 \(most)。" : "\(least)至 \(most)。"
    }
    return prompt
  }
}

/// Makes what guards a column's cells from its field.
struct ColumnGuard {
  let layout: FormLayout
  let template: FormulaTemplate

  /// The guard of a column's cells.
  func validation(_ column: FormLayout.Column) -> CellValidation {
    let (kind, fault) = guarding(column.field)
    var validation = CellValidation(
      area: layout.area(column), kind: kind, title: column.heading, prompt: column.prompt,
      fault: fault)
    if case .zone = column.field.kind { validation.isAdvice = true }
    return validation
  }

  /// The prompt that a column's heading shows.
  func headingPrompt(_ column: FormLayout.Column) -> CellValidation {
    let last = layout.headRow + layout.headHeight - 1
    return CellValidation(
      area: SheetContent.area(
        rows: layout.headRow...last, columns: column.number...column.number),
      kind: .any, title: column.heading, prompt: column.prompt)
  }

  private func guarding(_ field: Field) -> (CellValidation.Kind, fault: String) {
    switch field.kind {
    case .sequence, .bureau, .hazardNumbers: return (.any, "")
    case .integer: return (.whole, "请填 0 或大于 0 的整数，不带单位。")
    case .number: return (.decimal, "请填 0 或大于 0 的数字\(field.unit.map { "，单位为\($0)，不写单位" } ?? "")。")
    case .vocabulary(let name):
      return (.list(name: WordTable.name(ofVocabulary: name)), "请从下拉列表中选择。")
    case .zone(let allowsCityLevel):
      return (
        .list(name: WordTable.zones(withCityLevel: allowsCityLevel)),
        "开发区不在名录内。名录有变动的可以保留，并请告知省商务厅；否则请从下拉列表中选择。"
      )
    case .date(let forms):
      let days = ValueFormulas.days(around: template.period)
      let fault = "请填日期，如 \(template.period.firstDay)。"
      if forms.isEmpty { return (.date(days), fault) }
      let isDay = """
        ISNUMBER({\(field.key)})*({\(field.key)}>=\(days.lowerBound))\
        *({\(field.key)}<=\(days.upperBound))
        """
      let isOther = "(1-1\(ValueFormulas.otherForms(forms, field.key.rawValue)))"
      return custom("(\(isDay)+\(isOther))>0", fault + "也可填“立即整改”或“6月底”。")
    case .hazardNumber:
      return custom(
        "\(ValueFormulas.isHazardNumber(field.key.rawValue))>0",
        "隐患编号形如 320500-202205-0001；本月新增的隐患请留空。")
    case .phone:
      return custom(
        "\(ValueFormulas.isPhone(field.key.rawValue))>0", "请填手机号，或带区号的固定电话，如 025-80000000。")
    case .text, .explanation:
      guard field.minLength != nil || field.maxLength != nil else { return (.any, "") }
      let lengths = (field.minLength ?? 0)...(field.maxLength ?? 32_767)
      return (.length(lengths), "请填 \(lengths.lowerBound) 至 \(lengths.upperBound) 字。")
    }
  }

  private func custom(_ formula: String, _ fault: String) -> (CellValidation.Kind, fault: String) {
    template.formula(formula, .row).map { (.formula($0), fault) } ?? (.any, "")
  }
}
