public import Files
import Findings
import Ledger
import ListRecords
import ListSchema
import Receipts
public import Report
import Validation
public import Values

/// Merges one month's folder: files → checked lists → versions that count → ledger → month.
public struct MergeRun: Sendable {
  private let folder: String
  private let output: String
  let period: Period
  private let settings: RunSettings
  let resources: Resources
  let deadline: Deadline
  /// What the person who runs it should know of settings and templates.
  let notices: [String]
  private let tool: (name: String, version: String)

  /// A run over a month's folder.
  ///
  /// - Parameters:
  ///   - folder: The month's folder; its name is the month.
  ///   - output: The output folder; `nil` for `汇总` in the month's folder.
  ///   - settings: Flags and settings.
  ///   - tool: The program's name and version.
  /// - Throws: ``RunError`` where the run can't begin.
  public init(
    folder: String, output: String?, settings: RunSettings, tool: (name: String, version: String)
  ) throws(RunError) {
    let month = try OpenedMonth(folder, settings)
    self.folder = month.folder
    self.output =
      output.map(OpenedMonth.withoutTrailingSlash)
      ?? "\(month.folder)/\(EarlierOutputs.folderName)"
    period = month.period
    self.settings = month.settings
    resources = month.resources
    deadline = try month.deadline()
    notices = month.notices + month.resources.notices
    self.tool = tool
  }

  /// What a run left.
  public struct Outcome: Sendable {
    /// The month.
    public let month: MergedMonth
    /// Every printed number.
    public let figures: MonthlyFigures
    /// Path of the output folder.
    public let output: String
    /// Names of the files in it.
    public let files: [String]
    /// What the person who runs it should know: register rows that can't be read …
    public let notices: [String]
    /// What the ledger goes on from.
    public let ledgerOrigin: LedgerOrigin
  }

  /// Runs the merge and swaps the output in.
  ///
  /// - Returns: The month, and where its report lies.
  /// - Throws: ``RunError``; the old output is then as it was.
  public func run() async throws(RunError) -> Outcome {
    let lock = try Self.lock(folder)
    let outcome = try await work()
    // Held until here: a second run on the folder is told so and stops.
    _ = consume lock
    return outcome
  }

  private static func lock(_ folder: String) throws(RunError) -> FileLock {
    do throws(FileError) {
      return try FileLock(folder)
    } catch {
      throw .folder(error)
    }
  }

  private func work() async throws(RunError) -> Outcome {
    do throws(FileError) {
      try FolderSwap.mend(output)
    } catch {
      throw .folder(error)
    }
    let own = "\(folder)/\(EarlierOutputs.folderName)"
    try MonthOutput.assureReplaceable(output, by: period, isOwn: output == own)
    let reading = try await read()
    if reading.submissions.isEmpty { throw .empty(path: folder) }
    var month = reading.month
    guard month.accounting.allSatisfy(\.isBalanced) else { throw .unbalanced }
    settings.progress?(.writing)
    let figures = MonthlyFigures(month)
    let returned = await ReturnStep(resources: resources, settings: settings, period: period)
      .copies(of: reading.files, findings: month.findings, in: folder)
    month.name(returned: returned.map { ($0.file, $0.output.name) })
    let output = MonthOutput(month, figures, resources, returned: returned.map(\.output))
    let submissions = reading.submissions
    let swap = try swap()
    let digests = try await output.write(to: swap.folder, jobs: settings.jobs)
    do throws(FileError) {
      // First the register, so that a later copy of a file does not change when it was received:
      // should it fail, the old output stands.
      _ = try submissions.register(
        submissions.unregistered(reading.files), method: RegisterRow.modificationTimeMethod)
      try swap.commit()
    } catch {
      throw .output(error)
    }
    var origin = reading.origin
    origin.compare(digests)
    return Outcome(
      month: month, figures: figures, output: self.output, files: output.files.map(\.name),
      notices: notices + reading.notices + origin.notices, ledgerOrigin: origin)
  }

  private func swap() throws(RunError) -> FolderSwap {
    do {
      return try FolderSwap(replacing: output)
    } catch {
      throw .output(error)
    }
  }

  /// A month read and merged in memory.
  struct Reading {
    let submissions: SubmissionFiles
    let files: [CheckedFile]
    let month: MergedMonth
    let origin: LedgerOrigin
    /// What the person who runs it should know of the register and of what it leaves open.
    let notices: [String]
  }

