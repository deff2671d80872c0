public import Files
import Findings
import Intake
import ListSchema
import Receipts
import Report
import Validation
import Values
import Workbook

/// Reads one file and checks every list in it: the one way in for both commands.
struct SubmissionCheck: Sendable {
  let resources: Resources
  let settings: RunSettings
  let period: Period
  let earlier: EarlierMonths?
  /// The bureau that all files are known to be of.
  let bureau: BureauCode?
  private let reader: SubmissionReader

  /// A check of files for a month.
  ///
  /// - Parameters:
  ///   - resources: Lists and rules.
  ///   - settings: Flags and settings.
  ///   - period: The month.
  ///   - earlier: What earlier months left.
  ///   - bureau: The bureau that all files are known to be of.
  ///   - reader: A reader for the month, where there is one already.
  init(
    resources: Resources, settings: RunSettings, period: Period, earlier: EarlierMonths?,
    bureau: BureauCode? = nil, reader: SubmissionReader? = nil
  ) {
    self.resources = resources
    self.settings = settings
    self.period = period
    self.earlier = earlier
    self.bureau = bureau
    self.reader =
      reader
      ?? SubmissionReader(
        resources.definitions, period: period, bureau: bureau, limits: settings.intakeLimits)
  }

  /// Checks a file of a folder.
  ///
  /// - Parameters:
  ///   - path: Path relative to the folder, with `/`.
  ///   - folder: The folder.
  ///   - receipt: When a file of such a SHA-256 was received.
  /// - Returns: One checked file, or one for each file in an archive.
  func check(
    _ path: String, in folder: String, receipt: (_ sha256: String) -> Receipt?
  ) -> [CheckedFile] {
    do throws(FileError) {
      let bytes = try readFile("\(folder)/\(path)", limit: limits.fileBytes)
      return check(bytes, path: path, receipt: receipt)
    } catch {
      return [unreadable(path, error)]
    }
  }

  /// Checks the bytes of a file.
  func check(
    _ bytes: [UInt8], path: String, receipt: (_ sha256: String) -> Receipt?
  ) -> [CheckedFile] {
    check(reader.read(bytes, path: path), of: bytes, receipt: receipt)
  }

  /// Checks a file that was opened before.
  func check(
    _ opened: OpenedFile, of bytes: [UInt8], receipt: (_ sha256: String) -> Receipt?
  ) -> [CheckedFile] {
    let sha256 = Digest.hexadecimal(of: bytes)
    let received = receipt(sha256)
    var sink = FindingSink(severities)
    return reader.settle(opened, into: &sink).map { submission in
      var file = CheckedFile(
        submission, source: opened.path, sha256: sha256, bytes: bytes.count, receipt: received)
      file.findings = sink.findings.filter { $0.place.file == submission.path }
      checkLists(of: submission, into: &file)
      file.findings.sort(by: Finding.precedes)
      return file
    }
  }

  private var severities: RuleSeverities {
    resources.rules.severities(changed: settings.severities)
  }

  private var limits: IntakeLimits { settings.intakeLimits }

  /// Reads the tables in the order of the sheets, since a sheet is read once and may hold
  /// several; what belongs to a list is checked together.
  private func checkLists(
    of submission: Submission, into file: inout CheckedFile
  ) {
    var submission = submission
    let context = ValidationContext(
      definitions: resources.definitions, severities: severities, period: period,
      bureau: submission.bureau, receivedOn: file.receipt?.time.day ?? settings.now.day,
      earlier: earlier)
    var checkers: [ListName: ListChecker] = [:]
    var sink = FindingSink(severities)
    do throws(ReadFailure) {
      var index = 0
      while index < submission.tables.count {
        let list = submission.tables[index].list
        var checker = checkers.removeValue(forKey: list) ?? ListChecker(list, context)
        let hasFault = submission.tables[index].hasHeaderFault
        try checker.read(&submission.tables[index], hasHeaderFault: hasFault)
        checkers[list] = checker
        try reader.openTable(below: index, of: &submission, into: &sink)
        index += 1
      }
    } catch {
      refuse(&file, error)
      return
    }
    file.tables = submission.tables.map { TableColumns($0) }
    file.findings += sink.findings
    if submission.refusal != nil { file.isRefused = true }
    for list in checkers.keys.sorted() {
      guard let checked = checkers.removeValue(forKey: list)?.finish() else { continue }
      var sink = FindingSink(severities)
      submission.reportRows(of: list, into: &sink)
      file.findings += submission.explained(sink.findings)
      file.findings += checked.findings.map { finding in
        var finding = finding
        finding.place.file = file.path
        finding.place.bureau = file.bureau
        return finding
      }
      if checked.namesOtherBureau { file.isRefused = true }
      file.lists.append(checked)
    }
  }

