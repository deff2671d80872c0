public import XMLStream
public import ZipArchive

/// Where in a template something stands.
public struct TemplatePlace: Hashable, Sendable {
  /// Name of the sheet, or of the part of the workbook where there is no sheet.
  public var sheet: String
  /// Address of the cell, such as `P9`; `nil` outside cells.
  public var cell: String?

  /// A place.
  ///
  /// - Parameters:
  ///   - sheet: Name of the sheet or part.
  ///   - cell: Address of the cell.
  public init(sheet: String, cell: String? = nil) {
    self.sheet = sheet
    self.cell = cell
  }
}

/// Why a template can't be filled.
public enum TemplateError: Error, Equatable, Sendable {
  /// The template is no sound ZIP archive, or breaks a limit.
  case archive(ZipError)
  /// A part of the template is no XML that is accepted.
  case xml(part: String, XMLError)
  /// A part that a workbook must have is missing.
  case missingPart(String)
  /// A part lacks what the format requires, or states what can't be.
  case damagedPart(String, reason: String)
  /// No value of this name is given.
  case unknownValue(String, at: TemplatePlace, nearest: [String])
  /// No list of this name is given.
  case unknownList(String, at: TemplatePlace, nearest: [String])
  /// The list has no field of this name.
  case unknownField(String, list: String, at: TemplatePlace, nearest: [String])
  /// `{.field}` leaves the list open, and there is not exactly one.
  case ambiguousList(field: String, at: TemplatePlace, lists: [String])
  /// A `{` has no `}`, or what stands between is no name.
  case malformedPlaceholder(String, at: TemplatePlace)
  /// A row has placeholders of two lists.
  case severalLists(sheet: String, row: Int, lists: [String])
  /// A list's placeholder stands where nothing repeats, such as in a page header.
  case listOutsideRow(list: String, at: TemplatePlace)
  /// A list has more rows than a sheet keeps hyperlinks.
  case tooManyLinks(at: TemplatePlace, rows: Int, limit: Int)
  /// What a sheet's name with its values comes to is no name for a sheet.
  case unusableSheetName(String, at: TemplatePlace, SheetNameFault)
  /// The result has more rows than a worksheet holds.
  case tooManyRows(sheet: String, list: String, rows: Int, limit: Int)
  /// A text is longer than a cell holds.
  case textTooLong(at: TemplatePlace, characters: Int, limit: Int)
  /// A number is not written in decimal digits.
  case notANumber(String, at: TemplatePlace)
  /// A list has more or fewer rows than it stated.
  case rowCountDiffers(list: String, stated: Int, given: Int)
  /// A row of a list has more or fewer values than the list has fields.
  case valueCountDiffers(list: String, row: Int, fields: Int, values: Int)
  /// The receiver of the result wants no more of it.
  case stopped
}

extension TemplatePlace: CustomStringConvertible {
  /// `综合情况!B3`, or the sheet alone.
  public var description: String { cell.map { "\(sheet)!\($0)" } ?? sheet }
}

extension TemplateError: CustomStringConvertible {
  /// What is wrong and where, in Chinese.
  public var description: String {
    switch self {
    case .archive(let error): "模板不是完好的 .xlsx 文件：\(error)"
    case .xml(let part, let error): "模板部件 \(part) 无法读取：\(error)"
    case .missingPart(let part): "模板缺少部件 \(part)"
    case .damagedPart(let part, let reason): "模板部件 \(part) 有误：\(reason)"
    case .unknownValue(let name, let place, let nearest):
      "\(place)：没有名为“\(name)”的值\(Self.hint(nearest))"
    case .unknownList(let name, let place, let nearest):
      "\(place)：没有名为“\(name)”的清单\(Self.hint(nearest))"
    case .unknownField(let name, let list, let place, let nearest):
      "\(place)：清单“\(list)”没有字段“\(name)”\(Self.hint(nearest))"
    case .ambiguousList(let field, let place, let lists):
      "\(place)：“{.\(field)}”未指明清单，可用 \(lists.joined(separator: "、"))"
    case .malformedPlaceholder(let text, let place):
      "\(place)：占位符“\(text)”不完整；大括号本身写作 \\{ 和 \\}"
    case .severalLists(let sheet, let row, let lists):
      "\(sheet) 第 \(row) 行含有多个清单的占位符：\(lists.joined(separator: "、"))"
    case .listOutsideRow(let list, let place):
      "\(place)：清单“\(list)”的占位符只能放在该清单重复的行内"
    case .tooManyLinks(let place, let rows, let limit):
      "\(place)：清单有 \(rows) 行，超出一张工作表可有的超链接 \(limit) 个"
    case .unusableSheetName(let name, let place, let fault):
      "工作表 \(place)：“\(name)”不能作工作表名，\(Self.reason(fault))"
    case .tooManyRows(let sheet, let list, let rows, let limit):
      "\(sheet)：清单“\(list)”有 \(rows) 行，超出工作表上限 \(limit) 行"
    case .textTooLong(let place, let characters, let limit):
      "\(place)：文字长 \(characters) 字符，超出单元格上限 \(limit)"
    case .notANumber(let text, let place): "\(place)：“\(text)”不是数字"
    case .rowCountDiffers(let list, let stated, let given):
      "清单“\(list)”应有 \(stated) 行，实有 \(given) 行"
    case .valueCountDiffers(let list, let row, let fields, let values):
      "清单“\(list)”第 \(row) 行应有 \(fields) 个值，实有 \(values) 个"
    case .stopped: "写出中断"
    }
  }

  private static func reason(_ fault: SheetNameFault) -> String {
    switch fault {
    case .blank: "内容为空"
    case .tooLong: "超过 31 个字符"
    case .character: "含有 [ ] : * ? / \\，或以单引号开头、结尾"
    case .taken: "已有同名的工作表"
    }
  }

  private static func hint(_ names: [String]) -> String {
    names.isEmpty ? "" : "，您是否指 \(names.joined(separator: "、"))？"
  }
}
