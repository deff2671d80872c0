import Files
public import MonthlyRun

/// The file that `validate --annotate` writes.
public struct AnnotatedFile: Sendable {
  private let path: String

  /// A file to be written, unless that would lose another.
  ///
  /// An earlier copy is written over; any other file, and the input above all, is not.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - inputs: What is checked.
  /// - Throws: ``UsageError`` where more or less than one file is checked, or the copy would be
  ///   written over it; ``EndedWith`` where it would be written over somebody's file.
  public init(_ path: String, inputs: [String]) throws {
    self.path = path
    guard inputs.count == 1, let input = inputs.first,
      (try? FileStatus(of: input))?.kind != .folder
    else { throw UsageError("--annotate 一次只能用于一个文件") }
    let target = Folder.realPath(path)
    if path == input || target != nil && target == Folder.realPath(input) {
      throw UsageError("--annotate 不能写到被检查的文件上；请另起一个文件名")
    }
    guard target != nil else { return }
    guard let bytes = try? readFile(path, limit: 1 << 30), ValidateRun.isReturnCopy(bytes) else {
      Console.fail("没能完成：\(path) 已经存在，而且不是校验后的副本；请另起一个文件名")
      throw EndedWith(.failed)
    }
  }

  /// Writes the copy of the file that was checked.
  ///
  /// - Parameters:
  ///   - outcome: What the check found.
  ///   - run: The check.
  /// - Throws: ``UsageError`` where the input turns out to be an archive of several files, or the
  ///   copy needs another extension; what reading and writing throw.
  public func write(_ outcome: ValidateRun.Outcome, of run: ValidateRun) throws {
    let copy: (bytes: [UInt8], suffix: String)
    do throws(ValidateError) {
      copy = try run.returnCopy(of: outcome)
    } catch .notOneFile {
      throw UsageError("--annotate 一次只能用于一个文件")
    }
    // Excel opens no macros under the name .xlsx, and nothing without them under .xlsm.
    guard path.lowercased().hasSuffix("." + copy.suffix) else {
      throw UsageError("--annotate 的文件名要以 .\(copy.suffix) 结尾")
    }
    do throws(FileError) {
      try writeFile(copy.bytes, to: path)
    } catch {
      throw ValidateError.input(error)
    }
    Console.note("已写出 \(path)：标色的单元格有批注，“校验意见”表列出全部问题")
  }
}
