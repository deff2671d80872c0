import Workbook
import ZipArchive

/// The limits on what one file may ask for: the one table of their names, units and advice.
///
/// The raw value is the limit's name under `limits:` in `monthly-merge.yaml`, its figure as shipped
/// ``standard``. F005 names the limit that was met.
public enum Limit: String, CaseIterable, Sendable {
  /// Size of the file.
  case fileBytes = "file_bytes"
  /// Files in a ZIP archive.
  case zipEntries = "zip_entries"
  /// Archives in one another: 1 is a `.zip` without a `.zip` in it.
  case zipDepth = "zip_depth"
  /// Inflated size of all entries of an archive.
  case inflatedBytes = "inflated_bytes"
  /// Inflated size of one entry.
  case partBytes = "part_bytes"
  /// Inflated bytes for one compressed byte.
  case inflationRatio = "inflation_ratio"
  /// Inflated size up to which the ratio is not looked at.
  case ratioFloor = "ratio_floor_bytes"
  /// XML elements in one another.
  case xmlDepth = "xml_depth"
  /// Sheets of a workbook.
  case sheets
  /// Tables of a sheet.
  case tables
  /// Rows of a sheet.
  case rows
  /// Columns of a sheet.
  case columns
  /// Cells with a value in a file.
  case cells
  /// Characters of a cell, in UTF-16 units as spreadsheet programs count them.
  case textLength = "text_length"
  /// Shared strings of a workbook.
  case sharedStrings = "shared_strings"
  /// Memory for what is read, beyond the file itself and the records kept of it.
  case memoryBytes = "memory_bytes"
  /// Time for reading and checking the file.
  case seconds
}

extension Limit {
  /// What a limit's figure counts.
  public enum Unit: Sendable {
    /// Bytes.
    case bytes
    /// Things.
    case count
    /// So many to one.
    case ratio
    /// Seconds.
    case seconds
  }

  /// What a limit is called, what it counts, where it is kept, and what the filer can do.
  struct Entry {
    var title: String
    var unit: Unit
    var path: WritableKeyPath<IntakeLimits, Int>
    var advice: String
  }

  /// The table's entry.
  var entry: Entry {
    switch self {
    case .fileBytes:
      Entry(title: "文件大小", unit: .bytes, path: \.fileBytes, advice: "删去图片等多余内容，或拆成几个文件")
    case .zipEntries:
      Entry(
        title: "压缩包内文件数", unit: .count, path: \.workbook.archive.entries,
        advice: "只把要报送的清单放进压缩包")
    case .zipDepth:
      Entry(title: "压缩包层数", unit: .count, path: \.zipDepth, advice: "把里层的压缩包解开后重新压缩")
    case .inflatedBytes:
      Entry(
        title: "解压后总大小", unit: .bytes, path: \.workbook.archive.totalBytes,
        advice: "删去图片等多余内容，或拆成几个文件")
    case .partBytes:
      Entry(
        title: "解压后单个文件大小", unit: .bytes, path: \.workbook.archive.entryBytes,
        advice: "删去空白行列、图片等多余内容，或拆成几个文件")
    case .inflationRatio:
      Entry(
        title: "压缩比", unit: .ratio, path: \.workbook.archive.inflatedPerCompressed,
        advice: "文件可疑；请用 Excel 或 WPS 打开原表，另存后重报")
    case .ratioFloor:
      Entry(
        title: "不查压缩比的大小", unit: .bytes, path: \.workbook.archive.ratioFloor, advice: "")
    case .xmlDepth:
      Entry(
        title: "XML 嵌套层数", unit: .count, path: \.workbook.depth,
        advice: "文件可疑；请用 Excel 或 WPS 打开原表，另存后重报")
    case .sheets:
      Entry(title: "工作表数", unit: .count, path: \.workbook.sheets, advice: "只留要报送的工作表")
    case .tables:
      Entry(title: "一张工作表里的表格数", unit: .count, path: \.tables, advice: "一张清单只留一张表")
    case .rows:
      Entry(title: "工作表行数", unit: .count, path: \.rows, advice: "删去空白行，或拆成几个文件")
    case .columns:
      Entry(title: "工作表列数", unit: .count, path: \.columns, advice: "删去空白列")
    case .cells:
      Entry(
        title: "单元格数", unit: .count, path: \.workbook.cells, advice: "删去多余的行列，或拆成几个文件")
    case .textLength:
      Entry(
        title: "单元格字符数", unit: .count, path: \.workbook.textLength,
        advice: "缩短这一格的文字，详细材料另附")
    case .sharedStrings:
      Entry(
        title: "共享字符串数", unit: .count, path: \.workbook.sharedStrings, advice: "拆成几个文件")
    case .memoryBytes:
      Entry(title: "读取所用内存", unit: .bytes, path: \.workbook.memoryBytes, advice: "拆成几个文件")
    case .seconds:
      Entry(title: "处理用时", unit: .seconds, path: \.workbook.seconds, advice: "拆成几个文件，或删去多余内容")
    }
  }

  /// What the limit is called.
  public var title: String { entry.title }

  /// What its figure counts.
  public var unit: Unit { entry.unit }

  /// The figure as shipped.
  public var standard: Int { IntakeLimits()[self] }

  /// A figure of this limit for a clerk: `64 MiB`, `200 : 1`, `60 秒`, `1000`.
  public func text(_ figure: Int) -> String {
    switch unit {
    case .bytes: size(figure)
    case .count: "\(figure)"
    case .ratio: "\(figure) : 1"
    case .seconds: "\(figure) 秒"
    }
  }
}

/// A size for a clerk: whole MiB from one on, else bytes.
private func size(_ bytes: Int) -> String {
  let unit = 1 << 20
  return bytes < unit ? "\(bytes) 字节" : "\(bytes / unit + (bytes % unit == 0 ? 0 : 1)) MiB"
}
