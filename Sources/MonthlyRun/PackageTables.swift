import Report
import Values

/// A month of a province: what is put into a package, or replaced in it, as a whole.
struct MonthPart: Hashable {
  let period: Period
  let province: BureauCode

  init(period: Period, province: BureauCode) {
    self.period = period
    self.province = province
  }

  /// The month of a province that a file belongs to.
  init(_ partition: Partition) {
    self.init(period: partition.period, province: partition.code.province)
  }
}

/// What a package holds, as its `datapackage.json` tells.
struct HeldPackage {
  /// Its tables.
  var resources: [DataResource] = []
  /// Its files.
  var partitions: [Partition] = []

  init() {}

  init(_ description: DataDescription) {
    resources = description.resources
    partitions = resources.flatMap { $0.paths.compactMap(Partition.init(path:)) }
  }

  func filter(_ isWanted: (Partition) -> Bool) -> [Partition] { partitions.filter(isWanted) }

  func contains(_ isMeant: (Partition) -> Bool) -> Bool { partitions.contains(where: isMeant) }
}

/// The tables of a package that is being made, each with its files.
struct PackageTables {
  private var tables: [DataResource]
  private var files: [String: Set<Partition>] = [:]

  /// The tables of what is there, without files.
  init(_ held: HeldPackage) { tables = held.resources }

  /// Enters a table of a month.
  ///
  /// - Returns: `false` if the package has it with other columns: parts of one table must be alike.
  ///   Their titles may differ; the first stand.
  mutating func enter(_ resource: DataResource) -> Bool {
    guard let known = tables.first(where: { $0.name == resource.name }) else {
      tables.append(resource)
      return true
    }
    return known.columns.elementsEqual(resource.columns) {
      $0.name == $1.name && $0.type == $1.type
    }
  }

  /// Enters a file; `false` if it is there.
  @discardableResult
  mutating func add(_ partition: Partition) -> Bool {
    files[partition.table, default: []].insert(partition).inserted
  }

  /// Number of files.
  var fileCount: Int { files.values.reduce(0) { $0 + $1.count } }

  /// The tables with their files in the order of their paths.
  var resources: [DataResource] {
    tables.map { table in
      var table = table
      table.paths = (files[table.name] ?? []).map(\.path).sorted()
      return table
    }
  }
}
