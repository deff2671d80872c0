import Files
import Foundation
import Glibc
import Testing
import Values

@testable import Intake

@Suite struct MonthFolderTests {
  private var temporary: String { FileManager.default.temporaryDirectory.path }

  /// A folder for one test, removed at its end.
  private func withFolder(
    _ name: String, _ files: [String], _ body: (String) throws -> Void
  ) throws {
    let root = temporary + "/intake-\(getpid())-\(name)"
    try Folder.remove(root)
    let path = root + "/2022-05"
    try Folder.make(path)
    for file in files {
      let parts = file.split(separator: "/").dropLast().joined(separator: "/")
      if !parts.isEmpty { try Folder.make(path + "/" + parts) }
      try writeFile([1], to: path + "/" + file)
    }
    try body(path)
    try Folder.remove(root)
  }

  @Test func submissionsAreListedByTheBytesOfTheirPaths() throws {
    let files = [
      "苏州市.xlsx", "南京市/b/深.csv", "南京市/a.csv", "南京市.xlsx", "~$苏州市.xlsx", ".隐藏", "汇总/data/ledger.csv",
      "收件登记.csv", "monthly-merge.yaml", "Thumbs.db", "南京市/desktop.ini", "南京市/.DS_Store",
      "南京市/收件登记.csv",
    ]
    try withFolder("order", files) { path in
      let folder = try MonthFolder(path)
      #expect(
        folder.files.map(\.path) == [
          "南京市.xlsx", "南京市/a.csv", "南京市/b/深.csv", "南京市/收件登记.csv", "苏州市.xlsx",
        ])
      #expect(folder.period?.description == "2022-05")
      #expect(try MonthFolder(path + "/").period?.description == "2022-05")
    }
  }

  @Test func linksInACircleEnd() throws {
    try withFolder("circle", ["南京市/a.csv"]) { path in
      #expect(unsafe symlink(path, path + "/南京市/再来") == 0)
      #expect(unsafe symlink("nowhere", path + "/断.xlsx") == 0)
      let folder = try MonthFolder(path)
      #expect(folder.files.map(\.path) == ["南京市/a.csv"])
      #expect(folder.others.map(\.path) == ["断.xlsx"])
    }
  }

  /// What lies in them are our own lists and copies.
  @Test func ownOutputsAreToldByWhatLiesInThem() throws {
    let files = [
      "汇总-上次/run.json", "汇总-上次/退回/苏州市.xlsx", "包/datapackage.json", "包/data/hazards.csv",
      "旧/季度/run.json", "旧/季度/data/a.csv", "旧/b.csv", "南京市/run.json", "南京市/a.csv",
    ]
    let starts = [
      "汇总-上次/run.json": #"{"schema":"monthly-run/1","tool":"#,
      "包/datapackage.json": #"{"name":"monthly-merge-package","#,
      "旧/季度/run.json": #"{"schema":"monthly-span/1","#, "南京市/run.json": #"{"schema":"other"}"#,
    ]
    try withFolder("own", files) { path in
      for (file, start) in starts { try writeFile(Array(start.utf8), to: "\(path)/\(file)") }
      let folder = try MonthFolder(path)
      #expect(folder.files.map(\.path) == ["南京市/a.csv", "南京市/run.json", "旧/b.csv"])
      #expect(folder.outputs.map(\.path) == ["包", "旧/季度", "汇总-上次"])
    }
  }

  @Test func nameThatIsNoMonthGivesNoPeriod() throws {
    try withFolder("name", ["南京市/a.csv"]) { path in
      let folder = try MonthFolder(path + "/南京市")
      #expect(folder.period == nil)
    }
  }

  @Test func absentFolderIsAnError() {
    #expect(throws: FileError.self) { try MonthFolder(temporary + "/intake-\(getpid())-absent") }
  }
}
