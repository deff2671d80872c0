import Files
import Findings
import Intake
import ListSchema
import Receipts
import Values

// What is checked: files by themselves, and those of folders.
extension ValidateRun {
  /// A file to check: `name` below `folder` is what tells its bureau.
  struct Input {
    var folder: String
    var name: String
    /// Folder of a bureau: it tells the bureau but is no part of the file's name.
    var prefix: String?
    /// Whether the folder of the bureau was given, not this file of it alone.
    var isOfFolder = false
    /// The month whose folder was given.
    var month: Period?
  }

  func inputs() throws(ValidateError) -> [Input] {
    var inputs: [Input] = []
    for path in request.inputs {
      let status: FileStatus
      do throws(FileError) {
        status = try FileStatus(of: path)
        guard status.kind == .folder else {
          // What was named and may not be read is no fault of the submission.
          try assureReadable(path)
          inputs.append(input(ofFile: path))
          continue
        }
        let folder = try MonthFolder(path)
        let parts = MonthName.split(path)
        let isBureau = !resources.definitions.bureaus.recognise(parts.name).isEmpty
        for file in folder.files {
          inputs.append(
            isBureau
              ? Input(
                folder: parts.folder, name: "\(parts.name)/\(file.path)", prefix: parts.name,
                isOfFolder: true)
              : Input(folder: path, name: file.path, month: folder.period))
        }
      } catch {
        throw .input(error)
      }
    }
    if inputs.isEmpty { throw .nothing(request.inputs) }
    return inputs
  }

  /// A file given by itself; the folder it lies in may tell the bureau.
  private func input(ofFile path: String) -> Input {
    let parts = MonthName.split(path)
    let above = MonthName.split(parts.folder)
    let named = resources.definitions.bureaus
    if named.recognise(above.name).count == 1, named.recognise(parts.name).isEmpty {
      return Input(
        folder: above.folder, name: "\(above.name)/\(parts.name)", prefix: above.name)
    }
    return Input(folder: parts.folder, name: parts.name)
  }

  /// A file that was read to learn the month it states.
  struct StatingFile {
    var reader: SubmissionReader
    var file: OpenedFile
    /// The same, its lists found by the reader.
    var searched: OpenedFile
    var bytes: [UInt8]
    var period: Period?
  }

  /// Reads files until one states its month; the last that was read.
  func readUntilStated(_ inputs: [Input]) -> StatingFile? {
    let reader = SubmissionReader(
      resources.definitions, year: Period(containing: settings.now.day).previous.year,
      bureau: bureau, limits: settings.intakeLimits)
    var last: StatingFile?
    for input in inputs {
      let path = "\(input.folder)/\(input.name)"
      guard let bytes = try? readFile(path, limit: settings.intakeLimits.fileBytes) else {
        continue
      }
      let file = reader.read(bytes, path: input.name)
      var unheard = FindingSink(RuleSeverities([:]))
      let searched = reader.searched(file)
      let period = reader.settle(searched, into: &unheard).compactMap(\.statedPeriod).first
      last = StatingFile(
        reader: reader, file: file, searched: searched, bytes: bytes, period: period)
      if period != nil { break }
    }
    return last
  }
}
