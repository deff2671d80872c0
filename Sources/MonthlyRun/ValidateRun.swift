public import Files
public import Findings
import Intake
import Ledger
public import ListSchema
import Receipts
import ReturnCopy
import Validation
public import Values

/// Checks files before they are sent: files → checked lists → findings and verdict.
public struct ValidateRun: Sendable {
  /// What is to be checked, and as what.
  public struct Request: Sendable {
    /// Files and folders.
    public var inputs: [String]
    /// The one list to check, `nil` for all.
    public var only: ListName?
    /// The reporting month, `nil` to take the one the files state, else the month before now.
    public var period: Period?
    /// The bureau, by any of its names; `nil` where each file tells.
    public var bureau: String?
    /// Last month's `汇总`, or its `data`.
    public var ledgerFolder: String?

    /// A request to check files.
    public init(
      inputs: [String], only: ListName? = nil, period: Period? = nil, bureau: String? = nil,
      ledgerFolder: String? = nil
    ) {
      self.inputs = inputs
      self.only = only
      self.period = period
      self.bureau = bureau
      self.ledgerFolder = ledgerFolder
    }
  }

  /// What a check found.
  public struct Outcome: Sendable {
    /// The month that was checked against.
    public let period: Period
    /// The files.
    public let files: [CheckedFile]
    /// Everything found, in the one order.
    public let findings: [Finding]
    /// Words of other classifications and the list's own words that they count under.
    public var foldings: [String] {
      Set(files.flatMap(\.lists).flatMap(\.foldings))
        .sorted { ($0.heading, $0.filed) < ($1.heading, $1.filed) }
        .map { "\($0.heading)：\($0.filed) → \($0.word)" }
    }
    /// What it comes to.
    public let verdict: Verdict
  }

  let settings: RunSettings
  let resources: Resources
  let request: Request
  let bureau: BureauCode?

  /// A check.
  ///
  /// - Parameters:
  ///   - request: What is to be checked.
  ///   - settings: Flags and settings.
  ///   - resources: Lists and rules.
  /// - Throws: ``ValidateError`` where the bureau named is none.
  public init(
    _ request: Request, settings: RunSettings, resources: Resources
  ) throws(ValidateError) {
    self.request = request
    self.settings = settings
    self.resources = resources
    if let name = request.bureau {
      let codes = resources.definitions.bureaus.recognise(name)
      guard codes.count == 1, let code = codes.first else {
        throw .unknownBureau(name, resources.definitions.bureaus)
      }
      bureau = code
    } else {
      bureau = nil
    }
  }

  /// Runs the check.
  ///
  /// - Returns: The files, the findings and the verdict.
  /// - Throws: ``ValidateError`` where an input can't be read at all.
  public func run() async throws(ValidateError) -> Outcome {
    let inputs = try self.inputs()
    let given = request.period ?? inputs.compactMap(\.month).first
    let stating = given == nil ? readUntilStated(inputs) : nil
    let period = given ?? stating?.period ?? Period(containing: settings.now.day).previous
    let earlier = try earlierOutputs(period)
    let reader = stating?.reader.of(period)
    let check = SubmissionCheck(
      resources: resources, settings: settings, period: period, earlier: earlier?.months,
      bureau: bureau, reader: reader)
    let checked: [[CheckedFile]]
    if inputs.count == 1, let stating {
      let file = reader == nil ? stating.file : stating.searched
      checked = [check.check(file, of: stating.bytes) { _ in nil }]
    } else {
      checked = await FileFanOut.map(inputs, jobs: settings.jobs) { input in
        check.check(input.name, in: input.folder) { _ in nil }
      }
    }
    let read = zip(inputs, checked).flatMap { input, files in
      files.map { limited($0, of: input) }
    }
    let files = try compared(read, earlier, period)
    var sink = FindingSink(resources.rules.severities(changed: settings.severities))
    var notChecked: [String] = []
    report(missingListsOf: files, inputs, into: &sink, &notChecked)
    let findings = (files.flatMap(\.findings) + sink.findings).sorted(by: Finding.precedes)
    notChecked += Self.silenced(files)
    if let month = earlier?.ledgerMonth {
      if month != period.previous {
        notChecked.append("与上月累计数的对照（--ledger 是\(month.chinese)的）")
      }
    } else {
      notChecked.append("与上月台账、累计数的对照（没有给出 --ledger）")
    }
    return Outcome(
      period: period, files: files, findings: findings,
      verdict: Verdict(files, findings, notChecked: notChecked, resources.definitions))
  }

  /// Checks one file that lies in memory, by itself: what ``run()`` does, but for the comparison
  /// with other files and months.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - path: Its name, with the folder of its bureau if that tells it.
  /// - Returns: The file, the findings and the verdict.
  public func check(_ bytes: [UInt8], path: String) -> Outcome {
    let period = request.period ?? Period(containing: settings.now.day).previous
    let check = SubmissionCheck(
      resources: resources, settings: settings, period: period, earlier: nil, bureau: bureau)
    let input = Input(folder: "", name: path)
    let files = check.check(bytes, path: path) { _ in nil }.map { limited($0, of: input) }
    let findings = files.flatMap(\.findings).sorted(by: Finding.precedes)
    return Outcome(
      period: period, files: files, findings: findings,
      verdict: Verdict(files, findings, notChecked: Self.silenced(files), resources.definitions))
  }

