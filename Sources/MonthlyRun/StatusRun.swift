import Files
import Findings
import ListSchema
public import Receipts
public import Report
import Validation
import Values

/// Who has sent what for a month in progress: the merge without its outputs. Nothing is written.
public struct StatusRun: Sendable {
  private let merge: MergeRun

  /// A look at a month's folder.
  ///
  /// - Parameters:
  ///   - folder: The month's folder; its name is the month.
  ///   - settings: Flags and settings.
  ///   - tool: The program's name and version.
  /// - Throws: ``RunError`` where the run can't begin.
  public init(
    folder: String, settings: RunSettings, tool: (name: String, version: String)
  ) throws(RunError) {
    merge = try MergeRun(folder: folder, output: nil, settings: settings, tool: tool)
  }

  /// How a month stands.
  public struct Outcome: Sendable {
    /// The month as a merge would find it.
    public let month: MergedMonth
    /// Errors and open warnings of each list as received.
    let faults: [ReceiptStep.ListKey: Faults]
    /// When its lists are due.
    public let deadline: Deadline
    /// What later versions have changed.
    public let changes: [VersionChange]
    /// Files of submissions that the register does not know.
    public let unregistered: [String]
    /// Files that are no submission.
    public let strangers: [String]
    /// What the person who asks should know of register and templates.
    public let notices: [String]
  }

  /// Reads the folder.
  ///
  /// - Returns: How the month stands.
  /// - Throws: ``RunError`` where the folder or an earlier month's ledger can't be read.
  public func run() async throws(RunError) -> Outcome {
    let reading = try await merge.read()
    let files = reading.files
    return Outcome(
      month: reading.month, faults: Self.faults(reading.month), deadline: merge.deadline,
      changes: VersionChange.all(files, reading.month.reporting),
      unregistered: reading.submissions.unregistered(files).map(\.source),
      strangers: files.filter { !$0.isSubmission }.map(\.path),
      notices: merge.notices + reading.notices)
  }
}

extension StatusRun {
  /// Faults of a list.
  struct Faults {
    var errors = 0
    var warnings = 0
  }

  /// The faults of what came. That something came late, or not at all, is told by its state.
  private static func faults(_ month: MergedMonth) -> [ReceiptStep.ListKey: Faults] {
    var faults: [ReceiptStep.ListKey: Faults] = [:]
    for finding in month.findings where !finding.isOfReceipt && !finding.isExplained {
      guard let bureau = finding.place.bureau, let list = finding.place.list else { continue }
      let key = ReceiptStep.ListKey(bureau: bureau, list: list)
      switch finding.severity {
      case .error: faults[key, default: Faults()].errors += 1
      case .warning: faults[key, default: Faults()].warnings += 1
      case .info: continue
      }
    }
    return faults
  }
}

extension Finding {
  /// Whether it tells when a submission came, not what is in it.
  fileprivate var isOfReceipt: Bool {
    rule == "T001" || rule.rawValue.hasPrefix("D")
  }
}

extension VersionChange {
  /// What the versions that count have changed against those received before them.
  static func all(_ files: [CheckedFile], _ reporting: [ReportingRow]) -> [VersionChange] {
    reporting.compactMap { row in
      guard row.versions > 1, let path = row.file,
        let counting = files.first(where: { $0.path == path }),
        let before = files.last(version: row.list, of: row.bureau, before: counting)
      else { return nil }
      return VersionChange(of: row.list, in: row.bureau, from: before, to: counting)
    }
  }
}

extension [CheckedFile] {
  /// The version of a bureau's list received last, one file left out: of equal times the later
  /// path, as for the one that counts.
  func last(
    version list: ListName, of bureau: BureauCode, before file: CheckedFile
  ) -> CheckedFile? {
    filter { other in
      other.path != file.path && other.bureau == bureau && other.isSubmission && !other.isRefused
        && list.checked(in: other) != nil
    }.max { left, right in
      let times = (left.receipt?.time, right.receipt?.time)
      guard let a = times.0, let b = times.1, a != b else { return left.path < right.path }
      return a < b
    }
  }
}

extension StatusRun.Outcome {
  /// Where a list stands.
  enum Standing: Equatable {
    /// Nothing has come, and there is time left.
    case awaited
    /// Nothing has come, and the time is up.
    case missing
    /// A list came that holds nothing, not even a nil (T006).
    case empty
    /// What came can't be read.
    case unreadable
    /// It came.
    case received(ReceiptState)
  }

  /// Whether the effective deadline is past.
  public var isOver: Bool { month.now > deadline.effective }

  func standing(_ row: ReportingRow) -> Standing {
    switch row.state {
    case .missing where row.file != nil: .empty
    case .missing: isOver ? .missing : .awaited
    case .unreadable: .unreadable
    case .onTime, .onTimeExtended, .resubmitted, .late: .received(row.state)
    }
  }

  /// The faults of a list as received.
  func counts(_ row: ReportingRow) -> StatusRun.Faults {
    faults[ReceiptStep.ListKey(bureau: row.bureau, list: row.list)] ?? StatusRun.Faults()
  }

  /// Errors that stand in the files received, those on no list included.
  var errors: Int { month.findings.count { $0.severity == .error && !$0.isOfReceipt } }

  /// Whether every list due has come and can be read.
  public var isComplete: Bool { month.reporting.allSatisfy { $0.state.isReceived } }

  /// Whether nothing is left to be done: all is in, in time, and without errors.
  public var isClean: Bool { month.reporting.allSatisfy { $0.state.isOnTime } && errors == 0 }
}
