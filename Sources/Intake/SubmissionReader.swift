import DelimitedText
import Files
public import Findings
public import ListSchema
public import Values
import Workbook
import ZipArchive

/// Opens the files that bureaus send: tells format, bureau and month, finds the lists on the
/// sheets, and reports what is wrong with file and tables (F and T rules).
///
/// Errors of the readers below become findings here and in ``ReadFailure/report(at:into:)``, and
/// nowhere else.
public struct SubmissionReader: Sendable {
  /// The lists, bureaus and names that files are told by.
  public let definitions: Definitions
  /// What a file may ask for.
  public private(set) var limits: IntakeLimits
  /// The reporting month; without it no stated month is wrong.
  public private(set) var period: Period?
  /// The bureau that all files are known to be of.
  public let bureau: BureauCode?
  let indices: [(list: ListDefinition, index: HeadingIndex)]
  /// The year that headings name.
  private let year: Int?

  /// A reader of submissions.
  ///
  /// - Parameters:
  ///   - definitions: The lists, bureaus and names that files are told by.
  ///   - period: The reporting month, where it is known.
  ///   - year: The year that headings name, where the month is not known but likely is of it.
  ///   - bureau: The bureau that all files are known to be of; `nil` where each file tells.
  ///   - limits: What a file may ask for.
  public init(
    _ definitions: Definitions, period: Period? = nil, year: Int? = nil,
    bureau: BureauCode? = nil, limits: IntakeLimits = IntakeLimits()
  ) {
    let year = period?.year ?? year
    self.year = year
    self.definitions = definitions
    self.limits = limits
    self.period = period
    self.bureau = bureau
    indices = definitions.lists.map { list in
      (list, HeadingIndex(list: list, folding: definitions.folding, year: year))
    }
  }

  /// The reader for a month that has become known, `nil` if headings would be read otherwise.
  ///
  /// - Parameter period: The reporting month.
  /// - Returns: This reader with the month.
  public func of(_ period: Period) -> SubmissionReader? {
    guard period.year == year else { return nil }
    var reader = self
    reader.period = period
    return reader
  }

  /// Opens a file: ``read(_:path:)`` and ``settle(_:into:)`` in one.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: Path relative to the month's folder, with `/`.
  ///   - sink: Where the findings on file and tables go; those that need all rows come from
  ///     ``Submission/reportRows(of:into:)``.
  /// - Returns: One submission, or one for each file in an archive.
  public func open(
    _ bytes: [UInt8], path: String, into sink: inout FindingSink
  ) -> [Submission] {
    settle(read(bytes, path: path), into: &sink)
  }

  /// Reads the first rows of every sheet of a file, which does not yet need the month.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: Path relative to the month's folder, with `/`.
  /// - Returns: The file, or why it can't be read.
  public func read(_ bytes: [UInt8], path: String) -> OpenedFile {
    var timed = self
    timed.limits = limits.started()
    return timed.read(bytes, path: path, archives: 0)
  }

  private func read(_ bytes: [UInt8], path: String, archives: Int) -> OpenedFile {
    let format = FileFormat.sniff(bytes)
    do throws(ReadFailure) {
      let content = try content(of: bytes, format, path: path, archives: archives)
      return OpenedFile(path: path, format: format, content: content)
    } catch {
      return OpenedFile(path: path, format: format, content: .unreadable(error))
    }
  }

  private func content(
    of bytes: [UInt8], _ format: FileFormat, path: String, archives: Int
  ) throws(ReadFailure) -> OpenedFile.Content {
    if bytes.count > limits.fileBytes {
      throw limits.failure(.fileBytes, met: bytes.count)
    }
    switch format {
    case .workbook:
      let heads = try heads(ofWorkbook: bytes)
      return .sheets(heads.sheets, charts: heads.charts)
    case .text: return .sheets(try heads(ofText: bytes), charts: [])
    case .archive:
      guard archives < limits.zipDepth else {
        throw limits.failure(.zipDepth, met: archives + 1)
      }
      return .members(try members(of: bytes, path: path, archives: archives + 1))
    case .encryptedWorkbook: throw .encrypted
    case .empty: throw .damaged(reason: "文件是空的")
    default: throw .wrongFormat(format)
    }
  }

  /// Finds the lists of a file, which ``settle(_:into:)`` then need not look for.
  ///
  /// - Parameter file: The file.
  /// - Returns: The file, good for this reader and those that ``of(_:)`` makes of it.
  public func searched(_ file: OpenedFile) -> OpenedFile {
    switch file.content {
    case .sheets(var heads, let charts):
      let evidence = PathEvidence(file.path, definitions)
      for place in heads.indices {
        heads[place].findLists(indices, fileLists: evidence.lists, definitions)
      }
      return OpenedFile(
        path: file.path, format: file.format, content: .sheets(heads, charts: charts))
    case .members(let members):
      return OpenedFile(
        path: file.path, format: file.format, content: .members(members.map(searched)))
    case .unreadable: return file
    }
  }