  /// A file that turns out to be damaged further down is refused as a whole: what was read of it
  /// before is no list.
  private func refuse(_ file: inout CheckedFile, _ failure: ReadFailure) {
    var sink = FindingSink(severities)
    failure.report(at: Place(bureau: file.bureau, file: file.path), into: &sink)
    file.findings = sink.findings
    file.lists = []
    file.tables = []
    file.isRefused = true
  }

  /// What is known to be nobody's submission, unread: F010.
  func noSubmission(_ path: String) -> CheckedFile {
    var sink = FindingSink(severities)
    sink.emit("F010", at: Place(file: path))
    return CheckedFile(
      path: path, source: path, sha256: "", bytes: 0, bureau: nil, isSubmission: false,
      isRefused: true, unreadableLists: [], lists: [], findings: sink.findings)
  }

  private func unreadable(_ path: String, _ error: FileError) -> CheckedFile {
    let failure: ReadFailure =
      switch error {
      case .tooLarge(_, let bytes, let limit):
        .limit(.fileBytes, figure: limit, met: bytes)
      // By its path in the folder: where that lies enters no output.
      default: .damaged(reason: error.named(path).chinese)
      }
    let named = PathNames(path, resources.definitions)
    let place = Place(bureau: bureau ?? named.bureau, file: path)
    var sink = FindingSink(severities)
    failure.report(at: place, into: &sink)
    return CheckedFile(
      path: path, source: path, sha256: "", bytes: 0, bureau: place.bureau, isSubmission: true,
      isRefused: true, unreadableLists: [], lists: [], findings: sink.findings)
  }
}

/// What a path alone tells of a file that can't be read.
private struct PathNames {
  let bureau: BureauCode?

  init(_ path: String, _ definitions: Definitions) {
    let codes = Set(
      path.split(separator: "/").flatMap { definitions.bureaus.recognise(String($0)) })
    bureau = codes.count == 1 ? codes.first : nil
  }
}

extension CheckedFile {
  init(
    _ submission: Submission, source: String, sha256: String, bytes: Int, receipt: Receipt?
  ) {
    self.init(
      path: submission.path, source: source, sha256: sha256, bytes: bytes,
      bureau: submission.bureau, isSubmission: submission.isSubmission,
      isRefused: submission.refusal != nil,
      unreadableLists: submission.unreadLists.compactMap(\.list), lists: [], findings: [],
      receipt: receipt)
  }
}

extension FileError {
  /// The error for the person at the keyboard: what, where, and what to do.
  public var chinese: String {
    switch self {
    case .notFound(let path): "找不到 \(path)"
    case .permissionDenied(let path): "没有权限读写 \(path)，请检查文件或文件夹的权限"
    case .isFolder(let path): "\(path) 是文件夹，这里要一个文件"
    case .notFolder(let path): "\(path) 是文件，这里要一个文件夹"
    case .notRegular(let path): "\(path) 不是普通文件"
    case .brokenLink(let path): "\(path) 是失效的链接，它指向的文件或文件夹不存在，或绕回了自己；请放入文件本身，或删除这个链接"
    case .readOnly(let path): "\(path) 在只读的磁盘上，不能写入"
    case .tooLarge(let path, let bytes, let limit): "\(path) 有 \(bytes) 字节，超过上限 \(limit) 字节"
    case .tooMany(let path, let limit): "\(path) 里的文件超过 \(limit) 个，请检查是不是放错了文件夹"
    case .changedWhileRead(let path): "\(path) 在读取时被改动，请稍后重试"
    case .locked(let path): "另一次汇总正在处理 \(path)，请等它结束后再运行"
    case .notRemovable(let path, let owner):
      "\(path)（属于用户 \(owner)）当前用户删不掉，不能替换它所在的结果文件夹；"
        + "请检查它的权限，或请管理员用 chown -R 把整个结果文件夹改为当前用户所有，再运行"
    case .leftover(let path, let owner):
      "\(path) 是以前的汇总换下来的旧结果（属于用户 \(owner)），当前用户删不掉；"
        + "里面没有要用的东西，请让 \(owner) 或管理员删除它（rm -rf '\(path)'），再运行"
    case .noSpace(let path): "磁盘已满，写不下 \(path)"
    case .sizeLimited(let path): "\(path) 超过系统允许的文件大小（ulimit -f），写不下"
    case .nameTooLong(let path): "\(path) 的名字太长，系统不接受；请改短"
    case .busy(let path): "\(path) 正被系统或别的程序占用（或是挂载点），不能替换；请稍后重试，或另指一个文件夹"
    case .system(let path, let operation, let code): "\(path)：系统调用 \(operation) 出错（\(code)）"
    }
  }
}
