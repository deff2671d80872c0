import Files
import Intake
public import Receipts
public import Values

/// What the timer does under a root folder: merges last month by the clock in China, and before it
/// the months that were missed.
///
/// - A month is missed if its folder holds files, it was never merged, and no later month was: to
///   put it in under a later one would change figures that have gone out, which is for people.
/// - A look at the months before last keeps last month from nothing: what can't be looked at is told.
/// - A month merged before is merged again only if it is last month, and something is new: a file,
///   a receipt, the settings, the ledger before it, or the deadline, which has since passed.
public struct ScheduledRun: Sendable {
  private let root: String
  private let settings: RunSettings
  /// Last month, by the clock in China.
  public let last: Period

  /// A run over the months below a folder.
  ///
  /// - Parameters:
  ///   - root: The folder that holds the months' folders.
  ///   - settings: Flags and settings; its clock tells which month is the last.
  public init(root: String, settings: RunSettings) {
    self.root = OpenedMonth.withoutTrailingSlash(root)
    self.settings = settings
    last = Period(containing: settings.now.day).previous
  }

  /// Why a month is to be merged.
  public enum Reason: Hashable, Sendable {
    /// It is last month's turn.
    case due
    /// It should have been merged before.
    case missed
    /// What the last run left of itself can't be read.
    case damagedManifest
    /// Files have come, gone or changed, or the register tells otherwise of them.
    case files([String])
    /// The settings are other ones.
    case settings
    /// A month before it has been merged, or merged again.
    case ledger
    /// It was merged before its deadline had passed.
    case deadline
  }

  /// A month to be merged.
  public struct Step: Hashable, Sendable {
    /// The month.
    public let period: Period
    /// Path of its folder.
    public let folder: String
    /// Why.
    public let reason: Reason
  }

  /// What is to be done.
  public struct Plan: Sendable {
    /// Months to be merged, in order; none if nothing is to be done.
    public internal(set) var steps: [Step] = []
    /// When last month was merged, and whether with gaps; `nil` if it is to be merged.
    public internal(set) var done: (time: Instant, hasGaps: Bool)?
    /// What the person who keeps the months should know.
    public internal(set) var notices: [String] = []
  }

  /// Looks what is to be done; writes nothing.
  ///
  /// - Returns: The months to be merged.
  /// - Throws: ``RunError`` where the folders can't be read.
  public func plan() throws(RunError) -> Plan {
    let months = try months()
    var plan = Plan()
    let earlier = months.filter { $0.period < last }
    let merged = earlier.filter(\.isMerged).map(\.period).max()
    let lastMonth = months.first { $0.period == last }
    for month in earlier where !month.isMerged {
      do throws(FileError) {
        if try MonthFolder(month.folder).files.isEmpty { continue }
      } catch {
        plan.notices.append(
          "\(month.folder) 看不了，不知道\(month.period.chinese)有没有漏下的文件，没有补汇总：\(error.chinese)")
        continue
      }
      if lastMonth?.isMerged == true || merged.map({ month.period < $0 }) == true {
        plan.notices.append(
          "\(month.period.chinese)有文件而没有汇总过，它后面的月份已经汇总；要计入，请按顺序重新汇总 "
            + "\(month.period) 和它后面的月份")
      } else {
        plan.steps.append(Step(period: month.period, folder: month.folder, reason: .missed))
      }
    }
    if let merged { plan.notices += late(merged) }
    try addLast(lastMonth, to: &plan)
    return plan
  }

  /// Path of the folder of last month.
  public var folder: String { path(of: last) }

  /// Merges a month.
  ///
  /// - Parameters:
  ///   - step: A step of the plan.
  ///   - tool: The program's name and version.
  /// - Returns: What came of it.
  /// - Throws: ``RunError``, also ``RunError/noMonth(_:path:)``; the old output is then as it was.
  public func merge(
    _ step: Step, tool: (name: String, version: String)
  ) async throws(RunError) -> MergeRun.Outcome {
    if (try? FileStatus(of: step.folder)) == nil {
      throw .noMonth(step.period, path: step.folder)
    }
    return try await MergeRun(folder: step.folder, output: nil, settings: settings, tool: tool)
      .run()
  }

  // MARK: The months

  /// A month's folder, as it stands.
  private struct Month {
    let period: Period
    let folder: String
    let isMerged: Bool
  }

  private func path(of period: Period) -> String {
    MonthName.path(of: period.description, in: root)
  }

  private func months() throws(RunError) -> [Month] {
    do throws(FileError) {
      var months: [Month] = []
      for entry in try Folder.list(root) where entry.kind == .folder {
        guard let period = Period(entry.path), period <= last else { continue }
        let folder = path(of: period)
        months.append(
          Month(
            period: period, folder: folder,
            isMerged: (try? FileStatus(of: manifest(of: folder))) != nil))
      }
      return months.sorted { $0.period < $1.period }
    } catch {
      throw .folder(error)
    }
  }

  private func manifest(of folder: String) -> String {
    FolderSwap.place(of: "\(folder)/\(EarlierOutputs.folderName)") + "/\(MonthOutput.manifestName)"
  }

  private func earlierRun(in folder: String) -> EarlierRun? {
    (try? readFile(manifest(of: folder))).flatMap { EarlierRun($0) }
  }

  // MARK: What is new

  private func addLast(_ month: Month?, to plan: inout Plan) throws(RunError) {
    func add(_ reason: Reason) {
      plan.steps.append(Step(period: last, folder: folder, reason: reason))
    }
    guard let month else { return add(.due) }
    let opened = try OpenedMonth(month.folder, settings)
    let deadline = try opened.deadline().effective
    if settings.now <= deadline {
      plan.notices.append(
        "\(last.chinese)的报送期限（\(deadline.registerText)）还没到；这次汇总的是现在的情况，期限过后请再运行一次")
    }
    guard month.isMerged else { return add(.due) }
    guard let run = earlierRun(in: month.folder) else { return add(.damagedManifest) }
    let changes = MonthChanges(month: opened, run: run)
    let files = try changes.files()
    if !files.isEmpty {
      add(.files(files))
    } else if changes.hasOtherSettings {
      add(.settings)
    } else if try changes.hasOtherLedger() {
      add(.ledger)
    } else if run.now <= deadline, deadline < settings.now {
      add(.deadline)
    } else {
      plan.done = (run.now, run.exitStatus != 0)
    }
  }

  /// Tells of what has come for the month before since it was merged: it is not merged again.
  private func late(_ period: Period) -> [String] {
    let folder = path(of: period)
    guard let run = earlierRun(in: folder) else { return [] }
    let files: [String]
    do throws(RunError) {
      files = try MonthChanges(month: OpenedMonth(folder, settings), run: run).files()
    } catch {
      let reason = if case .folder(let error) = error { error.chinese } else { "文件夹打不开" }
      return ["\(folder) 看不了，不知道\(period.chinese)汇总以后有没有变动：\(reason)"]
    }
    if files.isEmpty { return [] }
    return [
      "\(period.chinese)汇总以后又有变动（\(Self.some(files))），没有重新汇总；要计入，请按顺序重新汇总 "
        + "\(period) 和它后面的月份"
    ]
  }

  /// The first of many files, and how many there are.
  static func some(_ files: [String]) -> String {
    files.prefix(3).joined(separator: "、") + (files.count > 3 ? " 等 \(files.count) 个文件" : "")
  }
}
