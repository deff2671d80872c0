import DelimitedText
import Files
import Findings
import Intake
import ListSchema
import Report
import ReturnCopy
import Table
import Validation
import Values
import Workbook

/// Makes the 退回 copies of files that must be mended.
struct ReturnStep: Sendable {
  /// A copy.
  struct Copy: Sendable {
    /// The whole workbook.
    var bytes: [UInt8]
    /// Its extension, as its content asks for.
    var suffix: String
  }

  let resources: Resources
  let settings: RunSettings
  let period: Period

  /// The copies of all files of a folder in which there are errors, by name below the output.
  ///
  /// - Parameters:
  ///   - files: The files checked.
  ///   - findings: What was found, also what only the merge sees.
  ///   - folder: The folder of the files.
  /// - Returns: The copies, in the order of the files, and the names of the files they are of.
  func copies(
    of files: [CheckedFile], findings: [Finding], in folder: String
  ) async -> [(file: String, output: OutputFile)] {
    let byFile = Dictionary(grouping: findings) { $0.place.file ?? "" }
    let faulty = files.filter { file in
      (byFile[file.path] ?? []).contains { Self.isForFiler($0) && $0.severity == .error }
    }
    let items = faulty.map { file in
      (file: file, findings: Self.own(of: file, byFile[file.path] ?? [], byFile[""] ?? []))
    }
    let copies = await FileFanOut.map(items, jobs: settings.jobs) { item in
      // A file that was changed since can't be marked; its findings come all the same.
      copy(of: item.file, findings: item.findings, in: folder)
        ?? opinion(on: item.file, findings: item.findings)
    }
    var taken: Set<String> = []
    return zip(faulty, copies).compactMap { file, copy in
      guard let copy else { return nil }
      let name = Self.name(stem(of: file), copy.suffix, taken: &taken)
      return (file.path, OutputFile(name: name, bytes: copy.bytes))
    }
  }

  /// The copy of one file.
  ///
  /// - Parameters:
  ///   - file: The file, as checked.
  ///   - findings: What was found in it.
  ///   - folder: The folder that its source lies in.
  /// - Returns: A copy; `nil` if the file is no longer the one that was checked.
  func copy(of file: CheckedFile, findings: [Finding], in folder: String) -> Copy? {
    let content: [UInt8]
    if let source = try? readFile(
      "\(folder)/\(file.source)", limit: settings.intakeLimits.fileBytes)
    {
      guard Digest.hexadecimal(of: source) == file.sha256 else { return nil }
      content = SubmissionReader.content(
        of: file.path, in: source, source: file.source, limits: settings.intakeLimits)
    } else {
      content = []
    }
    if let bytes = try? marked(content, by: returnCopy(of: file, findings), file) {
      return Copy(bytes: bytes, suffix: ReturnCopy.hasMacros(bytes) ? "xlsm" : "xlsx")
    }
    // What can't be marked without harm is left alone.
    return opinion(on: file, findings: findings)
  }

  /// A workbook of the 校验意见 alone.
  private func opinion(on file: CheckedFile, findings: [Finding]) -> Copy? {
    (try? returnCopy(of: file, findings).opinion()).map { Copy(bytes: $0, suffix: "xlsx") }
  }

  private func returnCopy(of file: CheckedFile, _ findings: [Finding]) -> ReturnCopy {
    ReturnCopy(
      head(of: file, findings), findings.map(note),
      limits: settings.intakeLimits.workbook.archive)
  }

  private func marked(
    _ content: [UInt8], by copy: ReturnCopy, _ file: CheckedFile
  ) throws -> [UInt8] {
    switch FileFormat.sniff(content) {
    case .workbook: return try copy.annotate(content)
    case .text:
      var rows = CSVReader(try decodeText(content).bytes)
      let list = file.listNames.first
      return try copy.workbook(of: &rows, sheet: list?.chinese ?? "清单")
    default: return try copy.opinion()
    }
  }

  // MARK: Notes

  /// Whether a finding is one that the filer mends in the file; being late is not.
  private static func isForFiler(_ finding: Finding) -> Bool {
    !finding.rule.rawValue.hasPrefix("D")
  }

  /// The findings of a file, and those on its bureau's list that name no file, wider ones first.
  private static func own(
    of file: CheckedFile, _ findings: [Finding], _ general: [Finding]
  ) -> [Finding] {
    let lists = Set(file.lists.map(\.list))
    let wider = general.filter { finding in
      finding.place.bureau != nil && finding.place.bureau == file.bureau
        && finding.place.list.map(lists.contains) ?? false
    }
    return (wider + findings).filter(isForFiler)
  }

  private func note(_ finding: Finding) -> ReturnNote {
    let place = finding.place
    let rule = resources.rules[finding.rule]
    let weight: ReturnNote.Weight =
      switch finding.severity {
      case .error: .error
      case .warning: finding.isExplained ? .explained : .warning
      case .info: .info
      }
    return ReturnNote(
      weight: weight, rule: finding.rule.rawValue, title: rule?.title ?? "",
      message: resources.rules.message(of: finding), fix: rule?.fix ?? "",
      basis: rule?.basis ?? "", sheet: place.sheet,
      // A finding on a row is shown at the row's first cell.
      cell: place.row.map { CellReference(row: $0, column: place.column ?? 1) },
      wider: place.heading.map { "“\($0)”" } ?? "", content: finding.value ?? "")
  }

  private func head(of file: CheckedFile, _ findings: [Finding]) -> ReturnHead {
    func part(_ words: String, _ isCounted: (Finding) -> Bool) -> String? {
      let count = findings.count { isCounted($0) }
      return count == 0 ? nil : "\(words) \(count) 处"
    }
    let counts = [
      part("错误") { $0.severity == .error },
      part("核实") { $0.severity == .warning && !$0.isExplained },
      part("已说明") { $0.isExplained }, part("提示") { $0.severity == .info },
    ].compactMap(\.self)
    return ReturnHead(
      file: file.path, period: period.chinese,
      verdict: counts.isEmpty ? "没有发现问题" : counts.joined(separator: "，"),
      issuer: resources.definitions.bureaus.province.issuer)
  }

  // MARK: Names

  /// `苏州市-问题隐患清单`, of a file of 苏州市: its own name without extension, with the bureau's
  /// before it where it lacks it. A file that is named after the bureau alone becomes `苏州市-退回`.
  private func stem(of file: CheckedFile) -> String {
    let bureau = file.bureau.flatMap { resources.definitions.bureaus[$0]?.name } ?? "未识别单位"
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    // A file system's names have 255 bytes at most.
    var short =
      stem == bureau ? "\(bureau)-退回" : stem.hasPrefix(bureau) ? stem : "\(bureau)-\(stem)"
    while short.utf8.count > 200 { short.removeLast() }
    return short
  }

  private static func name(_ stem: String, _ suffix: String, taken: inout Set<String>) -> String {
    var name = "\(MonthOutput.returnFolder)/\(stem).\(suffix)"
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(MonthOutput.returnFolder)/\(stem)(\(number)).\(suffix)"
      number += 1
    }
    return name
  }
}
