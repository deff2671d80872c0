import DelimitedText
import Files
import Findings
import Intake
import ListSchema
import Receipts
import Validation
import Values

/// The files of a month's folder, and when each was received.
struct SubmissionFiles {
  static let registerName = MonthFolder.register

  private let folder: String
  private let settings: RunSettings
  private let resources: Resources
  private let entries: [FolderEntry]
  private let register: ReceiptRegister
  /// What the person who runs it should know of the register.
  private(set) var notices: [String] = []

  /// Lists the folder and reads its register.
  ///
  /// - Throws: ``RunError`` where the folder is empty or can't be read.
  init(folder: String, settings: RunSettings, resources: Resources) throws(RunError) {
    self.folder = folder
    self.settings = settings
    self.resources = resources
    do throws(FileError) {
      entries = try MonthFolder(folder).files
    } catch {
      throw .folder(error)
    }
    if entries.isEmpty { throw .empty(path: folder) }
    register = try Self.register(in: folder)
    notices = register.faults.map(\.chinese)
  }

  private static func register(in folder: String) throws(RunError) -> ReceiptRegister {
    do throws(FileError) {
      let bytes = try readFile("\(folder)/\(registerName)")
      let text = (try? decodeText(bytes))?.bytes ?? bytes
      var reader = CSVReader(text)
      return ReceiptRegister(reading: &reader)
    } catch .notFound {
      return ReceiptRegister()
    } catch {
      throw .folder(error)
    }
  }

  /// Reads and checks every file, in parallel; results in the order of the files.
  func check(period: Period, earlier: EarlierMonths?) async -> [CheckedFile] {
    let check = SubmissionCheck(
      resources: resources, settings: settings, period: period, earlier: earlier)
    let (folder, register, now) = (folder, register, settings.now)
    return await FileFanOut.map(entries, jobs: settings.jobs) { entry in
      check.check(entry.path, in: folder) { sha256 in
        register.receipt(of: entry.path, sha256: sha256)
          ?? Receipt(modified: Instant(seconds: entry.modified.seconds), now: now)
      }
    }.flatMap(\.self)
  }

  /// Enters the files that the register does not know, with their modification times, so that a
  /// later copy does not change when they were received.
  ///
  /// - Throws: `FileError` where the register can't be written.
  func register(_ files: [CheckedFile]) throws(FileError) {
    // The files of an archive came together: the archive has one row, by its own name.
    var entered: Set<String> = []
    let new = files.filter { file in
      file.isSubmission && file.receipt?.row == 0 && entered.insert(file.source).inserted
    }
    if new.isEmpty { return }
    var heading = CSVWriter()
    for field in ReceiptRegister.heading { heading.text(field) }
    heading.endRow()
    var rows = CSVWriter(isContinued: true)
    for file in new {
      guard let time = file.receipt?.time else { continue }
      let name = file.bureau.flatMap { resources.definitions.bureaus[$0]?.name }
      let row = RegisterRow(
        unit: name ?? "", file: file.source, sha256: file.sha256, received: time,
        method: RegisterRow.modificationTimeMethod)
      for field in row.fields { rows.text(field) }
      rows.endRow()
    }
    try appendToFile(
      rows.bytes, at: "\(folder)/\(Self.registerName)", heading: heading.bytes)
  }
}

extension RegisterFault {
  /// The fault for the person who keeps the register.
  fileprivate var chinese: String {
    let file = SubmissionFiles.registerName
    switch self {
    case .noHeading: return "\(file) 没有“文件”“收件时间”的表头，未采用"
    case .noFile(let row): return "\(file) 第 \(row) 行没有文件名，未采用"
    case .notATime(let row, let text): return "\(file) 第 \(row) 行的收件时间“\(text)”读不出来，未采用"
    case .notAHash(let row, let text): return "\(file) 第 \(row) 行的 SHA-256“\(text)”不完整，未采用"
    }
  }
}
