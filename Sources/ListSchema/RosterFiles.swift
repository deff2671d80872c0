import Values

/// `bureaus.csv` and `roster.csv`, as staff edit them.
enum RosterFiles {
  /// Reads `code,name,aliases`; a line without code holds words that only look like a bureau, one
  /// with a province's code names the province.
  static func bureaus(
    _ file: SourceFile, _ folding: TextFolding
  ) throws(SchemaError) -> BureauDirectory {
    var bureaus: [Bureau] = []
    var province: Bureau?
    var lookalikes: [String] = []
    for record in try records(file, heading: ["code", "name", "aliases"]) {
      let names = [record.cells[1]] + list(record.cells[2])
      if record.cells[0].isEmpty {
        lookalikes += names.filter { !$0.isEmpty }
        continue
      }
      guard let code = BureauCode(record.cells[0]) else {
        throw .badLine(
          file: file.name, line: record.line, reason: "“\(record.cells[0])”不是六位行政区划代码")
      }
      guard !record.cells[1].isEmpty else {
        throw .badLine(file: file.name, line: record.line, reason: "缺少名称")
      }
      guard province?.code != code, !bureaus.contains(where: { $0.code == code }) else {
        throw .badLine(file: file.name, line: record.line, reason: "代码 \(code) 出现两次")
      }
      let bureau = Bureau(code: code, name: names[0], aliases: Array(names.dropFirst()))
      if !code.isProvince {
        bureaus.append(bureau)
      } else if let province {
        throw .badLine(
          file: file.name, line: record.line, reason: "已有 \(province.name)，只能有一个省")
      } else {
        province = bureau
      }
    }
    return BureauDirectory(
      bureaus: bureaus, province: province, lookalikes: lookalikes, folding: folding)
  }

  /// Reads `bureau,zone,kind,aliases`.
  static func zones(
    _ file: SourceFile, bureaus: BureauDirectory, _ folding: TextFolding
  ) throws(SchemaError) -> [Zone] {
    var zones: [Zone] = []
    var seen: Set<String> = []
    for record in try records(file, heading: ["bureau", "zone", "kind", "aliases"]) {
      func fault(_ reason: String) -> SchemaError {
        .badLine(file: file.name, line: record.line, reason: reason)
      }
      guard let code = BureauCode(record.cells[0]), bureaus[code] != nil else {
        throw fault("设区市代码“\(record.cells[0])”不在 bureaus.csv 中")
      }
      guard !record.cells[1].isEmpty else { throw fault("缺少开发区名称") }
      guard let kind = Zone.Kind(rawValue: record.cells[2]) else {
        throw fault("kind 应为 national 或 provincial，不能是“\(record.cells[2])”")
      }
      guard seen.insert("\(code)" + folding.key(record.cells[1])).inserted else {
        throw fault("“\(record.cells[1])”出现两次")
      }
      zones.append(
        Zone(bureau: code, name: record.cells[1], kind: kind, aliases: list(record.cells[3])))
    }
    return zones
  }

  private static func list(_ cell: String) -> [String] {
    cell.unicodeScalars.split { $0 == ";" || $0 == "；" }
      .map { trimmed(Array(String($0).utf8)[...]) }
      .filter { !$0.isEmpty }
  }

  private struct Record {
    let line: Int
    let cells: [String]
  }

  /// The lines below the heading, filled up to as many cells as the heading has.
  private static func records(
    _ file: SourceFile, heading: [String]
  ) throws(SchemaError) -> [Record] {
    let lines = Array(try file.text().utf8)
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, cells(first).starts(with: heading) else {
      throw .badLine(
        file: file.name, line: 1, reason: "表头应为 \(heading.joined(separator: ","))")
    }
    return lines.enumerated().dropFirst().compactMap { index, line in
      var cells = cells(line)
      guard cells.contains(where: { !$0.isEmpty }) else { return nil }
      while cells.count < heading.count { cells.append("") }
      return Record(line: index + 1, cells: cells)
    }
  }

  /// The cells of a line; quoted cells may hold commas (RFC 4180), names never hold line feeds.
  private static func cells(_ line: ArraySlice<UInt8>) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: ","), !isQuoted {
        cells.append(trimmed(cell[...]))
        cell.removeAll(keepingCapacity: true)
      } else {
        cell.append(byte)
      }
    }
    cells.append(trimmed(cell[...]))
    return cells
  }

  /// A text without outer blanks, tabs and the carriage return of the line's end.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let head = bytes.drop { $0 <= 0x20 }
    let end = head.lastIndex { $0 > 0x20 } ?? head.startIndex - 1
    return String(decoding: head[head.startIndex..<(end + 1)], as: UTF8.self)
  }
}
