import Files
import Findings
import Intake
import ListSchema
import Receipts
import Validation
import Values

/// The files of a month's folder, and when each was received.
struct SubmissionFiles {
  private let folder: String
  private let settings: RunSettings
  private let resources: Resources
  /// The files, in the order of the folder, and the folders that are no submission.
  let entries: [FolderEntry]
  /// Paths of the folders that the product itself has written.
  private let outputs: Set<String>
  /// What the folder's register says.
  let register: ReceiptRegister
  /// What the person who runs it should know of the register.
  let notices: [String]

  /// Lists the folder and reads its register.
  ///
  /// - Throws: ``RunError`` where the folder can't be read.
  init(folder: String, settings: RunSettings, resources: Resources) throws(RunError) {
    self.folder = folder
    self.settings = settings
    self.resources = resources
    do throws(FileError) {
      let month = try MonthFolder(folder)
      // What can't be read as a file is named in the report like any file that can't be.
      entries = (month.files + month.others + month.outputs).sorted {
        $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
      }
      outputs = Set(month.outputs.map(\.path))
      register = try ReceiptRegisterFile(in: folder).register
    } catch {
      throw .folder(error)
    }
    notices =
      register.faults.map(\.chinese)
      + entries.filter { [outputs] in outputs.contains($0.path) }.map {
        "\($0.path) 是程序写的结果（汇总、季度评估或数据包），不当作报送文件；要留存的请移到月份文件夹外"
      }
  }

  /// Whether there is no file to read.
  var isEmpty: Bool { entries.count == outputs.count }

  /// Reads and checks every file, in parallel.
  ///
  /// - Parameters:
  ///   - period: The month.
  ///   - earlier: What earlier months say.
  ///   - unregistered: The receipt of a file that the register does not tell of, by the time of
  ///     the file.
  /// - Returns: The files checked, in the order of the folder; several for an archive.
  func check(
    period: Period, earlier: EarlierMonths?,
    unregistered: @escaping @Sendable (_ modified: Instant) -> Receipt
  ) async -> [CheckedFile] {
    let check = SubmissionCheck(
      resources: resources, settings: settings, period: period, earlier: earlier)
    let (folder, register, outputs) = (folder, register, outputs)
    let (progress, count) = (settings.progress, entries.count)
    progress?(.checking(done: 0, of: count))
    return await FileFanOut.map(
      entries, jobs: settings.jobs, done: { progress?(.checking(done: $0, of: count)) }
    ) { entry in
      if outputs.contains(entry.path) { return [check.noSubmission(entry.path)] }
      return check.check(entry.path, in: folder) { sha256 in
        register.receipt(of: entry.path, sha256: sha256)
          ?? unregistered(Instant(seconds: entry.modified.seconds))
      }
    }.flatMap(\.self)
  }

  /// The files that the register does not know, one of each archive: its files came together, and
  /// it has one row, by its own name.
  func unregistered(_ files: [CheckedFile]) -> [CheckedFile] {
    var seen: Set<String> = []
    return files.filter { file in
      file.isSubmission && file.receipt?.row == 0 && seen.insert(file.source).inserted
    }
  }

  /// Enters files into the register with the times of their receipts.
  ///
  /// - Parameters:
  ///   - files: Files that the register does not know.
  ///   - method: How their times are known.
  /// - Returns: Paths of the files entered, those left out that another run has entered since;
  ///   `nil` where the register is such that none can be.
  /// - Throws: `FileError` where the register can't be written.
  func register(_ files: [CheckedFile], method: String) throws(FileError) -> Set<String>? {
    let rows = files.compactMap { file -> RegisterRow? in
      guard let time = file.receipt?.time else { return nil }
      let name = file.bureau.flatMap { resources.definitions.bureaus[$0]?.name }
      return RegisterRow(
        unit: name ?? "", file: file.source, sha256: file.sha256, received: time, method: method)
    }
    return try ReceiptRegisterFile.enter(rows, in: folder).map { Set($0.map(\.file)) }
  }
}
