import Files
import Report
import Values

/// A merged month whose data files are put into a package.
struct GatheredMonth: ~Copyable {
  /// The month and the province.
  let part: MonthPart
  /// The province's name.
  let provinceName: String
  private let folder: String
  private let tables: [DataResource]
  /// Keeps a merge from swapping the files while they are read.
  private let lock: FileLock

  /// Opens a month.
  ///
  /// - Parameter folder: The month's folder, without `/` at its end.
  /// - Throws: ``PackageError``.
  init(_ folder: String) throws(PackageError) {
    let data = "\(folder)/\(EarlierOutputs.folderName)/data"
    let lock = try Self.lock(folder)
    guard (try? FileStatus(of: "\(data)/datapackage.json"))?.kind == .file else {
      throw .notMerged(folder: folder)
    }
    let description = try PackageRun.description("\(data)/datapackage.json")
    let prefix = "monthly-merge-"
    guard description.name.hasPrefix(prefix),
      let period = Period(String(description.name.dropFirst(prefix.count))),
      description.resources.allSatisfy({
        Partition.isName($0.name) && $0.paths == [$0.name + ".csv"]
      })
    else { throw .damaged(path: "\(data)/datapackage.json", reason: "不是程序写的样子") }
    let (code, name) = try Self.province(in: "\(data)/balance.csv")
    part = MonthPart(period: period, province: code)
    provinceName = name
    tables = description.resources
    self.folder = folder
    self.lock = lock
  }

  private static func lock(_ folder: String) throws(PackageError) -> FileLock {
    do throws(FileError) {
      guard try FileStatus(of: folder).kind == .folder else {
        throw FileError.notFolder(path: folder)
      }
      let lock = try FileLock(folder)
      try FolderSwap.mend("\(folder)/\(EarlierOutputs.folderName)")
      return lock
    } catch {
      throw .input(error)
    }
  }

  /// The province: the last row of the balance.
  private static func province(
    in path: String
  ) throws(PackageError) -> (code: BureauCode, name: String) {
    var table = try DataTableReader(path)
    guard let bureau = table.columns.firstIndex(of: "bureau"),
      let name = table.columns.firstIndex(of: "bureau_name")
    else { throw .damaged(path: path, reason: "没有 bureau、bureau_name 列") }
    var found: (code: BureauCode, name: String)?
    while try table.next() {
      let code = try table.code(in: bureau)
      if code.isProvince { found = (code, table.text(in: name)) }
    }
    guard let found else { throw .damaged(path: path, reason: "没有全省一行") }
    return found
  }

  /// Writes the month's files into the package.
  ///
  /// - Parameters:
  ///   - swap: The package.
  ///   - tables: Its tables, to which those of the month are added.
  /// - Returns: Number of rows.
  /// - Throws: ``PackageError``.
  borrowing func write(
    to swap: borrowing FolderSwap, into tables: inout PackageTables
  ) throws(PackageError) -> Int {
    var rows = 0
    for resource in self.tables {
      guard tables.enter(resource) else {
        throw .otherColumns(folder: folder, table: resource.name)
      }
      rows += try write(resource, to: swap, into: &tables)
    }
    return rows
  }

