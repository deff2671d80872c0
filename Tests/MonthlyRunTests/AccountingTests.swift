import Testing

/// Every row of every file has gone somewhere.
@Suite struct AccountingTests {
  @Test(arguments: Expectation.months)
  func rowsAreThoseExpected(month: String) async throws {
    let table = try await MergedFixtures.month(month).table("accounting")
    let expectation = try Expectation(month)
    let paths = try expectation.files.map { try #require($0["file"]?.text) }
    #expect(Set(table.rows.map { $0["file"] ?? "" }) == Set(paths))
    for file in expectation.files {
      let path = try #require(file["file"]?.text)
      let isSuperseded = file["superseded"] == .boolean(true)
      // A sheet whose heading is not found has no rows and no list to count them under.
      let unread = (file["findings"]?.elements ?? []).filter { $0["rule"]?.text == "T002" }
        .compactMap { $0["list"]?.text }
      let lists = (file["lists"]?.elements ?? []).filter { list in
        !unread.contains { $0 == list["list"]?.text }
      }
      let rows = table.rows.filter { $0["file"] == path && $0["list"] != "" }
      #expect(
        rows.map { $0["list"] ?? "" }.sorted()
          == Set(lists.compactMap { $0["list"]?.text }).sorted(), "\(path)")
      for row in rows {
        let own = lists.filter { $0["list"]?.text == row["list"] }
        func sum(_ key: String) -> Int { own.reduce(0) { $0 + ($1[key]?.int ?? 0) } }
        func setAside(_ kind: String) -> Int {
          own.reduce(0) { $0 + ($1["set_aside"]?[kind]?.int ?? 0) }
        }
        #expect(row["rows_read"] == "\(sum("rows_read"))", "\(path)")
        #expect(row["rows_merged"] == (isSuperseded ? "0" : "\(sum("rows_merged"))"), "\(path)")
        #expect(
          row["rows_superseded"] == (isSuperseded ? "\(sum("rows_merged"))" : "0"), "\(path)")
        for kind in ["total", "nil", "note", "header", "blank"] {
          #expect(row["set_aside_\(kind)"] == "\(setAside(kind))", "\(path) \(kind)")
        }
      }
    }
  }

  @Test(arguments: Expectation.months)
  func everyRowBalances(month: String) async throws {
    let table = try await MergedFixtures.month(month).table("accounting")
    for row in table.rows {
      func number(_ column: String) -> Int { Int(row[column] ?? "") ?? -1 }
      let kinds = ["total", "nil", "note", "header", "blank"].map { number("set_aside_\($0)") }
      #expect(number("rows_set_aside") == kinds.reduce(0, +))
      #expect(
        number("rows_read")
          == number("rows_merged") + number("rows_superseded") + number("rows_set_aside"))
      #expect(row["balanced"] == "true")
      if row["list"] == "" { #expect(number("rows_read") == 0) }
    }
  }

  /// Each merged row names a row of a file that accounting.csv has merged, each once.
  @Test(arguments: Expectation.months)
  func mergedRowsComeFromWhatIsAccountedFor(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let accounting = try merged.table("accounting").rows
    for list in ["hazards", "measures", "practices", "accidents"] {
      let rows = try merged.table(list).rows
      let places = rows.map { [$0["source_file"], $0["source_sheet"], $0["source_row"]] }
      #expect(Set(places).count == rows.count)
      for line in accounting where line["list"] == list {
        let count = rows.count { $0["source_file"] == line["file"] }
        #expect("\(count)" == line["rows_merged"], "\(month) \(line["file"] ?? "") \(list)")
      }
      #expect(rows.map { $0["seq"] } == (1...max(1, rows.count)).prefix(rows.count).map { "\($0)" })
    }
  }
}
