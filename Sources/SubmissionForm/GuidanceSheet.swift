import ListSchema
import Table
import Values

/// Makes the sheet 填报说明: how to fill the form in, and every column, from the schemas.
struct GuidanceSheet {
  static let sheetName = "填报说明"

  let head: FormHead
  let period: Period
  let layouts: [FormLayout]
  let words: WordTable
  /// Number of hazards carried over; `nil` where the form knows no ledger.
  let carried: Int?

  /// The sheet.
  var content: SheetContent {
    var sheet = SheetContent(name: Self.sheetName)
    sheet.columns = [17, 30, 9, 70, 62].map { SheetContent.Column(width: $0) }
    sheet.footer = "\(head.bureau)　\(head.period)"
    sheet.addBanner(row: 1, height: 40, columns: 1...5, .text("填报说明"), .title)
    var row = 2
    for (index, sentence) in sentences.enumerated() {
      sheet.addBanner(
        row: row, height: 22, columns: 1...5, .text("\(index + 1)．\(sentence)"), .plain)
      row += 1
    }
    row += 1
    let headings = ["清单", "栏目", "必填", "怎样填", "可选项"].enumerated().map {
      SheetContent.Cell(column: $0.offset + 1, format: .heading, value: .text($0.element))
    }
    sheet.rows.append(SheetContent.Row(number: row, height: 26, cells: headings))
    sheet.printTitles = row...row
    sheet.frozenAt = CellReference(row: row + 1, column: 1)
    for layout in layouts {
      for column in layout.columns {
        row += 1
        sheet.addFitted(row: row, least: 20, cells(layout, column.field))
      }
    }
    return sheet
  }

  private var sentences: [String] {
    let due = period.next
    var sentences = [
      "本表由\(head.bureau)填报\(head.period)的情况，于 \(due.year) 年 \(due.month) 月 3 日前报省商务厅；四张清单在同一工作簿内，请勿改动表头、工作表名称和填报单位、报告期。",
      "一事一行，依次往下填，中间不要空行，不要合并单元格；下拉列表和日期、数字的限制在第 \(layouts.map(\.rows.upperBound).min() ?? 0) 行以内有效。",
      "某张清单没有可报的内容，在其首行“开发区”栏选“\(WordTable.nilWord)”，即为零报告；什么都不填视为漏报。",
      "红色格须改正；黄色格请核实，情况属实的在“核实说明”栏写明原因。报送前请看“自检”表，“须改”应为 0。",
      "事故统计表每个开发区填一行，没有事故的也要填，数字填 0；“合计”行自动计算，请勿改动。",
    ]
    switch carried {
    case nil: break
    case 0: sentences.append("上月台账中没有未销号的隐患，问题隐患清单只填本月新增的。")
    case .some(let count):
      sentences.append(
        "问题隐患清单已列入上月台账中未销号的 \(count) 条隐患：请逐条更新整改状态和日期，不要删行，不要改隐患编号；本月新增的接在后面填，编号留空。")
    }
    return sentences
  }

  private func cells(_ layout: FormLayout, _ field: Field) -> [SheetContent.Cell] {
    let texts = [layout.list.title, field.heading, due(field), field.description, choices(field)]
    return texts.enumerated().map { index, text in
      SheetContent.Cell(
        column: index + 1, format: [0, 2].contains(index) ? .centered : .cell,
        value: text.isEmpty ? .blank : .text(text))
    }
  }

  private func due(_ field: Field) -> String {
    field.isRequired ? "必填" : field.requiredWhen == nil ? "" : "视情况"
  }

  private func choices(_ field: Field) -> String {
    switch field.kind {
    case .vocabulary(let name):
      words[WordTable.name(ofVocabulary: name)].joined(separator: "、")
    case .zone: "本市名录内的 \(words[WordTable.roster].count) 个开发区，见下拉列表"
    default: ""
    }
  }
}
