public import Files
import JSON
import Report
public import Values

/// Gathers merged months, of one province or of many, into one data package that is partitioned by
/// month and bureau, for programs that read many files as one table.
///
/// Months that are in the package already, and are not gathered anew, stay as they are.
public struct PackageRun: Sendable {
  /// Name of every such package, by which its folder is known.
  static let name = "monthly-merge-package"
  private static let title = "开发区安全生产月报汇总数据包"
  private static let descriptionName = "datapackage.json"
  private static let limit = 64 << 20

  private let months: [String]
  private let output: String
  private let progress: (@Sendable (RunProgress) -> Void)?

  /// A run.
  ///
  /// - Parameters:
  ///   - months: Folders of months that were merged.
  ///   - output: The package's folder.
  ///   - progress: Told how far the run has come.
  public init(
    months: [String], output: String, progress: (@Sendable (RunProgress) -> Void)? = nil
  ) {
    self.progress = progress
    self.months = months.map(OpenedMonth.withoutTrailingSlash)
    self.output = OpenedMonth.withoutTrailingSlash(output)
  }

  /// A month of a province in the package.
  public struct Gathered: Sendable {
    /// The month.
    public let period: Period
    /// The province's name.
    public let province: String
    /// Rows of all tables.
    public let rows: Int
    /// Whether it stands in the place of an earlier state of the same month.
    public let isReplaced: Bool
  }

  /// What a run left.
  public struct Outcome: Sendable {
    /// The package's folder.
    public let output: String
    /// What was gathered, in the order given.
    public let gathered: [Gathered]
    /// Months of provinces that the package holds in all.
    public let months: Int
    /// Its text tables.
    public let files: Int
  }

  /// Gathers the months and swaps the package in.
  ///
  /// - Returns: What was gathered.
  /// - Throws: ``PackageError``; the package is then as it was.
  public func run() throws(PackageError) -> Outcome {
    do throws(FileError) {
      try FolderSwap.mend(output)
    } catch {
      throw .output(error)
    }
    _ = try held()
    let swap = try swap()
    // Read again: another run may have put its own in place before the folder aside was locked.
    let held = try held()
    var tables = PackageTables(held)
    var gathered: [Gathered] = []
    var seen: [MonthPart: String] = [:]
    for (turn, folder) in months.enumerated() {
      progress?(.gathering(done: turn, of: months.count))
      let month = try GatheredMonth(folder)
      if let other = seen.updateValue(folder, forKey: month.part) {
        throw .twice(folder: folder, other: other)
      }
      let rows = try month.write(to: swap, into: &tables)
      gathered.append(
        Gathered(
          period: month.part.period, province: month.provinceName, rows: rows,
          isReplaced: held.contains { MonthPart($0) == month.part }))
    }
    progress?(.writing)
    let kept = held.filter { seen[MonthPart($0)] == nil }
    for partition in kept { tables.add(partition) }
    try finish(swap, keeping: kept, tables)
    return Outcome(
      output: output, gathered: gathered,
      months: Set(kept.map(MonthPart.init)).union(seen.keys).count, files: tables.fileCount)
  }

  private func swap() throws(PackageError) -> FolderSwap {
    do throws(FileError) {
      return try FolderSwap(replacing: output)
    } catch {
      throw .output(error)
    }
  }

  private func finish(
    _ swap: consuming FolderSwap, keeping kept: [Partition], _ tables: PackageTables
  ) throws(PackageError) {
    let description = DataDescription(
      name: Self.name, title: Self.title, resources: tables.resources)
    do throws(FileError) {
      for partition in kept { try swap.keep(partition.path) }
      try swap.write(description.bytes, to: Self.descriptionName)
      try swap.commit()
    } catch {
      throw .output(error)
    }
  }

  /// What the package holds; nothing where there is none yet.
  ///
  /// - Throws: ``PackageError/foreignFolder(path:)`` where the folder holds anything else, which
  ///   would be lost.
  private func held() throws(PackageError) -> HeldPackage {
    let names: [String]
    do throws(FileError) {
      names = try Folder.names(in: output)
    } catch .notFound {
      return HeldPackage()
    } catch {
      throw .output(error)
    }
    if names.isEmpty { return HeldPackage() }
    guard names.contains(Self.descriptionName) else { throw .foreignFolder(path: output) }
    let description = try Self.description("\(output)/\(Self.descriptionName)")
    guard description.name == Self.name else { throw .foreignFolder(path: output) }
    let held = HeldPackage(description)
    let known = Set(held.partitions.map(\.path) + [Self.descriptionName])
    let found: [String]
    do throws(FileError) {
      found = try Folder.walk(output).map(\.path)
    } catch {
      throw .output(error)
    }
    guard known.isSuperset(of: found) else { throw .foreignFolder(path: output) }
    if let lost = known.subtracting(found).min() {
      throw .damaged(path: "\(output)/\(lost)", reason: "文件不见了")
    }
    return held
  }

  /// Reads a `datapackage.json` that the program wrote.
  static func description(_ path: String) throws(PackageError) -> DataDescription {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try readFile(path, limit: limit)
    } catch {
      throw .input(error)
    }
    var reader = JSONReader(bytes)
    do throws(JSONFault) {
      if let description = DataDescription(try reader.read()) { return description }
    } catch {
      throw .damaged(path: path, reason: "第 \(error.line) 行：\(error.reason)")
    }
    throw .damaged(path: path, reason: "不是程序写的样子")
  }
}

/// Why months can't be gathered.
public enum PackageError: Error {
  /// A month's folder or a file in it can't be read.
  case input(FileError)
  /// The month was not merged.
  case notMerged(folder: String)
  /// A file is not as a merge wrote it.
  case damaged(path: String, reason: String)
  /// Two folders hold the same month of the same province.
  case twice(folder: String, other: String)
  /// The columns of a table are not those that the package has.
  case otherColumns(folder: String, table: String)
  /// The output folder holds what is no such package: it is not replaced.
  case foreignFolder(path: String)
  /// The package can't be written.
  case output(FileError)
}

extension PackageRun.Outcome {
  /// What the person who ran it should know, the verdict last.
  public var summary: String {
    var lines = gathered.map { month in
      "  \(month.isReplaced ? "替换" : "放入")  \(month.period.chinese) \(month.province)  "
        + "\(month.rows) 行"
    }
    lines.append("  数据  \(output)/data/（说明在 \(output)/datapackage.json）")
    lines.append("结论  数据包里有 \(months) 个“省·月”，\(files) 个数据文件")
    return lines.joined(separator: "\n") + "\n"
  }
}
