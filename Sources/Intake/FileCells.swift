import DelimitedText
public import Files
public import Table
import Workbook

/// The cells of one file, sheet by sheet, through the readers that every check uses.
public struct FileCells: Sendable {
  /// How a text is to be read, where the person who asks knows better than the content tells.
  public struct TextReading: Equatable, Sendable {
    /// The encoding; told from the content if `nil`.
    public var encoding: TextEncoding?
    /// The byte between two fields; told from the content if `nil`.
    public var delimiter: UInt8?
    /// The byte around fields; `nil` for none.
    public var quote: UInt8?
    /// Whether the file is read as a text unless it is a workbook.
    public var isForced: Bool

    /// Everything told from the content.
    public init(
      encoding: TextEncoding? = nil, delimiter: UInt8? = nil, quote: UInt8? = 0x22,
      isForced: Bool = false
    ) {
      self.encoding = encoding
      self.delimiter = delimiter
      self.quote = quote
      self.isForced = isForced
    }
  }

  private let limits: IntakeLimits
  private let text: TextReading

  /// A way to read files.
  ///
  /// - Parameters:
  ///   - limits: What a file may ask for.
  ///   - text: How a text is read.
  public init(limits: IntakeLimits = IntakeLimits(), text: TextReading = TextReading()) {
    self.limits = limits
    self.text = text
  }

  /// Hands on every row that has a cell, in the order of sheets and rows.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - body: Takes the name of the sheet, `nil` for a text, the row, and the texts that its
  ///     shared-string cells refer to.
  /// - Throws: ``ReadFailure`` where the file can't be read from there on.
  public func read(
    _ bytes: [UInt8], _ body: (String?, RawRow, any SharedTexts) -> Void
  ) throws(ReadFailure) {
    let limits = limits.started()
    guard bytes.count <= limits.fileBytes else {
      throw limits.failure(.fileBytes, met: bytes.count)
    }
    var format = FileFormat.sniff(bytes)
    if text.isForced, ![.workbook, .archive, .encryptedWorkbook].contains(format) {
      format = .text
    }
    switch format {
    case .workbook, .archive: try readWorkbook(bytes, limits, body)
    case .text: try readText(bytes, limits, body)
    case .encryptedWorkbook: throw .encrypted
    case .empty: return
    default: throw .wrongFormat(format)
    }
  }

  private func readWorkbook(
    _ bytes: [UInt8], _ limits: IntakeLimits, _ body: (String?, RawRow, any SharedTexts) -> Void
  ) throws(ReadFailure) {
    let workbook: WorkbookReader
    do throws(WorkbookError) {
      workbook = try WorkbookReader(bytes: bytes, limits: limits.workbook)
    } catch {
      throw ReadFailure(error)
    }
    let budget = CellBudget(limits)
    for sheet in workbook.sheets where sheet.kind == .worksheet {
      var source: TableSource
      do throws(WorkbookError) {
        source = TableSource(try workbook.rows(of: sheet), budget: budget)
      } catch {
        throw ReadFailure(error)
      }
      try readRows(of: &source, named: sheet.name, body)
    }
  }

  private func readText(
    _ bytes: [UInt8], _ limits: IntakeLimits, _ body: (String?, RawRow, any SharedTexts) -> Void
  ) throws(ReadFailure) {
    let decoded: DecodedText
    do throws(TextEncodingError) {
      decoded =
        if let encoding = text.encoding { try decodeText(bytes, as: encoding) } else {
          try decodeText(bytes)
        }
    } catch {
      throw ReadFailure(error)
    }
    let reader = CSVReader(decoded.bytes, delimiter: text.delimiter, quote: text.quote)
    // How much a cell holds is the worksheet's limit; a text is shown as it is.
    var limits = limits
    limits.workbook.textLength = .max
    var source = TableSource(reader, budget: CellBudget(limits))
    try readRows(of: &source, named: nil, body)
  }

  private func readRows(
    of source: inout TableSource, named name: String?,
    _ body: (String?, RawRow, any SharedTexts) -> Void
  ) throws(ReadFailure) {
    let texts = source.sharedTexts
    var row = RawRow()
    while try source.read(into: &row) { body(name, row, texts) }
  }
}