  /// Settles what the sheets of a file are, whose, and of which month.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - sink: Where the findings on file and tables go.
  /// - Returns: One submission, or one for each file in an archive.
  public func settle(_ file: OpenedFile, into sink: inout FindingSink) -> [Submission] {
    if case .members(let members) = file.content {
      var submissions: [Submission] = []
      for member in members { submissions += settle(member, into: &sink) }
      return submissions
    }
    let evidence = PathEvidence(file.path, definitions)
    var submission = Submission(path: file.path, format: file.format)
    submission.namedLists = evidence.lists
    // Named while the content is unknown, so that a file that can't be read counts as somebody's.
    if case .bureau(let code) = recognise(evidence, []) { submission.bureau = code }
    switch file.content {
    case .sheets(let heads, let charts):
      settle(&submission, heads, charts: charts, evidence, into: &sink)
    case .unreadable(let failure): refuse(&submission, failure, evidence, into: &sink)
    case .members: break
    }
    return [submission]
  }

  /// Refuses a file that can't be read. One of another format whose name tells nothing is no
  /// submission at all; so is an empty one.
  private func refuse(
    _ submission: inout Submission, _ failure: ReadFailure, _ evidence: PathEvidence,
    into sink: inout FindingSink
  ) {
    var isForeign = submission.format == .empty
    if case .wrongFormat = failure { isForeign = true }
    submission.tables = []
    if isForeign, !evidence.tellsAnything {
      submission.refusal = "F010"
      sink.emit("F010", at: submission.place)
    } else {
      submission.refusal = failure.rule
      failure.report(at: submission.place, into: &sink)
    }
  }

  // MARK: Sheets

  private func heads(
    ofWorkbook bytes: [UInt8]
  ) throws(ReadFailure) -> (sheets: [SheetHead], charts: [String]) {
    let budget = CellBudget(limits)
    var heads: [SheetHead] = []
    var charts: [String] = []
    let workbook = try reading { () throws(WorkbookError) in
      try WorkbookReader(bytes: bytes, limits: limits.workbook)
    }
    for sheet in workbook.sheets {
      guard sheet.kind == .worksheet else {
        charts.append(sheet.name)
        continue
      }
      let reader = try reading { () throws(WorkbookError) in try workbook.rows(of: sheet) }
      let source = TableSource(reader, budget: budget)
      heads.append(
        try SheetHead(
          name: sheet.name, isHidden: sheet.visibility != .visible, source, definitions))
    }
    return (heads, charts)
  }

  private func reading<Result>(
    _ body: () throws(WorkbookError) -> Result
  ) throws(ReadFailure) -> Result {
    do throws(WorkbookError) {
      return try body()
    } catch {
      throw ReadFailure(error)
    }
  }

  private func heads(ofText bytes: [UInt8]) throws(ReadFailure) -> [SheetHead] {
    let text: DecodedText
    do throws(TextEncodingError) {
      text = try decodeText(bytes)
    } catch {
      throw ReadFailure(error)
    }
    let source = TableSource(CSVReader(text.bytes), budget: CellBudget(limits))
    return [try SheetHead(name: nil, isHidden: false, source, definitions)]
  }

  // MARK: Archives

  private func members(
    of bytes: [UInt8], path: String, archives: Int
  ) throws(ReadFailure) -> [OpenedFile] {
    var members: [OpenedFile] = []
    do throws(ZipError) {
      let archive = try ZipReader(bytes: bytes, limits: limits.workbook.archive)
      for member in ArchiveMembers.files(of: archive) {
        let content = try archive.read(member.entry)
        members.append(read(content, path: path + "/" + member.path, archives: archives))
      }
    } catch {
      throw ReadFailure(error)
    }
    // Nobody who sends an archive means to send nothing.
    if members.isEmpty { throw .damaged(reason: "压缩包里没有文件") }
    return members
  }

  // MARK: Bureau

  /// The bureau of a file, from what is given, its path, and the lines of its sheets.
  func recognise(
    _ evidence: PathEvidence, _ heads: [SheetHead]
  ) -> BureauRecognition.Result {
    var sources = [
      BureauRecognition.Source(title: "指定单位", codes: bureau.map { [$0] } ?? []),
      BureauRecognition.Source(title: "文件夹", codes: evidence.folder),
      BureauRecognition.Source(title: "文件名", codes: evidence.file),
    ]
    for head in heads {
      let stated = head.lines.bureaus.map { ("填报单位", $0.value) }
      // A title counts where no 填报单位 line does.
      let titles = stated.isEmpty ? head.lines.titleBureaus.map { ("标题", $0.value) } : []
      for (title, codes) in stated + titles {
        let source = BureauRecognition.Source(title: title, codes: codes)
        if !sources.contains(source) { sources.append(source) }
      }
    }
    return BureauRecognition.settle(sources)
  }
}
