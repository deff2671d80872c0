import Files
import Foundation
import Testing

@Suite struct FolderTests {
  @Test func entriesAreOrderedByBytesWithTheirKind() throws {
    try withTemporaryFolder { folder in
      for name in ["b", "B", "南京市.xlsx", "é", ".hidden", "a b"] {
        try writeFile([0], to: folder + "/" + name)
      }
      try Folder.make(folder + "/常州市/下级")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "常州市")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/lost", withDestinationPath: "nowhere")
      let entries = try Folder.list(folder)
      #expect(
        entries.map(\.path) == [
          ".hidden", "B", "a b", "b", "link", "lost", "é", "南京市.xlsx", "常州市",
        ])
      #expect(entries[4].kind == .folder)
      #expect(entries[5].kind == .brokenLink)
      #expect(entries[0].kind == .file)
      #expect(entries[0].size == 1)
    }
  }

  @Test func nameInAnotherEncodingCanBeOpened() throws {
    try withTemporaryFolder { folder in
      // 苏州.csv in GBK, as old archives unpack it.
      let name: [UInt8] = [0xCB, 0xD5, 0xD6, 0xDD] + Array(".csv".utf8)
      let path = Array(folder.utf8) + [UInt8(ascii: "/")] + name + [0]
      let descriptor = unsafe open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
      #expect(descriptor >= 0)
      close(descriptor)
      let entry = try #require(try Folder.list(folder).first)
      #expect(bytesOfUnreadableName(entry.path) == name)
      #expect(entry.path.hasSuffix(".csv"))
      #expect(try readFile(folder + "/" + entry.path) == [])
      #expect(bytesOfUnreadableName("苏州.csv") == nil)
      try Folder.remove(folder + "/" + entry.path)
      #expect(try Folder.list(folder).isEmpty)
    }
  }

  @Test func walkEndsInACircleOfLinks() throws {
    try withTemporaryFolder { folder in
      try Folder.make(folder + "/a/b")
      try writeFile([], to: folder + "/a/b/file")
      try writeFile([], to: folder + "/z")
      for (link, end) in [("/a/b/up", ".."), ("/self", "self"), ("/root", folder)] {
        try FileManager.default.createSymbolicLink(
          atPath: folder + link, withDestinationPath: end)
      }
      let found = try Folder.walk(folder)
      #expect(found.map(\.path) == ["self", "z", "a/b/file"])
      #expect(found[0].kind == .brokenLink)
      #expect(throws: FileError.tooMany(path: folder, limit: 3)) {
        try Folder.walk(folder, limit: 3)
      }
      #expect(try Folder.walk(folder) { $0.path != "a" }.map(\.path) == ["self", "z"])
    }
  }

  @Test func listingWhatIsNoFolderFails() throws {
    try withTemporaryFolder { folder in
      try writeFile([], to: folder + "/file")
      #expect(throws: FileError.notFolder(path: folder + "/file")) {
        try Folder.list(folder + "/file")
      }
      #expect(throws: FileError.notFound(path: folder + "/none")) {
        try Folder.list(folder + "/none")
      }
      #expect(throws: FileError.notFolder(path: folder + "/file")) {
        try Folder.make(folder + "/file")
      }
    }
  }

  @Test func removingALinkLeavesWhatItLeadsTo() throws {
    try withTemporaryFolder { folder in
      try Folder.make(folder + "/kept")
      try writeFile([7], to: folder + "/kept/file")
      try Folder.make(folder + "/gone/deep")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/gone/deep/link", withDestinationPath: folder + "/kept")
      try Folder.remove(folder + "/gone")
      try Folder.remove(folder + "/never there")
      #expect(try Folder.list(folder).map(\.path) == ["kept"])
      #expect(try readFile(folder + "/kept/file") == [7])
    }
  }
}