  /// Reads and merges the month as it stands; writes nothing and takes no lock.
  func read() async throws(RunError) -> Reading {
    let submissions = try SubmissionFiles(folder: folder, settings: settings, resources: resources)
    var earlier: EarlierOutputs
    do throws(EarlierOutputError) {
      earlier = try EarlierOutputs.read(
        beside: folder, output: output, period: period, definitions: resources.definitions)
    } catch {
      throw .earlier(error)
    }
    let now = settings.now
    let files = await submissions.check(period: period, earlier: earlier.months) { modified in
      Receipt(modified: modified, now: now)
    }
    settings.progress?(.merging)
    var ties: [String] = []
    let month = try merge(files, &earlier, &ties)
    return Reading(
      submissions: submissions, files: files, month: month, origin: earlier.origin(of: period),
      notices: submissions.notices + ties)
  }

  private func merge(
    _ files: [CheckedFile], _ earlier: inout EarlierOutputs, _ ties: inout [String]
  ) throws(RunError) -> MergedMonth {
    let definitions = resources.definitions
    var sink = FindingSink(resources.rules.severities(changed: settings.severities))
    // A bureau that sends though it need not is taken in, so that its rows are not lost.
    let sending = files.filter(\.isSubmission).compactMap(\.bureau)
    let due = settings.bureaus.map { Set($0) }
    let bureaus = definitions.bureaus.bureaus.filter {
      due?.union(sending).contains($0.code) ?? true
    }
    let receipts = ReceiptStep(
      period: period, deadline: deadline, bureaus: bureaus, due: due, files: files
    ).settle(&sink)
    ties = receipts.ties
    let selection = VersionSelection(files: files, counting: receipts.counting)
    sink.append(selection.findings)
    let parts = selection.parts
    let hazards = parts[.hazards] ?? []
    let ledger: LedgerMonth
    let hasLedger = earlier.ledger != nil
    var inputs = files.map(InputFile.init) + earlier.inputs
    do throws(CarryForwardError) {
      let step = LedgerStep(
        definitions: definitions, period: period, parts: hazards, bars: selection.bars)
      ledger = try step.advance(
        &earlier, reported: selection.reported(.hazards, receipts.reporting))
    } catch {
      throw .ledger("\(error)")
    }
    // Named as inputs where a number rests on them; else the second of two equal runs would
    // differ from the first by that line alone.
    if ledger.restsOnGivenNumbers { inputs += earlier.numberInputs }
    let comparison = LedgerFindings(
      definitions: definitions, parts: hazards, hasLedger: hasLedger,
      silenced: selection.silenced(.hazards), files: receipts.files(.hazards))
    comparison.emit(ledger, into: &sink)
    if hasLedger {
      M004UnknownHazard(parts: parts[.measures] ?? [], ledger: ledger.ledger).check(&sink)
    }
    let findings = sink.findings.sorted(by: Finding.precedes)
    return MergedMonth(
      period: period, now: settings.now, tool: tool, settings: settings.printed,
      bureaus: bureaus, definitions: definitions, lists: parts, reporting: receipts.reporting,
      accounting: selection.accounting, findings: findings, rules: resources.rules,
      ledger: ledger, previousAccidents: earlier.accidents,
      earlierAccidents: earlier.accidentMonths, inputs: inputs,
      exitStatus: Self.exitStatus(findings, receipts.reporting))
  }

  /// 0 where nothing is to be mended; 1 with errors, or a missing or late bureau.
  private static func exitStatus(_ findings: [Finding], _ reporting: [ReportingRow]) -> Int {
    let hasErrors = findings.contains { $0.severity == .error }
    let hasGaps = reporting.contains { !$0.state.isOnTime }
    return hasErrors || hasGaps ? 1 : 0
  }
}

/// Why a run could not be done: no output is left half-written.
public enum RunError: Error {
  /// The folder can't be read, or another run holds it.
  case folder(FileError)
  /// The folder's name is no month.
  case notAMonth(name: String)
  /// There is nothing in the folder.
  case empty(path: String)
  /// The folder of a month that is to be merged has not been made.
  case noMonth(Period, path: String)
  /// What stands where the output is to go was not written by a merge: it is not replaced.
  case foreignFolder(path: String)
  /// An earlier output holds a file that no merge writes: it is not replaced.
  case foreignFile(path: String, name: String)
  /// What stands where the output is to go is that of another month: it is not replaced.
  case otherMonth(path: String, period: Period)
  /// `monthly-merge.yaml` can't be used.
  case settings(SettingsError)
  /// The lists, rules or templates can't be used.
  case resources(ResourceError)
  /// What an earlier run left can't be gone on from.
  case earlier(EarlierOutputError)
  /// The ledger can't be carried forward.
  case ledger(String)
  /// Rows are not accounted for: a fault of this program.
  case unbalanced
  /// The report can't be made: a template is at fault.
  case report(String)
  /// The output can't be written.
  case output(FileError)
  /// None of the months was merged.
  case notMerged(months: [Period], root: String)
  /// Files can't be entered into the register as staff have saved it.
  case register(path: String)
}
