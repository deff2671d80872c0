import Findings
import ListRecords
import ListSchema
import Receipts
import Report
import Validation
import Values

/// Settles which version of each bureau's list counts, and whether it came in time: T001, F009 and
/// the D rules are raised here and nowhere else.
struct ReceiptStep {
  let period: Period
  let deadline: Deadline
  /// The bureaus due and those that have sent something all the same, in code order.
  let bureaus: [Bureau]
  /// The bureaus due, `nil` where all are. Of any other only what it sent has a row, and nothing of
  /// it is missing or late.
  let due: Set<BureauCode>?
  let files: [CheckedFile]

  /// The outcome.
  struct Outcome {
    /// One row a bureau due and list, and one a list that another has sent.
    var reporting: [ReportingRow] = []
    /// Index of the file that counts, by bureau and list.
    var counting: [ListKey: Int] = [:]
    /// Where the register leaves open which version came last, and which was taken, in words.
    var ties: [String] = []

    /// The file of each bureau that counts for a list.
    func files(_ list: ListName) -> [BureauCode: String] {
      var files: [BureauCode: String] = [:]
      for row in reporting where row.list == list { files[row.bureau] = row.file }
      return files
    }
  }

  /// One list of one bureau.
  struct ListKey: Hashable {
    var bureau: BureauCode
    var list: ListName
  }

  func settle(_ sink: inout FindingSink) -> Outcome {
    var outcome = Outcome()
    for bureau in bureaus {
      let own = files.indices.filter { files[$0].bureau == bureau.code && files[$0].isSubmission }
      if own.isEmpty {
        sink.emit(
          "D002", at: Place(bureau: bureau.code),
          values: [.init("bureau", bureau.name), .init("period", period.chinese)])
      }
      for list in ListName.allCases {
        if let row = settle(bureau, list, own, &outcome.counting, &sink) {
          outcome.reporting.append(row)
        }
        if let tie = tie(bureau, list, own), !outcome.ties.contains(tie) {
          outcome.ties.append(tie)
        }
      }
      for index in own {
        emitFileFindings(files[index], &sink)
        emitReplaced(index, bureau, outcome.counting, &sink)
      }
    }
    return outcome
  }

  private func settle(
    _ bureau: Bureau, _ list: ListName, _ own: [Int], _ counting: inout [ListKey: Int],
    _ sink: inout FindingSink
  ) -> ReportingRow? {
    let versions = versions(of: list, own)
    let unreadable = own.filter { index in
      files[index].unreadableLists.contains(list)
        || files[index].isRefused
          && (files[index].listNames.isEmpty || files[index].listNames.contains(list))
    }
    let isDue = due?.contains(bureau.code) ?? true
    guard let best = versions.first, let checked = list.checked(in: files[best]) else {
      if !isDue, unreadable.isEmpty { return nil }
      return missing(bureau, list, own, unreadable, &sink)
    }
    counting[ListKey(bureau: bureau.code, list: list)] = best
    let status = ReceiptStatus(
      versions: versions.map(received), hasUnreadable: !unreadable.isEmpty, deadline: deadline)
    let isLate = isDue && status.state == .late
    let state = isLate || status.state != .late ? status.state : .onTime
    // T006: an empty list without a nil says nothing at all.
    let isEmpty = checked.records.count == 0 && !checked.statesNil
    if isLate, !isEmpty {
      let days = "\(status.daysLate ?? 0)"
      sink.emit(
        "D001", at: Place(bureau: bureau.code, file: files[best].path, list: list), value: days,
        values: [
          .init("days", days), .init("actual", received(best).registerText),
          .init("expected", deadlineText(deadline.effective)),
        ])
    }
    return ReportingRow(
      bureau: bureau.code, list: list, state: isEmpty ? .missing : state,
      daysLate: isEmpty ? nil : isLate ? status.daysLate : 0, deadline: deadline,
      isNil: checked.records.count == 0 && checked.statesNil, receivedAt: status.received,
      evidence: files[best].receipt?.evidence, file: files[best].path, versions: versions.count)
  }

