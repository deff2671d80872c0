import Files
import Intake
import JSON
import Receipts
import Report
import Values

/// What `run.json` of a month tells of the run that wrote it.
struct EarlierRun {
  /// A file that the run read.
  struct Input {
    let file: String
    let sha256: String
    let receivedAt: String?
    let evidence: String?
  }

  /// The month that it merged.
  let period: Period
  /// The clock of the run.
  let now: Instant
  /// What came of it: 0, or 1 where there were gaps.
  let exitStatus: Int
  /// The files it read.
  let inputs: [Input]
  /// The settings it went by.
  let settings: [String: String]

  /// The run that a manifest tells of; `nil` if it is none.
  init?(_ json: [UInt8]) {
    var reader = JSONReader(json)
    guard let root = try? reader.read(), root["schema"]?.string == "monthly-run/1",
      let period = root["period"]?.string.flatMap({ Period($0) }),
      let now = root["now"]?.string.flatMap({ Instant($0) }),
      let exitStatus = root["exit_status"]?.integer
    else { return nil }
    self.period = period
    self.now = now
    self.exitStatus = exitStatus
    inputs = (root["inputs"]?.elements ?? []).compactMap { input in
      guard let file = input["file"]?.string, let sha256 = input["sha256"]?.string else {
        return nil
      }
      return Input(
        file: file, sha256: sha256, receivedAt: input["received_at"]?.string,
        evidence: input["evidence"]?.string)
    }
    settings = Dictionary(
      (root["settings"]?.members ?? []).compactMap { member in
        member.value.string.map { (member.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Inputs from the month's own folder, by the file they were read from.
  func inputs(from path: String) -> [Input] {
    inputs.filter { $0.file == path || $0.file.hasPrefix(path + "/") }
  }
}

/// What has changed in a month since it was merged.
struct MonthChanges {
  let month: OpenedMonth
  let run: EarlierRun

  /// Files that are new, gone or other ones, by path; a file whose receipt the register now tells
  /// otherwise is one too.
  ///
  /// - Throws: ``RunError/folder(_:)`` where the folder can't be read.
  func files() throws(RunError) -> [String] {
    let submissions = try SubmissionFiles(
      folder: month.folder, settings: month.settings, resources: month.resources)
    var changed: [String] = []
    var known: Set<String> = []
    for entry in submissions.entries {
      let inputs = run.inputs(from: entry.path)
      known.formUnion(inputs.map(\.file))
      if !isUnchanged(entry, inputs, submissions.register) { changed.append(entry.path) }
    }
    let gone = run.inputs.map(\.file).filter { !$0.hasPrefix("../") && !known.contains($0) }
    return changed + gone
  }

  private func isUnchanged(
    _ entry: FolderEntry, _ inputs: [EarlierRun.Input], _ register: ReceiptRegister
  ) -> Bool {
    let limit = month.settings.intakeLimits.fileBytes
    let bytes = try? readFile("\(month.folder)/\(entry.path)", limit: limit)
    let sha256 = bytes.map { Digest.hexadecimal(of: $0) } ?? ""
    guard !inputs.isEmpty, inputs.allSatisfy({ $0.sha256 == sha256 }) else { return false }
    let receipt =
      register.receipt(of: entry.path, sha256: sha256)
      ?? Receipt(modified: Instant(seconds: entry.modified.seconds), now: run.now)
    return inputs.allSatisfy { input in
      input.receivedAt == nil
        || input.receivedAt == receipt.time.description
          && input.evidence == receipt.evidence.rawValue
    }
  }

  /// Whether the settings are not those that the run went by.
  var hasOtherSettings: Bool {
    let printed = Dictionary(
      month.settings.printed.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return printed != run.settings
  }

  /// Whether the ledger that the month goes on from is not the one that the run went on from.
  ///
  /// - Throws: ``RunError/earlier(_:)`` where the folders of the months or a ledger can't be read.
  func hasOtherLedger() throws(RunError) -> Bool {
    do throws(EarlierOutputError) {
      let root = MonthName.parent(of: month.folder)
      for earlier in try EarlierOutputs.months(in: root).reversed() where earlier < month.period {
        let path = EarlierOutputs.ledgerPath(of: earlier)
        let file = "\(EarlierOutputs.output(of: earlier, in: root))/\(LedgerOrigin.files[0])"
        guard let bytes = try EarlierOutputs.file(file) else { continue }
        return !run.inputs.contains {
          $0.file == "../\(path)" && $0.sha256 == Digest.hexadecimal(of: bytes)
        }
      }
      return false
    } catch {
      throw .earlier(error)
    }
  }
}
