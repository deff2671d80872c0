import Embedded
import Files
import Foundation
import Testing

@Suite struct TemplateStoreTests {
  private static let templates = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Templates").path

  private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.path + "/templates-\(UUID().uuidString)"
    try Folder.make(path)
    defer { try? Folder.remove(path) }
    return try body(path)
  }

  /// A file put into the folder and not into the list would be missing from the program.
  @Test func everyFileOfTheFolderIsEmbedded() throws {
    let ownFiles = ["embed.inc", "embedded.c", "include/embedded.h"]
    let files = try Folder.walk(Self.templates).map(\.path).filter {
      !ownFiles.contains($0) && !$0.hasPrefix("install/")
    }
    let store = try TemplateStore()
    #expect(store.names == files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for name in files {
      #expect(try store.bytes(of: name) == readFile(Self.templates + "/" + name), "\(name)")
    }
  }

  @Test func bytesAreThereWithoutACopy() throws {
    let roster = try #require(EmbeddedFile(named: "roster.csv"))
    #expect(roster.size == roster.bytes.count)
    #expect(roster.withBytes { $0.count } == roster.size)
    #expect(roster.withBytes { $0[roster.size - 1] } == roster.bytes.last)
    #expect(EmbeddedFile(named: "Roster.csv") == nil)
  }

  @Test func fileOfTheFolderComesFirst() throws {
    try withFolder { folder in
      try writeFile([1, 2], to: folder + "/roster.csv")
      try writeFile([3], to: folder + "/rooster.csv")
      try writeFile([3], to: folder + "/.DS_Store")
      let store = try TemplateStore(folder: folder)
      #expect(try store.bytes(of: "roster.csv") == [1, 2])
      #expect(store.isOverridden("roster.csv"))
      #expect(!store.isOverridden("holidays.json"))
      #expect(try store.bytes(of: "holidays.json") == TemplateStore().bytes(of: "holidays.json"))
      #expect(try store.strangers() == ["rooster.csv"])
      #expect(throws: TemplateError.unknown(name: "rooster.csv")) {
        try store.bytes(of: "rooster.csv")
      }
      #expect(throws: TemplateError.unknown(name: "../roster.csv")) {
        try store.bytes(of: "../roster.csv")
      }
    }
  }

  @Test func unreadableOverrideIsNotPassedOver() throws {
    try withFolder { folder in
      let path = folder + "/roster.csv"
      try Folder.make(path)
      let store = try TemplateStore(folder: folder)
      #expect(
        throws: TemplateError.unreadable(name: "roster.csv", cause: .isFolder(path: path))
      ) { try store.bytes(of: "roster.csv") }
      #expect(throws: FileError.notFound(path: folder + "/none")) {
        try TemplateStore(folder: folder + "/none")
      }
    }
  }
}
