import Files
import Intake
import Values

extension MonthOutput {
  /// Assures that the output may stand in the place of what is there: nothing, an empty folder, or
  /// what a merge of the same month wrote, and nothing beside it.
  ///
  /// A folder named by mistake would be lost with all it holds, another month's 汇总 too.
  ///
  /// - Parameters:
  ///   - folder: The output folder.
  ///   - period: The month to be merged.
  ///   - isOwn: Whether it is the month's own 汇总, where a manifest that can't be read any more is
  ///     that of an earlier run all the same.
  /// - Throws: ``RunError/foreignFolder(path:)``, ``RunError/foreignFile(path:name:)``,
  ///   ``RunError/otherMonth(path:period:)``, or ``RunError/folder(_:)`` where it can't be looked at.
  static func assureReplaceable(
    _ folder: String, by period: Period, isOwn: Bool
  ) throws(RunError) {
    let names: [String]
    do throws(FileError) {
      names = try Folder.names(in: folder)
    } catch .notFound {
      return
    } catch {
      throw .folder(error)
    }
    if names.isEmpty { return }
    guard names.contains(manifestName) else { throw .foreignFolder(path: folder) }
    let written = (try? readFile("\(folder)/\(manifestName)")).flatMap { EarlierRun($0)?.period }
    if let written, written != period { throw .otherMonth(path: folder, period: written) }
    if written == nil, !isOwn { throw .foreignFolder(path: folder) }
    let isOther = { !isWritten($0, of: period) && !MonthFolder.isPassedOver(name: $0) }
    if let other = names.first(where: isOther) {
      throw .foreignFile(path: folder, name: other)
    }
  }

  /// Whether a merge of a month writes a file or folder of this name at the top of its output.
  private static func isWritten(_ name: String, of period: Period) -> Bool {
    [
      manifestName, returnFolder, "data", "\(reportPrefix)\(period).xlsx",
      "\(reportPrefix)\(period).html", "\(circularPrefix)\(period).html",
    ].contains(name)
  }
}
