internal import Files
import Report
import TemplateFill
import Values

/// The files of the output folder, each made while it is written.
struct MonthOutput {
  /// Folder of the copies that go back to their filers.
  static let returnFolder = "退回"
  /// Tells what ran.
  static let manifestName = "run.json"
  /// What the names of the workbook and the page begin with.
  static let reportPrefix = "全省汇总-"
  /// What the name of the circular begins with.
  static let circularPrefix = "通报-"

  let files: [OutputFile]

  /// Every output of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  ///   - resources: The templates.
  ///   - returned: The copies that go back.
  init(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources,
    returned: [OutputFile]
  ) {
    let name = Self.reportPrefix + month.period.description
    // The workbook first: it takes longest.
    files =
      [
        OutputFile("\(name).xlsx") { sink throws(RunError) in
          try Self.writeWorkbook(month, figures, resources, to: sink)
        },
        OutputFile("\(name).html") { sink throws(RunError) in
          _ = sink(try Self.page(month, figures, resources))
        },
        OutputFile("\(Self.circularPrefix)\(month.period).html") { sink throws(RunError) in
          _ = sink(try Self.circular(month, figures, resources))
        },
      ] + returned
      + DataPackage(month, figures).files.map(OutputFile.init)
      + [
        OutputFile(Self.manifestName) { sink in _ = sink(RunManifest(month, figures).bytes) }
      ]
  }

  /// Makes the files and writes them, several at a time.
  ///
  /// - Parameters:
  ///   - folder: Where they are built.
  ///   - jobs: How many at a time.
  /// - Returns: SHA-256 of each of ``LedgerOrigin/files``, in their order.
  /// - Throws: ``RunError`` of the first file that can't be made or written.
  func write(to folder: StagedFolder, jobs: Int) async throws(RunError) -> [String] {
    let results = await FileFanOut.map(files, jobs: jobs) { file in
      Result { () throws(RunError) in
        try file.write(to: folder, isDigested: LedgerOrigin.files.contains(file.name))
      }
    }
    var digests: [String: String] = [:]
    for (file, result) in zip(files, results) { digests[file.name] = try result.get() }
    return LedgerOrigin.files.compactMap { digests[$0] }
  }

  private static func writeWorkbook(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ resources: Resources,
    to sink: OutputFile.Sink
  ) throws(RunError) {
    do {
      let filler = try TemplateFiller(template: resources.template("consolidated.xlsx"))
      try filler.fill(WorkbookData(month, figures).templateData, receive: sink)
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
