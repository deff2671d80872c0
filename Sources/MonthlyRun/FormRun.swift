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

  /// Writes the workbooks.
  ///
  /// - Returns: What was written, in the order of the bureaus.
  /// - Throws: ``FormError``; where a file is in the way, nothing is written.
  public func run() throws(FormError) -> [Form] {
    let folder = request.output ?? "填报表-\(request.period)"
    let paths = request.bureaus.map { "\(folder)/\($0.name)-\(request.period).xlsx" }
    if !request.replaces {
      let inTheWay = paths.filter { (try? FileStatus(of: $0)) != nil }
      if !inTheWay.isEmpty { throw .exists(inTheWay) }
    }
    let ledger = try ledger()
    var forms: [Form] = []
    for (bureau, path) in zip(request.bureaus, paths) {
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
      forms.append(Form(path: path, bureau: bureau.name, carried: open?.count))
    }
    return forms
  }

  private func ledger() throws(FormError) -> HazardLedger? {
    guard let given = request.ledger else { return nil }
    let file = "/ledger.csv"
    let folder =
      given == "ledger.csv"
      ? "." : given.hasSuffix(file) ? String(given.dropLast(file.count)) : given
    do throws(EarlierOutputError) {
      return try EarlierOutputs.read(
        ledgerFolder: folder, period: request.period, definitions: resources.definitions
      ).ledger
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
  /// Files are there that would be replaced.
  case exists([String])
  /// As for a merge.
  case run(RunError)
}
