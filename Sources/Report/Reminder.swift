import ListSchema
import Receipts
import Values

/// 催报: what one bureau is asked to do, ready to be pasted into a letter or a message.
struct Reminder: Sendable {
  /// Most rules named of one list.
  private static let most = 3

  private let entry: Circular.Entry
  private let month: MergedMonth

  init(_ entry: Circular.Entry, _ month: MergedMonth) {
    self.entry = entry
    self.month = month
  }

  /// The text, a paragraph a line.
  var text: String {
    var lines = ["\(entry.address)：", opening]
    let numerals = ["一", "二", "三", "四", "五"]
    let parts = [missing, unreadable, returned, loose, late].compactMap { $0 }
    for (numeral, part) in zip(numerals, parts) {
      lines.append("　　" + (parts.count > 1 ? numeral + "、" : "") + part)
    }
    lines.append("　　\(month.issuer)")
    lines.append("　　\(ChineseDate.text(month.now.day))")
    return lines.joined(separator: "\n")
  }

  private var opening: String {
    var text = "　　你局\(month.period.chinese)开发区安全生产月报应报清单 \(entry.lists.count) 项"
    if let deadline = entry.lists.first?.deadline {
      text += "，期限为\(ChineseDate.text(deadline.effective))"
    }
    return text + "。截至\(ChineseDate.text(month.now))，情况如下："
  }

  private var missing: String? {
    let rows = entry.lists.filter { $0.state == .missing }
    if rows.isEmpty { return nil }
    // A list that came without a row names its file.
    let isEmpty = rows.contains { $0.file != nil }
    let names =
      isEmpty
      ? rows.map { row in
        title(row.list) + (row.file.map { "（收到的 \($0) 中是空表，没有写明“无”）" } ?? "")
      }.joined(separator: "、") : joined(rows)
    return "未报送：\(names)。请即补报；本月确无内容的，填“无”作零报告。"
  }

  /// Lists that came in files that can't be used, with what is wrong with each file.
  private var unreadable: String? {
    let rows = entry.lists.filter { $0.state == .unreadable }
    if rows.isEmpty { return nil }
    var groups: [(rows: [ReportingRow], obstacles: [Circular.Obstacle])] = []
    for row in rows {
      let own = entry.obstacles.filter { $0.concerns(row) }
      if let place = groups.firstIndex(where: { $0.obstacles == own }) {
        groups[place].rows.append(row)
      } else {
        groups.append(([row], own))
      }
    }
    let sentences = groups.map { rows, obstacles in
      if obstacles.isEmpty { return "\(joined(rows))。请核对后重新报送。" }
      return "\(joined(rows))（\(Self.words(obstacles))）。" + Self.fixes(obstacles)
    }
    return "无法读取：" + sentences.joined()
  }

  private var late: String? {
    let rows = entry.lists.filter { $0.state == .late }
    if rows.isEmpty { return nil }
    let lists = rows.map { row in
      "\(title(row.list))（\(row.daysLate.map { "迟 \($0) 天" } ?? "迟报")）"
    }
    return "迟报：\(lists.joined(separator: "、"))。请今后按期报送。"
  }

  private var returned: String? {
    if entry.returned.isEmpty { return nil }
    let lists = entry.returned.map { list in
      let faults = entry.faults.filter { $0.list == list }
      return "\(title(list))错误 \(faults.reduce(0) { $0 + $1.count }) 处（\(words(faults))）"
    }
    return "退回修改：\(lists.joined(separator: "；"))。请按退回文件中的批注逐处修改后重报。"
  }

  /// Files that can't be used and that no list due rests on: a scan beside the workbook.
  private var loose: String? {
    let unreadable = entry.lists.filter { $0.state == .unreadable }
    let others = entry.obstacles.filter { obstacle in
      !unreadable.contains { obstacle.concerns($0) }
    }
    if others.isEmpty { return nil }
    return "另有文件未采用：\(Self.words(others))。" + Self.fixes(others)
  }

  /// `泰州市-典型做法清单.csv：报告期不符`.
  private static func words(_ obstacles: [Circular.Obstacle]) -> String {
    obstacles.prefix(most).map { "\($0.file)：\($0.title)" }.joined(separator: "；")
      + (obstacles.count > most ? "等" : "")
  }

  /// How to mend them, each way once.
  private static func fixes(_ obstacles: [Circular.Obstacle]) -> String {
    var fixes: [String] = []
    for obstacle in obstacles.prefix(most) where !fixes.contains(obstacle.fix) {
      fixes.append(obstacle.fix)
    }
    return fixes.joined()
  }

  private func words(_ faults: [Circular.Fault]) -> String {
    let named = faults.prefix(Self.most).map { "\($0.title) \($0.count) 处" }
    return named.joined(separator: "、") + (faults.count > Self.most ? "等" : "")
  }

  private func joined(_ rows: [ReportingRow]) -> String {
    if rows.count == entry.lists.count, rows.count > 1 { return "全部 \(rows.count) 项清单" }
    return rows.map { title($0.list) }.joined(separator: "、")
  }

  private func title(_ list: ListName) -> String { month.definitions[list].title }
}

extension Circular.Obstacle {
  /// Whether it is what keeps a list that came from being used.
  fileprivate func concerns(_ row: ReportingRow) -> Bool {
    row.file == file && (list == nil || list == row.list)
  }
}

/// Dates and names as letters of the department write them.
enum ChineseDate {
  /// `2022年6月4日`.
  static func text(_ day: Day) -> String {
    let (year, month, number) = day.components
    return "\(year)年\(month)月\(number)日"
  }

  /// `2022年6月3日24:00`.
  static func text(_ instant: Instant) -> String {
    text(instant.day) + deadlineText(instant).suffix(5)
  }
}