  /// Whether a file is a copy that ``returnCopy(of:)`` made.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: Whether it has our 校验意见 sheet.
  public static func isReturnCopy(_ bytes: [UInt8]) -> Bool { ReturnCopy.isCopy(bytes) }

  /// The one file that was checked, marked and commented: its 退回 copy.
  ///
  /// - Parameter outcome: What the check found.
  /// - Returns: The copy, and the extension that its name must have: `xlsx` or `xlsm`.
  /// - Throws: ``ValidateError/notOneFile`` where folders, several files or an archive of several
  ///   were checked, else ``ValidateError/input(_:)``.
  public func returnCopy(
    of outcome: Outcome
  ) throws(ValidateError) -> (bytes: [UInt8], suffix: String) {
    guard let path = request.inputs.first, outcome.files.count == 1,
      let file = outcome.files.first, let input = try inputs().first, input.month == nil,
      !input.isOfFolder, request.inputs.count == 1
    else { throw .notOneFile }
    let step = ReturnStep(resources: resources, settings: settings, period: outcome.period)
    guard let copy = step.copy(of: file, findings: outcome.findings, in: input.folder) else {
      throw .input(.changedWhileRead(path: path))
    }
    return (copy.bytes, copy.suffix)
  }

  private func earlierOutputs(_ period: Period) throws(ValidateError) -> EarlierOutputs? {
    guard let folder = request.ledgerFolder else { return nil }
    do throws(EarlierOutputError) {
      return try EarlierOutputs.read(
        ledgerFolder: folder, period: period, definitions: resources.definitions)
    } catch {
      throw .ledger(error)
    }
  }

  /// The files with what only the ledger shows.
  private func compared(
    _ files: [CheckedFile], _ earlier: EarlierOutputs?, _ period: Period
  ) throws(ValidateError) -> [CheckedFile] {
    guard let earlier else { return files }
    let comparison = LedgerComparison(
      definitions: resources.definitions,
      severities: resources.rules.severities(changed: settings.severities), period: period,
      earlier: earlier)
    var compared: [CheckedFile] = []
    for file in files {
      do throws(CarryForwardError) {
        compared.append(try comparison.compared(file))
      } catch {
        throw .ledger(.notEarlier(month: earlier.ledgerMonth ?? period, period: period))
      }
    }
    return compared
  }

  // MARK: What is left out

  /// The file by the name that was given, with nothing but the list asked for.
  private func limited(_ file: CheckedFile, of input: Input) -> CheckedFile {
    var file = input.prefix.map { file.withoutPrefix($0) } ?? file
    guard let only = request.only else { return file }
    file.lists.removeAll { $0.list != only }
    file.tables.removeAll { $0.list != only }
    file.findings.removeAll { finding in finding.place.list.map { $0 != only } ?? false }
    return file
  }

  /// T001 where a bureau's folder was given; else the verdict says which lists are not there.
  private func report(
    missingListsOf files: [CheckedFile], _ inputs: [Input], into sink: inout FindingSink,
    _ notChecked: inout [String]
  ) {
    guard request.only == nil else { return }
    let held = Set(files.flatMap(\.listNames))
    let missing = ListName.allCases.filter { !held.contains($0) }
    if missing.isEmpty || files.allSatisfy({ !$0.isSubmission }) { return }
    if let prefix = inputs.first?.prefix,
      inputs.allSatisfy({ $0.prefix == prefix && $0.isOfFolder })
    {
      let code = resources.definitions.bureaus.recognise(prefix).first
      let name = code.flatMap { resources.definitions.bureaus[$0]?.name } ?? prefix
      for list in missing {
        sink.emit(
          "T001", at: Place(bureau: code, list: list),
          values: [.init("bureau", name), .init("expected", list.chinese)])
      }
    } else if inputs.allSatisfy({ $0.month == nil }) {
      notChecked.append("没有的清单：" + missing.map(\.chinese).joined(separator: "、"))
    }
  }

  private static func silenced(_ files: [CheckedFile]) -> [String] {
    var lines: [String] = []
    for file in files {
      let lists = file.lists.filter { !$0.isChecked }.map(\.list.chinese)
      if !lists.isEmpty {
        lines.append("\(file.path) \(lists.joined(separator: "、")) 的各行（先改表头）")
      }
      if !file.unreadableLists.isEmpty {
        let names = file.unreadableLists.map(\.chinese).joined(separator: "、")
        lines.append("\(file.path) \(names) 的各行（没有找到表头）")
      }
      if file.isRefused, file.lists.isEmpty, file.isSubmission {
        lines.append("\(file.path) 的内容（文件读不出来）")
      }
    }
    return lines
  }
}

/// Why a check could not be done.
public enum ValidateError: Error {
  /// A file or folder can't be read.
  case input(FileError)
  /// A copy can be made of one file only.
  case notOneFile
  /// Nothing to check in what was given.
  case nothing([String])
  /// None of the bureaus has this name.
  case unknownBureau(String, BureauDirectory)
  /// The ledger given can't be read.
  case ledger(EarlierOutputError)
}

extension CheckedFile {
  /// The file with its names relative to a folder.
  fileprivate func withoutPrefix(_ prefix: String) -> CheckedFile {
    func cut(_ path: String) -> String {
      path.hasPrefix(prefix + "/") ? String(path.dropFirst(prefix.count + 1)) : path
    }
    var file = self
    file.path = cut(path)
    for index in file.findings.indices {
      file.findings[index].place.file = file.findings[index].place.file.map(cut)
    }
    return file
  }
}
