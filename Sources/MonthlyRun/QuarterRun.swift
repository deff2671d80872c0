internal import Files
import ListSchema
import Receipts
public import Report
import TemplateFill
import Values

/// Puts the merged months of a quarter, or two months, together: 季度评估 and 双月督查.
///
/// It goes on from what the merges left and reads no submission again, so that its figures are
/// those that were reported month by month.
public struct QuarterRun: Sendable {
  private let span: ReportSpan
  private let root: String
  private let output: String
  private let now: Instant
  private let resources: Resources
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let tool: (name: String, version: String)

  /// A run.
  ///
  /// - Parameters:
  ///   - span: The months.
  ///   - root: Folder of the months' folders.
  ///   - output: The output folder; `nil` for one beside the months, named for the span.
  ///   - settings: Flags.
  ///   - tool: The program's name and version.
  /// - Throws: ``RunError`` where the run can't begin.
  public init(
    _ span: ReportSpan, root: String, output: String?, settings: RunSettings,
    tool: (name: String, version: String)
  ) throws(RunError) {
    self.span = span
    self.root = OpenedMonth.withoutTrailingSlash(root)
    self.output =
      output.map(OpenedMonth.withoutTrailingSlash) ?? "\(self.root)/\(span.fileName)"
    now = settings.now
    progress = settings.progress
    self.tool = tool
    do throws(FileError) {
      guard try FileStatus(of: self.root).kind == .folder else {
        throw FileError.notFolder(path: self.root)
      }
    } catch {
      throw .folder(error)
    }
    do throws(ResourceError) {
      resources = try Resources(templates: settings.templates)
    } catch {
      throw .resources(error)
    }
  }

  /// What a run left.
  public struct Outcome: Sendable {
    /// Every printed number.
    public let figures: SpanFigures
    /// What was read.
    public let data: SpanData
    /// Path of the output folder.
    public let output: String
    /// Names of the files in it.
    public let files: [String]
    /// What the person who runs it should know of templates.
    public let notices: [String]
  }

  /// Reads the months and swaps the output in.
  ///
  /// - Returns: The figures, and where they lie.
  /// - Throws: ``RunError``; the old output is then as it was.
  public func run() throws(RunError) -> Outcome {
    let wanted = span.monthsBefore + span.months
    return try locked(wanted.map { "\(root)/\($0)" }[...]) { () throws(RunError) in try work() }
  }

  /// Runs `body` while no merge can swap the output of a month that it reads.
  private func locked(
    _ folders: ArraySlice<String>, _ body: () throws(RunError) -> Outcome
  ) throws(RunError) -> Outcome {
    guard let folder = folders.first else { return try body() }
    guard (try? FileStatus(of: folder))?.kind == .folder else {
      return try locked(folders.dropFirst(), body)
    }
    let lock = try Self.lock(folder)
    let outcome = try locked(folders.dropFirst(), body)
    _ = consume lock
    return outcome
  }

  private static func lock(_ folder: String) throws(RunError) -> FileLock {
    do throws(FileError) {
      let lock = try FileLock(folder)
      try FolderSwap.mend("\(folder)/\(EarlierOutputs.folderName)")
      return lock
    } catch {
      throw .folder(error)
    }
  }

  private func work() throws(RunError) -> Outcome {
    guard try mayReplace() else { throw .foreignFolder(path: output) }
    let data = try read()
    let figures: SpanFigures
    do throws(SpanError) {
      figures = try SpanFigures(data)
    } catch {
      throw .ledger(error.chinese)
    }
    let files = try files(figures, data)
    progress?(.writing)
    try write(files)
    return Outcome(
      figures: figures, data: data, output: output, files: files.map(\.name),
      notices: resources.notices)
  }

  private func write(_ files: [OutputFile]) throws(RunError) {
    let swap: FolderSwap
    do throws(FileError) {
      swap = try FolderSwap(replacing: output)
    } catch {
      throw .output(error)
    }
    for file in files { try file.write(to: swap.folder) }
    do throws(FileError) {
      try swap.commit()
    } catch {
      throw .output(error)
    }
  }

