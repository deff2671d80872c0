import Testing

@testable import Files

@Suite struct StagedFileTests {
  @Test func piecesAndKeptFilesTakeThePlaceTogether() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/数据包"
      try Folder.make(target + "/data/a")
      try writeFile([1, 2], to: target + "/data/a/kept")
      try writeFile([9], to: target + "/gone")
      let swap = try FolderSwap(replacing: target)
      let file = try swap.begin("data/b/new")
      for piece in [[3], [], [4, 5]] as [[UInt8]] { try file.write(piece) }
      try file.finish()
      try swap.keep("data/a/kept")
      #expect(try readFile(target + "/gone") == [9])
      try swap.commit()
      #expect(try Folder.walk(target).map(\.path) == ["data/a/kept", "data/b/new"])
      #expect(try readFile(target + "/data/a/kept") == [1, 2])
      #expect(try readFile(target + "/data/b/new") == [3, 4, 5])
      #expect(try Folder.list(folder).map(\.path) == ["数据包"])
    }
  }

  @Test func whatIsNotThereOrThereAlreadyIsSaid() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/数据包"
      try Folder.make(target)
      let swap = try FolderSwap(replacing: target)
      #expect(throws: FileError.notFound(path: target + "/lost")) { try swap.keep("lost") }
      _ = try swap.begin("new")
      let error = #expect(throws: FileError.self) { try swap.begin("new") }
      guard case .system(target + "/new", _, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
