public import Receipts
import Report
import Values

extension ScheduledRun.Step {
  /// The month and why it is merged, for the log.
  public var chinese: String {
    let why =
      switch reason {
      case .due: "本月应汇总"
      case .missed: "补上漏下的"
      case .damagedManifest: "上次汇总的记录读不出来，重新汇总"
      case .files(let files): "上次汇总以后有变动（\(ScheduledRun.some(files))），重新汇总"
      case .settings: "设置改了，重新汇总"
      case .ledger: "上月台账改了，重新汇总"
      case .deadline: "上次汇总时期限未到，重新汇总"
      }
    return "开始汇总\(period.chinese)：\(why)"
  }
}

extension ScheduledRun.Step {
  /// That a month which was missed could not be merged, for the log.
  public var notMadeUpFor: String {
    "\(period.chinese)没能补上，先汇总它后面的月份；改好后要计入，请按顺序重新汇总 \(period) 和它后面的月份"
  }
}

extension ScheduledRun {
  /// The last line: nothing was to be done.
  ///
  /// - Parameter done: When last month was merged, and whether with gaps.
  /// - Returns: A line for the person who reads the log.
  public func nothingToDo(_ done: (time: Instant, hasGaps: Bool)) -> String {
    "结论  无事可做：\(last.chinese)已于 \(done.time.registerText) 汇总"
      + (done.hasGaps ? "（有缺口）" : "") + "，以后没有变动；结果在 \(folder)/\(EarlierOutputs.folderName)/"
  }

  /// The last line: months were merged.
  ///
  /// - Parameter outcomes: What came of each.
  /// - Returns: A line for the person who reads the log.
  public func conclusion(_ outcomes: [MergeRun.Outcome]) -> String {
    let gaps = outcomes.filter { $0.month.exitStatus != 0 }
    let months = outcomes.map(\.month.period.chinese).joined(separator: "、")
    let verdict =
      gaps.isEmpty
      ? "没有缺口"
      : "有缺口（" + gaps.map { "\($0.month.period.chinese)：\($0.gaps)" }.joined(separator: "；") + "）"
    return "结论  已汇总\(months)，\(verdict)；结果在 \(folder)/\(EarlierOutputs.folderName)/"
  }
}

extension MergeRun.Outcome {
  /// What a month lacks, in words.
  fileprivate var gaps: String {
    var parts: [String] = []
    let errors = figures.findings.total.errors
    if errors > 0 { parts.append("错误 \(errors) 处") }
    for state in [ReceiptState.late, .missing, .unreadable] {
      let count = month.reporting.count { $0.state == state }
      if count > 0 { parts.append("\(state.chinese) \(count) 张") }
    }
    return parts.joined(separator: "、")
  }
}
