public import Table

/// What is wrong at one place of a submission, in the words that its filer reads.
public struct ReturnNote: Sendable {
  /// How much a note weighs; the heavier one gives a cell its colour.
  public enum Weight: Int, Comparable, Sendable {
    /// A warning that the filer has explained: listed, not marked.
    case explained
    /// 提示.
    case info
    /// 核实.
    case warning
    /// 错误.
    case error

    /// By weight.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// How much it weighs.
  public var weight: Weight
  /// Code of the rule.
  public var rule: String
  /// What is wrong, without values.
  public var title: String
  /// What is wrong, with values.
  public var message: String
  /// How to mend it.
  public var fix: String
  /// The clause it rests on.
  public var basis: String
  /// Name of the worksheet; `nil` for the whole file, and in text files.
  public var sheet: String?
  /// The cell; `nil` where the note concerns something wider.
  public var cell: CellReference?
  /// What is printed as the place where there is no cell, such as a heading.
  public var wider: String
  /// The cell's text.
  public var content: String

  /// A note.
  public init(
    weight: Weight, rule: String, title: String, message: String, fix: String, basis: String,
    sheet: String? = nil, cell: CellReference? = nil, wider: String = "", content: String = ""
  ) {
    self.weight = weight
    self.rule = rule
    self.title = title
    self.message = message
    self.fix = fix
    self.basis = basis
    self.sheet = sheet
    self.cell = cell
    self.wider = wider
    self.content = content
  }
}

extension ReturnNote.Weight {
  /// As a clerk reads it.
  var chinese: String {
    switch self {
    case .error: "错误"
    case .warning: "核实"
    case .info: "提示"
    case .explained: "已说明"
    }
  }
}

/// Why a workbook can't be marked without harm. It is then as it was; what was found can be listed
/// in a workbook of its own, ``ReturnCopy/opinion()``.
public enum ReturnCopyError: Error, Equatable, Sendable {
  /// The archive can't be read or written; `part` is the part concerned, empty for the whole.
  case archive(part: String)
  /// The workbook lacks a part that another one names.
  case missingPart(String)
  /// A part is not well-formed from this byte on, or not what it should be there.
  case damagedPart(String, offset: Int)
  /// The rows or cells of a worksheet stand out of order.
  case unordered(part: String, row: Int)
  /// The workbook is digitally signed; any change would break the signature.
  case signed
  /// The workbook has as many cell formats as Excel allows (65,490).
  case tooManyFormats
  /// The workbook has more sheets than this.
  case tooManySheets(limit: Int)
  /// A worksheet's part is larger than this when inflated, in bytes.
  case tooLarge(part: String, limit: Int)
}