  /// Whether the output folder may be replaced: it is not there, is empty, or was written by a run
  /// such as this. A month's 汇总 named by mistake would be lost.
  private func mayReplace() throws(RunError) -> Bool {
    do throws(FileError) {
      try FolderSwap.mend(output)
      if try Folder.list(output).isEmpty { return true }
      let manifest = try readFile("\(output)/\(MonthOutput.manifestName)", limit: 1 << 20)
      return String(decoding: manifest, as: UTF8.self)
        .hasPrefix("{\"schema\":\"\(SpanManifest.schema)\"")
    } catch .notFound(let path) {
      return path == output
    } catch {
      throw .folder(error)
    }
  }

  private func read() throws(RunError) -> SpanData {
    guard span.months.contains(where: { SpanReading.isMerged($0, in: root) }) else {
      throw .notMerged(months: span.months, root: root)
    }
    do throws(EarlierOutputError) {
      var reading = SpanReading(root: root)
      var months: [SpanMonth] = []
      for (turn, period) in span.months.enumerated() {
        progress?(.gathering(done: turn, of: span.months.count))
        if let month = try reading.month(period) { months.append(month) }
      }
      let last = months[months.count - 1]
      var before: [SpanMonth] = []
      if span.monthsBefore.allSatisfy({ SpanReading.isMerged($0, in: root) }) {
        for period in span.monthsBefore {
          if let month = try reading.month(period) { before.append(month) }
        }
      }
      let province = resources.definitions.bureaus.province
      return SpanData(
        span: span, months: months, before: before, ledger: try reading.ledger(of: last.period),
        now: now, tool: tool, inputs: reading.inputs, province: (province.code, province.name))
    } catch {
      throw .earlier(error)
    }
  }

  private func files(
    _ figures: SpanFigures, _ data: SpanData
  ) throws(RunError) -> [OutputFile] {
    let page: [UInt8]
    do throws(ResourceError) {
      page = try SpanPage(figures, template: resources.pageTemplate("quarter.html.mustache")).bytes
    } catch {
      throw .resources(error)
    }
    var files = [
      OutputFile(name: "\(span.fileName).xlsx", bytes: try workbook(figures)),
      OutputFile(name: "\(span.fileName).html", bytes: page),
    ]
    files += SpanPackage(figures).files.map(OutputFile.init)
    files.append(OutputFile(name: MonthOutput.manifestName, bytes: SpanManifest(data).bytes))
    return files
  }
}

extension QuarterRun {
  private func workbook(_ figures: SpanFigures) throws(RunError) -> [UInt8] {
    do {
      let filler = try TemplateFiller(template: resources.template("quarter.xlsx"))
      return try filler.fill(SpanWorkbook(figures).templateData)
    } catch {
      throw .report("quarter.xlsx：\(error)")
    }
  }
}

extension SpanError {
  /// What is wrong and what to do, for the person who runs it.
  fileprivate var chinese: String {
    switch self {
    case .brokenChain(let bureau, let closing, let before, let opening, let after):
      "\(bureau)\(before.chinese)期末未销号 \(closing) 条，\(after.chinese)期初却是 \(opening) 条；"
        + "请从\(after.chinese)起按月份顺序重新汇总"
    case .ledgerDiffers(let bureau, let month):
      "\(bureau)\(month.chinese)的台账平衡与最后一个月的台账对不上；请从\(month.chinese)起按月份顺序重新汇总"
    }
  }
}

extension QuarterRun.Outcome {
  /// What the person who ran it should know, the verdict last.
  public var summary: String {
    let span = data.span
    var lines = ["\(span.chinese)  \(span.purpose)"]
    lines += SpanSummary.sentences(figures).map { "  " + $0 }
    lines += files.filter { !$0.hasPrefix("data/") && $0 != MonthOutput.manifestName }
      .map { "  结果  \(output)/\($0)" }
    lines.append("  数据  \(output)/data/")
    let missing = data.missing.map(\.chinese).joined(separator: "、")
    lines.append(
      missing.isEmpty
        ? "结论  \(data.months.count) 个月都已计入" : "结论  做好了，但缺\(missing)；先汇总缺的月份，再重新运行")
    return lines.joined(separator: "\n") + "\n"
  }
}