  /// The files that hold a list, the last received first; of equal times the later path.
  private func versions(of list: ListName, _ own: [Int]) -> [Int] {
    own.filter { index in
      !files[index].isRefused && files[index].lists.contains { $0.list == list }
    }.sorted { left, right in
      let (a, b) = (received(left), received(right))
      return a == b ? files[left].path > files[right].path : a > b
    }
  }

  /// Two versions of a list that came at the same time, so that their names have to tell.
  private func tie(_ bureau: Bureau, _ list: ListName, _ own: [Int]) -> String? {
    let versions = versions(of: list, own)
    guard versions.count > 1, received(versions[0]) == received(versions[1]) else { return nil }
    let paths = versions.prefix(2).map { files[$0].path }
    return "\(bureau.name)的 \(paths[1]) 和 \(paths[0]) 有同样的清单，收件时间相同"
      + "（\(received(versions[0]).registerText)），分不出先后，采用了 \(paths[0])；"
      + "不对的，请在 \(ReceiptRegisterFile.name) 里改收件时间"
  }

  private func missing(
    _ bureau: Bureau, _ list: ListName, _ own: [Int], _ unreadable: [Int],
    _ sink: inout FindingSink
  ) -> ReportingRow {
    let state: ReceiptState = unreadable.isEmpty ? .missing : .unreadable
    if state == .missing, !own.isEmpty {
      sink.emit(
        "T001", at: Place(bureau: bureau.code, list: list),
        values: [.init("bureau", bureau.name), .init("expected", list.chinese)])
    }
    let last = unreadable.max { received($0) < received($1) }
    return ReportingRow(
      bureau: bureau.code, list: list, state: state, daysLate: state == .unreadable ? 0 : nil,
      deadline: deadline,
      receivedAt: last.map(received), evidence: last.flatMap { files[$0].receipt?.evidence },
      file: last.map { files[$0].path }, versions: unreadable.count)
  }

  /// F009: one a file, or one a list where other lists of the file still count.
  private func emitReplaced(
    _ index: Int, _ bureau: Bureau, _ counting: [ListKey: Int], _ sink: inout FindingSink
  ) {
    guard !files[index].isRefused else { return }
    var replacing: [(list: ListName, file: String)] = []
    for checked in files[index].lists {
      guard let best = counting[ListKey(bureau: bureau.code, list: checked.list)], best != index
      else { continue }
      replacing.append((checked.list, files[best].path))
    }
    let isWhole = replacing.count == files[index].lists.count
    let names = Set(replacing.map(\.file))
    for (list, file) in isWhole && names.count == 1 ? Array(replacing.prefix(1)) : replacing {
      sink.emit(
        "F009",
        at: Place(
          bureau: bureau.code, file: files[index].path,
          list: isWhole && names.count == 1 ? nil : list),
        values: [.init("other", file)])
    }
  }

  /// D003 and D004: one a file.
  private func emitFileFindings(_ file: CheckedFile, _ sink: inout FindingSink) {
    guard let receipt = file.receipt, !file.isRefused else { return }
    let place = Place(bureau: file.bureau, file: file.path)
    if receipt.evidence == .modificationTime {
      sink.emit("D003", at: place, values: [.init("actual", receipt.time.registerText)])
    }
    if receipt.time.day <= period.lastDay {
      sink.emit(
        "D004", at: place,
        values: [
          .init("actual", receipt.time.registerText), .init("limit", period.lastDay.description),
        ])
    }
  }

  private func received(_ index: Int) -> Instant {
    files[index].receipt?.time ?? Instant(seconds: 0)
  }
}

extension ListName {
  /// The checked list of this name in a file.
  func checked(in file: CheckedFile) -> CheckedList? { file.lists.first { $0.list == self } }
}
