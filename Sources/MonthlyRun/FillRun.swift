public import Files
public import FillData
import Intake
public import TemplateFill

/// Fills a template workbook with the data of a JSON file.
///
/// The data are read and the workbook is written piece by piece, so that a list of any length
/// takes the memory of its longest row.
public struct FillRun: Sendable {
  /// A list that the data hold.
  public struct List: Sendable {
    /// Its name.
    public let name: String
    /// Number of its rows.
    public let rows: Int
  }

  /// Bytes of a template, as of any workbook that is read.
  private static let limit = 64 << 20

  private let template: String
  private let data: String
  private let output: String
  private let replaces: Bool
  private let progress: (@Sendable (RunProgress) -> Void)?

  /// A run.
  ///
  /// - Parameters:
  ///   - template: Path of the template, `.xlsx` or `.xlsm`.
  ///   - data: Path of the JSON file.
  ///   - output: Path of the workbook to be written.
  ///   - replaces: Whether a file that is there may be replaced.
  ///   - progress: Told how far the run has come.
  public init(
    template: String, data: String, output: String, replaces: Bool,
    progress: (@Sendable (RunProgress) -> Void)? = nil
  ) {
    self.progress = progress
    self.template = template
    self.data = data
    self.output = output
    self.replaces = replaces
  }

  /// Writes the workbook.
  ///
  /// - Returns: The lists of the data, by name.
  /// - Throws: ``FillError``; nothing is written then.
  public func run() throws(FillError) -> [List] {
    let target = Folder.realPath(output)
    if target != nil, [template, data].contains(where: { Folder.realPath($0) == target }) {
      throw .overInput(output)
    }
    if !replaces, (try? FileStatus(of: output)) != nil { throw .exists(output) }
    let bytes: [UInt8]
    let file: FileInPieces
    do throws(FileError) {
      bytes = try readFile(template, limit: Self.limit)
      file = try FileInPieces(data)
    } catch {
      throw .input(error)
    }
    let filled: TemplateData
    do {
      filled = try FillData(file).templateData
    } catch {
      throw .data(error)
    }
    do {
      try write(filled, template: bytes)
    } catch .template where !file.isUnchanged {
      throw .input(.changedWhileRead(path: data))
    }
    return filled.lists.map { List(name: $0.key, rows: $0.value.rowCount) }
      .sorted { $0.name < $1.name }
  }

  private func replacement() throws(FillError) -> FileReplacement {
    do {
      return try FileReplacement(of: output)
    } catch {
      throw .output(error)
    }
  }

  private func write(_ filled: TemplateData, template bytes: [UInt8]) throws(FillError) {
    let filler: TemplateFiller
    let format = FileFormat.sniff(bytes)
    // What looks like a plain archive or like nothing known is for the template's reader to refuse.
    guard [.workbook, .archive, .unknown].contains(format) else {
      throw .unreadable(path: template, reason: ReadFailure.wrongFormat(format).chinese)
    }
    do {
      filler = try TemplateFiller(template: bytes)
    } catch .archive(let error) {
      throw .unreadable(path: template, reason: ReadFailure(error).chinese)
    } catch {
      throw .template(path: template, error)
    }
    let file = try replacement()
    var failure: FileError?
    var written = 0
    do throws(TemplateError) {
      try filler.fill(filled) { piece in
        do throws(FileError) {
          try file.write(piece)
          written += piece.count
          progress?(.filling(bytes: written))
        } catch {
          failure = error
        }
        return failure == nil
      }
    } catch {
      if let failure { throw .output(failure) }
      throw .template(path: template, error)
    }
    do throws(FileError) {
      try file.commit()
    } catch {
      throw .output(error)
    }
  }
}

/// Why a template was not filled.
public enum FillError: Error {
  /// The template or the data can't be read.
  case input(FileError)
  /// The data are no JSON, or not of the form that data have.
  case data(FillDataError)
  /// The template is no workbook.
  case unreadable(path: String, reason: String)
  /// The template is damaged, or does not go together with the data.
  case template(path: String, TemplateError)
  /// A file is there that would be replaced.
  case exists(String)
  /// The workbook would be written over the template or the data.
  case overInput(String)
  /// The workbook can't be written.
  case output(FileError)
}
