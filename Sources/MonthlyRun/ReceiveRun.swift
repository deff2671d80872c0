import Files
public import Findings
import ListSchema
public import Receipts
import Validation
public import Values

/// Registers the files that have arrived in a month's folder: a row of `收件登记.csv` for each that
/// has none, with the time of the run.
public struct ReceiveRun: Sendable {
  private let month: OpenedMonth
  private let method: String

  /// A run over a month's folder.
  ///
  /// - Parameters:
  ///   - folder: The month's folder; its name is the month.
  ///   - method: How the files came, such as 邮件, for the register's 登记方式.
  ///   - settings: Flags and settings.
  /// - Throws: ``RunError`` where the run can't begin.
  public init(
    folder: String, method: String = RegisterRow.registeredMethod, settings: RunSettings
  ) throws(RunError) {
    month = try OpenedMonth(folder, settings)
    self.method = method
  }

  /// The texts of the findings.
  public var rules: RuleCatalogue { month.resources.rules }

  /// A file registered.
  public struct Arrival: Sendable {
    /// Path in the folder, that of the archive where it is one.
    public let path: String
    /// The bureau, where it can be told.
    public let bureau: BureauCode?
    /// The lists that can be read.
    public let lists: [ListName]
    /// The lists that can't be, or that are to be mended first.
    public let unreadable: [ListName]
    /// Whether the file was refused as a whole, by what.
    public let refusal: Finding?
    /// Errors found in it.
    public let errors: Int
    /// When the version before, of other bytes and the same name, was registered.
    public let replacedSince: Instant?
    /// What it has changed against the versions before it that still lie in the folder.
    public let changes: [VersionChange]
    /// Files registered at the same time that hold one of its lists too.
    public let twins: [String]
  }

  /// What was registered.
  public struct Outcome: Sendable {
    /// The month.
    public let period: Period
    /// The clock of the run: the time of the receipts.
    public let now: Instant
    /// Files registered, in order.
    public let arrivals: [Arrival]
    /// How many files the register knew before.
    public let known: Int
    /// Files that are no submission.
    public let strangers: [String]
    /// Files that can't be opened, so that they can't be registered.
    public let unopened: [String]
    /// What the person who runs it should know.
    public let notices: [String]
    let bureauNames: [BureauCode: String]

    /// Whether something registered has to go back to its bureau.
    public var hasErrors: Bool {
      !unopened.isEmpty || arrivals.contains { $0.errors > 0 || $0.refusal != nil }
    }
  }

  /// Registers what is new.
  ///
  /// - Returns: What was registered, and what was not.
  /// - Throws: ``RunError``; the register is then as it was.
  public func run() async throws(RunError) -> Outcome {
    let (resources, settings) = (month.resources, month.settings)
    let submissions = try SubmissionFiles(
      folder: month.folder, settings: settings, resources: resources)
    let now = settings.now
    let files = await submissions.check(period: month.period, earlier: nil) { _ in
      Receipt(registered: now)
    }
    let new = submissions.unregistered(files)
    let entered: Set<String>?
    do throws(FileError) {
      entered = try submissions.register(new, method: method)
    } catch {
      throw .output(error)
    }
    guard let entered else {
      throw .register(path: "\(month.folder)/\(ReceiptRegisterFile.name)")
    }
    let arrivals = new.filter { entered.contains($0.source) }.map { file in
      arrival(of: file.source, files, submissions.register)
    }
    let submitted = Set(files.filter(\.isSubmission).map(\.source))
    let unopened = files.filter { $0.isSubmission && $0.receipt == nil }.map(\.path)
    return Outcome(
      period: month.period, now: now, arrivals: arrivals,
      known: submitted.count - arrivals.count - unopened.count,
      strangers: files.filter { !$0.isSubmission }.map(\.path), unopened: unopened,
      notices: month.notices + resources.notices + submissions.notices,
      bureauNames: Dictionary(
        resources.definitions.bureaus.bureaus.map { ($0.code, $0.name) },
        uniquingKeysWith: { first, _ in first }))
  }

  /// What came in a file, or in the files of an archive.
  private func arrival(
    of source: String, _ files: [CheckedFile], _ register: ReceiptRegister
  ) -> Arrival {
    let parts = files.filter { $0.source == source && $0.isSubmission }
    let others = files.filter { $0.source != source }
    // A file that came with this one is no version before it.
    let before = others.filter { $0.receipt?.row ?? 0 > 0 }
    var changes: [VersionChange] = []
    var twins: Set<String> = []
    for part in parts where !part.isRefused {
      guard let bureau = part.bureau else { continue }
      for list in part.lists.map(\.list) {
        if let old = before.last(version: list, of: bureau, before: part),
          let change = VersionChange(of: list, in: bureau, from: old, to: part)
        {
          changes.append(change)
        }
        twins.formUnion(
          others.filter { other in
            other.receipt?.row == 0 && other.bureau == bureau && !other.isRefused
              && list.checked(in: other) != nil
          }.map(\.source))
      }
    }
    return Arrival(
      path: source, bureau: parts.compactMap(\.bureau).first,
      lists: Set(parts.filter { !$0.isRefused }.flatMap(\.lists).map(\.list)).sorted(),
      unreadable: Set(parts.flatMap(\.unreadableLists)).sorted(),
      refusal: parts.filter(\.isRefused).flatMap(\.findings).first {
        $0.rule.rawValue.first == "F"
      },
      errors: parts.flatMap(\.findings).count { $0.severity == .error },
      replacedSince: register.rows(of: source).map(\.received).max(),
      changes: changes.sorted { $0.list < $1.list }, twins: twins.sorted())
  }
}
