internal import Files
import Report
import TemplateFill
import Values

/// The files of the output folder, made in memory, swapped in as a whole.
struct MonthOutput {
  /// A file: its name below the output folder, and what writes it.
  struct File {
    let name: String
    let bytes: [UInt8]
  }

  /// Folder of the copies that go back to their filers.
  static let returnFolder = "退回"
  /// Tells what ran.
  static let manifestName = "run.json"

  let files: [File]

  /// Makes every output of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  ///   - resources: The templates.
  ///   - returned: The copies that go back.
  /// - Throws: ``RunError/report(_:)`` where a template can't be filled.
  init(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources, returned: [File]
  ) throws(RunError) {
    let name = "全省汇总-\(month.period)"
    var files: [File] = []
    files.append(File(name: "\(name).xlsx", bytes: try Self.workbook(month, figures, resources)))
    files.append(File(name: "\(name).html", bytes: try Self.page(month, figures, resources)))
    files.append(
      File(name: "通报-\(month.period).html", bytes: try Self.circular(month, figures, resources)))
    files += returned
    files += DataPackage(month, figures).files.map {
      File(name: "data/\($0.name)", bytes: $0.bytes)
    }
    files.append(File(name: Self.manifestName, bytes: RunManifest(month, figures).bytes))
    self.files = files
  }

  /// Whether a folder may be replaced: it is not there, is empty, or was written by a merge.
  ///
  /// A folder named by mistake as the output would be lost with all it holds.
  static func mayReplace(_ folder: String) throws(FileError) -> Bool {
    do throws(FileError) {
      let entries = try Folder.list(folder)
      return entries.isEmpty || entries.contains { $0.path == manifestName }
    } catch .notFound {
      return true
    }
  }

  /// Puts the files in the place of the output folder.
  ///
  /// - Throws: `FileError`; the folder is then as it was.
  func replace(_ folder: String) throws(FileError) {
    let swap = try FolderSwap(replacing: folder)
    for file in files { try swap.write(file.bytes, to: file.name) }
    try swap.commit()
  }

  private static func workbook(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources
  ) throws(RunError) -> [UInt8] {
    do {
      let filler = try TemplateFiller(template: resources.template("consolidated.xlsx"))
      return try filler.fill(WorkbookData(month, figures).templateData)
    } catch {
      throw .report("consolidated.xlsx：\(error)")
    }
  }

  private static func page(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources
  ) throws(RunError) -> [UInt8] {
    do throws(ResourceError) {
      return try HTMLReport(
        month, figures,
        template: resources.pageTemplate("report.html.mustache", script: "report.js")
      ).bytes
    } catch {
      throw .resources(error)
    }
  }

  private static func circular(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources
  ) throws(RunError) -> [UInt8] {
    do throws(ResourceError) {
      return try CircularPage(
        month, figures, template: resources.pageTemplate("circular.html.mustache")
      ).bytes
    } catch {
      throw .resources(error)
    }
  }
}
