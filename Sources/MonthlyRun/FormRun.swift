internal import Files
internal import Ledger
public import ListSchema
import SubmissionForm
public import Values

/// Makes the workbooks that bureaus fill in for a month.
public struct FormRun: Sendable {
  /// What to make.
  public struct Request: Sendable {
    /// The bureaus.
    public var bureaus: [Bureau]
    /// The month reported.
    public var period: Period
    /// Last month's output folder, its `data`, or `ledger.csv` in it; `nil` where no hazards are
    /// carried over.
    public var ledger: String?
    /// The folder to write to; `nil` for `填报表-2022-06` in the current one.
    public var output: String?
    /// Whether files that are there may be replaced.
    public var replaces: Bool

    /// A request.
    public init(
      bureaus: [Bureau], period: Period, ledger: String? = nil, output: String? = nil,
      replaces: Bool = false
    ) {
      self.bureaus = bureaus
      self.period = period
      self.ledger = ledger
      self.output = output
      self.replaces = replaces
    }
  }

  /// A workbook that was made.
  public struct Form: Sendable {
    /// Its path.
    public let path: String
    /// The bureau's name.
    public let bureau: String
    /// Number of hazards carried over; `nil` without a ledger.
    public let carried: Int?
  }

  /// What a run made.
  public struct Outcome: Sendable {
    /// What was written, in the order of the bureaus.
    public internal(set) var forms: [Form] = []
    /// Paths of files that were there and were left as they are.
    public internal(set) var kept: [String] = []
    /// What must not be missed of the ledger that hazards were carried over from.
    public internal(set) var notice: String?
  }

  private let request: Request
  private let resources: Resources

  /// A run.
  ///
  /// - Parameters:
  ///   - request: What to make.
  ///   - resources: Lists, roster and rules.
  public init(_ request: Request, resources: Resources) {
    self.request = request
    self.resources = resources
  }

  /// Writes the workbooks that are not there yet, or all where they may be replaced.
  ///
  /// - Returns: What was written, and what was kept.
  /// - Throws: ``FormError``; where all of the files are there, nothing is written.
  public func run() throws(FormError) -> Outcome {
    let folder = request.output ?? "填报表-\(request.period)"
    let paths = request.bureaus.map { "\(folder)/\($0.name)-\(request.period).xlsx" }
    var outcome = Outcome()
    if !request.replaces {
      outcome.kept = paths.filter { (try? FileStatus(of: $0)) != nil }
      if outcome.kept.count == paths.count { throw .exists(paths) }
    }
    let (ledger, month) = try ledger()
    outcome.notice = month.flatMap(notice)
    for (bureau, path) in zip(request.bureaus, paths) where !outcome.kept.contains(path) {
      let open = ledger.map { openHazards(of: bureau, in: $0) }
      let form = SubmissionForm(
        bureau: bureau, period: request.period, definitions: resources.definitions,
        rules: resources.rules, openHazards: open)
      let bytes: [UInt8]
      do {
        bytes = try form.workbook()
      } catch {
        throw .run(.report("\(error)"))
      }
      do throws(FileError) {
        try Folder.make(folder)
        try writeFile(bytes, to: path)
      } catch {
        throw .run(.output(error))
      }
      outcome.forms.append(Form(path: path, bureau: bureau.name, carried: open?.count))
    }
    return outcome
  }

  /// What to say where the ledger is not that of the month before.
  private func notice(_ month: Period) -> String? {
    let last = request.period.previous
    guard month != last else { return nil }
    return "接的是\(month.chinese)的台账，不是上月（\(last.chinese)）的；其间新增、销号的隐患不在填报表里"
  }

  /// The ledger given, and its month.
  private func ledger() throws(FormError) -> (HazardLedger?, Period?) {
    guard let given = request.ledger else { return (nil, nil) }
    let file = "/ledger.csv"
    let folder =
      given == "ledger.csv"
      ? "." : given.hasSuffix(file) ? String(given.dropLast(file.count)) : given
    do throws(EarlierOutputError) {
      let outputs = try EarlierOutputs.read(
        ledgerFolder: folder, period: request.period, definitions: resources.definitions)
      return (outputs.ledger, outputs.ledgerMonth)
    } catch {
      throw .run(.earlier(error))
    }
  }

  /// The bureau's hazards that are not 已销号, by number, field by field.
  private func openHazards(of bureau: Bureau, in ledger: HazardLedger) -> [[FieldKey: String]] {
    (0..<ledger.count).filter {
      ledger.bureau(at: $0) == bureau.code && ledger.status(at: $0) != .closed
    }
    .map { position in
      var fields: [FieldKey: String] = [:]
      for field in [LedgerField.hazardID] + LedgerField.filed {
        fields[FieldKey(rawValue: field.name)] = ledger.text(field, at: position)
      }
      return fields
    }
  }
}

/// Why forms could not be made.
public enum FormError: Error {
  /// All of the files are there and would be replaced.
  case exists([String])
  /// As for a merge.
  case run(RunError)
}
