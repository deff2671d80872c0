import Files
import Report

/// A file of an output folder: its name below the folder, and what makes it piece by piece, so that
/// none need lie in memory whole.
struct OutputFile: Sendable {
  /// Takes the next bytes; `false` where no more are wanted, as the disk is full.
  typealias Sink = (_ piece: [UInt8]) -> Bool

  let name: String
  let make: @Sendable (Sink) throws(RunError) -> Void

  init(_ name: String, _ make: @escaping @Sendable (Sink) throws(RunError) -> Void) {
    self.name = name
    self.make = make
  }

  /// A file that is made already.
  init(name: String, bytes: [UInt8]) {
    self.init(name) { sink in _ = sink(bytes) }
  }

  /// A file of a data package.
  init(_ file: DataFile) {
    self.init("data/\(file.name)") { sink in file.write(sink) }
  }

  /// Makes and writes the file.
  ///
  /// - Parameters:
  ///   - folder: Where it is built.
  ///   - isDigested: Whether its digest is wanted.
  /// - Returns: SHA-256 of the file, in hexadecimal digits.
  /// - Throws: ``RunError`` where it can't be made or written.
  @discardableResult
  func write(to folder: StagedFolder, isDigested: Bool = false) throws(RunError) -> String? {
    let file = try Self.begun(name, in: folder)
    var digest = isDigested ? StreamDigest() : nil
    var failure: FileError?
    do throws(RunError) {
      try make { piece in
        digest?.update(piece)
        do throws(FileError) {
          try file.write(piece)
        } catch {
          failure = error
        }
        return failure == nil
      }
    } catch  where failure == nil {
      throw error
    } catch {
      // What could not be written is why it was not made.
    }
    if let failure { throw .output(failure) }
    do throws(FileError) {
      try file.finish()
    } catch {
      throw .output(error)
    }
    return digest?.hexadecimal
  }

  private static func begun(
    _ name: String, in folder: StagedFolder
  ) throws(RunError) -> StagedFile {
    do {
      return try folder.begin(name)
    } catch {
      throw .output(error)
    }
  }
}
