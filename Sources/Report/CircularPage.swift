import ListSchema
import Receipts
import Values

/// 通报: who was on time, late, missing and sent back, and what each is asked to do, as a page.
public struct CircularPage {
  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let circular: Circular
  private let template: PageTemplate

  /// The 通报 of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  ///   - template: `circular.html.mustache` with `report.css`.
  public init(_ month: MergedMonth, _ figures: MonthlyFigures, template: PageTemplate) {
    self.month = month
    self.figures = figures
    circular = Circular(month)
    self.template = template
  }

  /// The page.
  public var bytes: [UInt8] {
    let reminders = circular.entries.filter(\.needsReminder)
    let deadline = month.reporting.first?.deadline
    let nominal = deadline.map { ChineseDate.text($0.nominal) } ?? ""
    let effective = deadline.map { ChineseDate.text($0.effective) } ?? ""
    return template.page(
      PageRow([
        "period": month.period.description, "period_chinese": month.period.chinese,
        "issuer": month.issuer, "tool": month.tool.name, "version": month.tool.version,
        "now": ChineseDate.text(month.now),
        "date": ChineseDate.text(month.now.day),
        "nominal_due": nominal, "effective_due": effective, "is_extended": nominal != effective,
        "overview": overview,
        "best": names { $0.onTime == $0.lists.count && $0.returned.isEmpty },
        "late": names { $0.count(.late) > 0 }, "missing": names { $0.count(.missing) > 0 },
        "unreadable": names { $0.count(.unreadable) > 0 },
        "returned": names { !$0.returned.isEmpty }, "nil": names { $0.nils > 0 },
        "by_time": circular.byTime.map(row), "by_quality": circular.byQuality.map(row),
        "total": total, "has_reminders": !reminders.isEmpty,
        "reminders": reminders.map { entry in
          PageRow([
            "bureau": entry.bureau.code.description, "address": entry.address,
            "text": Reminder(entry, month).text,
          ])
        },
      ]))
  }

  private var overview: String {
    let counts = [
      ("迟报", circular.total { $0.count(.late) }), ("漏报", circular.total { $0.count(.missing) }),
      ("无法读取", circular.total { $0.count(.unreadable) }),
      ("退回修改", circular.total(\.returned.count)),
      ("补报", circular.total { $0.count(.resubmitted) }), ("零报告", circular.total(\.nils)),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1) 项" }
    let (due, onTime) = (circular.total(\.lists.count), circular.total(\.onTime))
    return "全省 \(month.bureaus.count) 个设区市应报清单 \(due) 项，实报 \(circular.total(\.received)) 项，"
      + "按期 \(onTime) 项，按期率 \(Rate(onTime, of: due).percentage.map { $0 + "%" } ?? "/")"
      + (counts.isEmpty ? "" : "；其中" + counts.joined(separator: "，")) + "。"
  }

  private func names(_ isMeant: (Circular.Entry) -> Bool) -> String {
    let names = circular.entries.filter(isMeant).map(\.bureau.name)
    return names.isEmpty ? "无" : names.joined(separator: "、")
  }

  private func row(_ entry: Circular.Entry) -> PageRow {
    let faults = entry.faults.prefix(3).map { "\($0.title) \($0.count)" }
    return PageRow([
      "bureau": entry.bureau.code.description, "name": entry.bureau.name,
      "time_rank": entry.timeRank, "quality_rank": entry.qualityRank.map(String.init) ?? "—",
      "due": entry.lists.count, "received": entry.received, "on_time": entry.onTime,
      "on_time_rate": entry.onTimeRate.percentage ?? "/", "late": entry.count(.late),
      "days_late": entry.daysLate, "missing": entry.count(.missing),
      "unreadable": entry.count(.unreadable), "returned": entry.returned.count,
      "returned_lists": entry.returned.map { month.definitions[$0].title }.joined(separator: "、"),
      "nils": entry.nils, "errors": entry.counts.errors, "warnings": entry.counts.warnings,
      "explained": entry.counts.explained,
      "faults": faults.joined(separator: "、") + (entry.faults.count > 3 ? " 等" : ""),
    ])
  }

  private var total: PageRow {
    let (due, onTime) = (circular.total(\.lists.count), circular.total(\.onTime))
    return PageRow([
      "bureau": month.province.code.description, "due": due,
      "received": circular.total(\.received), "on_time": onTime,
      "on_time_rate": Rate(onTime, of: due).percentage ?? "/",
      "late": circular.total { $0.count(.late) }, "days_late": circular.total(\.daysLate),
      "missing": circular.total { $0.count(.missing) },
      "unreadable": circular.total { $0.count(.unreadable) },
      "returned": circular.total(\.returned.count), "nils": circular.total(\.nils),
      "errors": circular.total(\.counts.errors), "warnings": circular.total(\.counts.warnings),
      "explained": circular.total(\.counts.explained),
    ])
  }
}
