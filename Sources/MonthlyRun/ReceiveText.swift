public import Findings
import JSON
import ListSchema
import Receipts
import Values

extension ReceiveRun.Outcome {
  /// What was registered, for a person, the verdict last.
  ///
  /// - Parameter rules: The texts of the findings.
  /// - Returns: Lines of text.
  public func text(_ rules: RuleCatalogue) -> String {
    var lines = ["\(period.chinese)  收件登记（\(now.registerText)）"]
    for arrival in arrivals {
      lines.append("  登记  \(arrival.path)  \(words(arrival, rules))")
      lines += details(arrival).map { "        \($0)" }
    }
    if known > 0 { lines.append("  已登记过  \(known) 个文件") }
    for path in unopened { lines.append("  打不开  \(path)（没有登记）") }
    if !strangers.isEmpty { lines.append("  不是报送文件  \(strangers.joined(separator: "、"))（没有登记）") }
    lines.append("结论  \(verdict)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Whose it is, what it holds, and what is wrong with it.
  private func words(_ arrival: ReceiveRun.Arrival, _ rules: RuleCatalogue) -> String {
    var words = [arrival.bureau.flatMap { bureauNames[$0] } ?? "单位不明"]
    let names = arrival.lists.map(\.chinese)
    if names.count == ListName.allCases.count {
      words.append("全部清单")
    } else if !names.isEmpty {
      words.append(names.joined(separator: "、"))
    }
    if !arrival.unreadable.isEmpty {
      words.append("\(arrival.unreadable.map(\.chinese).joined(separator: "、"))读不出来")
    }
    if let refusal = arrival.refusal {
      words.append("不能采用：\(rules[refusal.rule]?.title ?? refusal.rule.rawValue)（\(refusal.rule)）")
    } else if arrival.errors > 0 {
      words.append("有错误 \(arrival.errors) 处")
    }
    return words.joined(separator: "  ")
  }

  /// What it has changed against what came before.
  private func details(_ arrival: ReceiveRun.Arrival) -> [String] {
    var lines: [String] = []
    if let since = arrival.replacedSince {
      lines.append("内容与 \(since.registerText) 登记的不同，按新版本登记；原来的文件已被覆盖，无从比较")
    }
    lines += arrival.changes.map { "补报  \($0.chinese)" }
    if !arrival.twins.isEmpty {
      lines.append(
        "同时登记的 \(arrival.twins.joined(separator: "、")) 有同样的清单，分不出先后；请在 \(ReceiptRegisterFile.name) 里改收件时间"
      )
    }
    return lines
  }

  private var verdict: String {
    if arrivals.isEmpty {
      return unopened.isEmpty ? "没有新到的文件" : "没有登记：\(unopened.count) 个文件打不开"
    }
    let faulty = arrivals.count { $0.errors > 0 || $0.refusal != nil }
    var text = "新登记 \(arrivals.count) 个文件"
    text += faulty > 0 ? "，其中 \(faulty) 个有错误，请退回改正" : "，没有错误"
    return text + "；实际收到更早的，请在 \(ReceiptRegisterFile.name) 里改收件时间"
  }

  /// What was registered as JSON Lines: the run, a line a file, the changes, the verdict.
  public var lines: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("type", "receive")
      json.member("schema", "monthly-receive/1")
      json.member("period", period.description)
      json.member("now", now.description)
    }
    json.endLine()
    for arrival in arrivals {
      json.object { json in
        json.member("type", "arrival")
        json.member("file", arrival.path)
        json.member("bureau", arrival.bureau?.description)
        json.member("lists", arrival.lists.map(\.rawValue))
        json.member("unreadable", arrival.unreadable.map(\.rawValue))
        json.member("refusal", arrival.refusal?.rule.rawValue)
        json.member("errors", arrival.errors)
        json.member("replaced_since", arrival.replacedSince?.description)
        json.member("twins", arrival.twins)
      }
      json.endLine()
      for change in arrival.changes { change.write(&json) }
    }
    json.object { json in
      json.member("type", "verdict")
      json.member("registered", arrivals.count)
      json.member("known", known)
      json.member("unopened", unopened)
      json.member("no_submission", strangers)
    }
    json.endLine()
    return json.bytes
  }
}