  private borrowing func write(
    _ resource: DataResource, to swap: borrowing FolderSwap, into tables: inout PackageTables
  ) throws(PackageError) -> Int {
    let path = "\(folder)/\(EarlierOutputs.folderName)/data/\(resource.name).csv"
    var table = try DataTableReader(path)
    guard table.columns == resource.columns.map(\.name) else {
      throw .damaged(path: path, reason: "表头与 datapackage.json 不符")
    }
    let isList = ListName(rawValue: resource.name) != nil
    let bureau = isList ? table.columns.firstIndex(of: "bureau") : nil
    let month = table.columns.firstIndex(of: "period")
    let period = part.period.description
    // The history of a hazard has the months before in it, which are in those months' parts.
    let isHistory = resource.name == "ledger_history"
    var output = PartitionWriter(heading: table.heading)
    var rows = 0
    while try table.next() {
      if let month, table.text(in: month) != period {
        if isHistory { continue }
        throw table.damage("period 不是 \(period)")
      }
      let code = try bureau.map { column throws(PackageError) in try table.code(in: column) }
      guard code.map({ $0.province == part.province }) ?? true else {
        throw table.damage("bureau 不在本省")
      }
      let partition = Partition(
        table: resource.name, period: part.period, code: code ?? part.province)
      if partition != output.partition {
        guard tables.add(partition) else { throw table.damage("没有按 bureau 排序") }
        try output.begin(partition, in: swap)
      }
      try output.write(table.record)
      rows += 1
    }
    if rows == 0 {
      // So that who reads all parts of a table finds one.
      let partition = Partition(table: resource.name, period: part.period, code: part.province)
      tables.add(partition)
      try output.begin(partition, in: swap)
    }
    try output.finish()
    return rows
  }
}

/// Writes the parts of a table, one after another, in pieces.
private struct PartitionWriter {
  private static let pieceSize = 1 << 20
  private let heading: [UInt8]
  private var file: StagedFile?
  private var piece: [UInt8] = []
  /// The part being written.
  private(set) var partition: Partition?

  init(heading: [UInt8]) { self.heading = heading }

  mutating func begin(
    _ partition: Partition, in swap: borrowing FolderSwap
  ) throws(PackageError) {
    try finish()
    do throws(FileError) {
      file = try swap.begin(partition.path)
    } catch {
      throw .output(error)
    }
    self.partition = partition
    piece = [0xEF, 0xBB, 0xBF] + heading
  }

  mutating func write(_ record: ArraySlice<UInt8>) throws(PackageError) {
    piece += record
    if piece.count >= Self.pieceSize { try flush() }
  }

  mutating func finish() throws(PackageError) {
    try flush()
    do throws(FileError) {
      try file?.finish()
    } catch {
      throw .output(error)
    }
    file = nil
  }

  private mutating func flush() throws(PackageError) {
    do throws(FileError) {
      try file?.write(piece)
    } catch {
      throw .output(error)
    }
    piece.removeAll(keepingCapacity: true)
  }
}

/// A data file of a merge, row by row, its faults told as those of its path.
private struct DataTableReader {
  let path: String
  /// The heading row as it stands, without byte order mark.
  let heading: [UInt8]
  let columns: [String]
  private var records: DataRecords

  init(_ path: String) throws(PackageError) {
    self.path = path
    do throws(FileError) {
      records = try DataRecords(path)
    } catch {
      throw .input(error)
    }
    guard try Self.next(&records, path) else { throw .damaged(path: path, reason: "没有表头") }
    heading = Array(records.bytes)
    let record = records
    columns = (0..<record.fieldCount).map { String(decoding: record[$0], as: UTF8.self) }
  }

  /// Reads the next row; `false` after the last.
  mutating func next() throws(PackageError) -> Bool {
    guard try Self.next(&records, path) else { return false }
    guard records.fieldCount == columns.count else {
      throw damage("有 \(records.fieldCount) 列，表头有 \(columns.count) 列")
    }
    return true
  }

  /// The row read last, as it stands.
  var record: ArraySlice<UInt8> { records.bytes }

  func text(in column: Int) -> String { String(decoding: records[column], as: UTF8.self) }

  func code(in column: Int) throws(PackageError) -> BureauCode {
    guard let code = BureauCode(text(in: column)) else {
      throw damage("bureau“\(text(in: column))”不是六位代码")
    }
    return code
  }

  func damage(_ reason: String) -> PackageError {
    .damaged(path: path, reason: "第 \(records.row) 行\(reason)")
  }

  private static func next(
    _ records: inout DataRecords, _ path: String
  ) throws(PackageError) -> Bool {
    do throws(DataRecordError) {
      return try records.next()
    } catch {
      switch error {
      case .unclosed(let row): throw .damaged(path: path, reason: "第 \(row) 行的引号没有配对")
      case .file(let error): throw .input(error)
      }
    }
  }
}
