import Findings
import JSON
import ListSchema
import Receipts
import Report
import Values

extension StatusRun.Outcome {
  /// The standing for a person: a line a bureau and state, the verdict last.
  public var text: String {
    var lines = ["\(month.period.chinese)  报送情况（截至 \(month.now.registerText)）", "  期限  \(due)"]
    let width = month.bureaus.map { DisplayWidth.of($0.name) }.max() ?? 0
    for bureau in month.bureaus {
      var name = bureau.name
      for (lists, state) in groups(of: bureau.code) {
        lines.append(
          "  \(DisplayWidth.padded(name, to: width))  \(DisplayWidth.padded(state, to: 26))  \(lists)"
        )
        name = ""
      }
    }
    lines += changes.map { change in
      "  补报  \(name(of: change.bureau))\(change.chinese)"
    }
    if !unregistered.isEmpty {
      lines.append(
        "  未登记  \(unregistered.count) 个文件没有收件登记，暂按文件时间计：\(unregistered.joined(separator: "、"))")
    }
    if !strangers.isEmpty {
      lines.append("  不是报送文件  \(strangers.joined(separator: "、"))")
    }
    lines.append("  合计  \(totals)")
    lines.append("结论  \(verdict)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func name(of bureau: BureauCode) -> String {
    month.bureaus.first { $0.code == bureau }?.name ?? bureau.description
  }

  // MARK: Deadline

  /// The deadline, nominal and effective, and how far off it is.
  private var due: String {
    var text = deadline.nominal.endOfDayText
    if deadline.effective != deadline.nominal {
      text += "，顺延至 \(deadline.effective.endOfDayText)"
    }
    return "\(text)，\(timeLeft)"
  }

  /// Calendar days in China from now to the effective day due; below 0 once it is past.
  private var daysLeft: Int { deadline.effectiveDay - month.now.day }

  private var timeLeft: String {
    if !isOver { return daysLeft == 0 ? "今天截止" : "还有 \(daysLeft) 天" }
    return daysLeft == 0 ? "今天已截止" : "已过 \(-daysLeft) 天"
  }

  // MARK: Lists

  /// A bureau's lists by state, those of one state together.
  private func groups(of bureau: BureauCode) -> [(lists: String, state: String)] {
    var groups: [(lists: [ListName], state: String)] = []
    for row in month.reporting where row.bureau == bureau {
      let state = words(row)
      if let place = groups.firstIndex(where: { $0.state == state }) {
        groups[place].lists.append(row.list)
      } else {
        groups.append(([row.list], state))
      }
    }
    return groups.map { lists, state in
      let names = lists.map(\.chinese).joined(separator: "、")
      return (lists.count == ListName.allCases.count ? "全部清单" : names, state)
    }
  }

  private func words(_ row: ReportingRow) -> String {
    var parts: [String]
    switch standing(row) {
    case .awaited: parts = ["未报"]
    case .missing: parts = ["漏报"]
    case .empty: parts = ["空表"]
    case .unreadable: parts = ["无法读取"]
    case .received(.late):
      parts = [(row.daysLate ?? 0) > 0 ? "迟报 \(row.daysLate ?? 0) 天" : "迟报"]
    case .received(.resubmitted): parts = ["补报"]
    case .received: parts = ["已收"]
    }
    if let received = row.receivedAt { parts.append(received.shortText) }
    if row.isNil { parts.append("零报告") }
    let counts = counts(row)
    if counts.errors > 0 { parts.append("有错误 \(counts.errors) 处") }
    if counts.warnings > 0 { parts.append("核实 \(counts.warnings) 处") }
    return parts.joined(separator: "  ")
  }

  // MARK: Totals

  /// Lists by standing.
  private struct Tally {
    var due = 0
    var received = 0
    var late = 0
    var resubmitted = 0
    var faulty = 0
    var unreadable = 0
    var lacking = 0
  }

  private var tally: Tally {
    var tally = Tally()
    for row in month.reporting {
      tally.due += 1
      switch standing(row) {
      case .awaited, .missing, .empty: tally.lacking += 1
      case .unreadable: tally.unreadable += 1
      case .received(let state):
        tally.received += 1
        if state == .late { tally.late += 1 }
        if state == .resubmitted { tally.resubmitted += 1 }
        if counts(row).errors > 0 { tally.faulty += 1 }
      }
    }
    return tally
  }

  private var totals: String {
    let tally = tally
    var text = "应报 \(tally.due) 项，已收 \(tally.received) 项"
    let parts = [
      ("有错误", tally.faulty), ("迟报", tally.late), ("补报", tally.resubmitted),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1) 项" }
    if !parts.isEmpty { text += "（其中\(parts.joined(separator: "，"))）" }
    if tally.unreadable > 0 { text += "，无法读取 \(tally.unreadable) 项" }
    if tally.lacking > 0 { text += "，\(isOver ? "漏报" : "未报") \(tally.lacking) 项" }
    return text
  }

  /// What is left to be done, in a sentence.
  private var verdict: String {
    let lacking = bureaus { $0.state == .missing && $0.file == nil }
    let empty = bureaus { standing($0) == .empty }
    let unreadable = bureaus { standing($0) == .unreadable }
    let faulty = bureaus { counts($0).errors > 0 && $0.state.isReceived }
    var parts: [String] = []
    if !lacking.isEmpty { parts.append("还差 \(lacking.joined(separator: "、"))，请催报") }
    if !unreadable.isEmpty { parts.append("\(unreadable.joined(separator: "、"))有文件读不出来，请重报") }
    if !empty.isEmpty { parts.append("\(empty.joined(separator: "、"))报了空表，确无内容的请写“无”") }
    if !faulty.isEmpty { parts.append("\(faulty.joined(separator: "、"))的清单有错误，请退回改正") }
    if parts.isEmpty, errors > 0 { parts.append("有错误 \(errors) 处") }
    if parts.isEmpty {
      return isClean ? "全部收齐，没有错误" : "全部收齐，没有错误；有迟报 \(tally.late) 项"
    }
    return (isComplete ? "全部收齐；" : "") + parts.joined(separator: "；") + "（\(timeLeft)）"
  }

  /// The bureaus that have a list of some kind.
  private func bureaus(where isWanted: (ReportingRow) -> Bool) -> [String] {
    let codes = Set(month.reporting.filter(isWanted).map(\.bureau))
    return month.bureaus.filter { codes.contains($0.code) }.map(\.name)
  }
}

// MARK: JSON Lines

extension StatusRun.Outcome {
  /// The standing as JSON Lines: the month, a line a bureau and list, the changes of later
  /// versions, the verdict.
  public var lines: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("type", "status")
      json.member("schema", "monthly-status/1")
      json.member("tool", month.tool.name)
      json.member("version", month.tool.version)
      json.member("period", month.period.description)
      json.member("now", month.now.description)
      json.member("nominal_due", deadline.nominal.description)
      json.member("effective_due", deadline.effective.description)
      json.member("days_left", daysLeft)
    }
    json.endLine()
    for row in month.reporting { write(row, &json) }
    for change in changes { change.write(&json) }
    write(verdictOf: tally, &json)
    return json.bytes
  }

  private func write(_ row: ReportingRow, _ json: inout JSONText) {
    let counts = counts(row)
    json.object { json in
      json.member("type", "list")
      json.member("bureau", row.bureau.description)
      json.member("bureau_name", name(of: row.bureau))
      json.member("list", row.list.rawValue)
      json.member("state", standing(row) == .awaited ? "awaited" : row.state.rawValue)
      json.member("nil", row.isNil)
      json.member("days_late", row.daysLate)
      json.member("received_at", row.receivedAt?.description)
      json.member("evidence", row.evidence?.rawValue)
      json.member("file", row.file)
      json.member("versions", row.versions)
      json.member("errors", counts.errors)
      json.member("warnings", counts.warnings)
    }
    json.endLine()
  }

  private func write(verdictOf tally: Tally, _ json: inout JSONText) {
    json.object { json in
      json.member("type", "verdict")
      json.member("complete", isComplete)
      json.member("clean", isClean)
      json.member("due", tally.due)
      json.member("received", tally.received)
      json.member("late", tally.late)
      json.member("resubmitted", tally.resubmitted)
      json.member("with_errors", tally.faulty)
      json.member("unreadable", tally.unreadable)
      json.member("missing", tally.lacking)
      json.member("errors", errors)
      json.member("unregistered", unregistered)
      json.member("no_submission", strangers)
    }
    json.endLine()
  }
}

extension VersionChange {
  /// Writes the change as an object on a line.
  func write(_ json: inout JSONText) {
    json.object { json in
      json.member("type", "change")
      json.member("bureau", bureau.description)
      json.member("list", list.rawValue)
      json.member("before", before)
      json.member("after", after)
      json.member("rows_before", rowsBefore)
      json.member("rows_after", rowsAfter)
      json.member("mended", mended.count)
      json.member("new", new.count)
      json.member("remaining", remaining.count)
    }
    json.endLine()
  }
}

extension Instant {
  /// Month, day, hour and minute in China: `06-02 16:20`.
  var shortText: String { String(registerText.dropFirst(5).dropLast(3)) }

  /// The last second of a day as people say it, `2022-06-03 24:00`; any other time as it is.
  fileprivate var endOfDayText: String {
    secondOfDay == 86_399 ? "\(day) 24:00" : String(registerText.dropLast(3))
  }
}
