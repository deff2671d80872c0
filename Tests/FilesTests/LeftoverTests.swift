import Foundation
import Testing

@testable import Files

/// What killed processes leave, and what live ones hold.
@Suite struct LeftoverTests {
  @Test func fileLeftAsideIsTakenAwayByTheNext() throws {
    try withTemporaryFolder { folder in
      // Somebody's own hidden files are not ours to remove, however they are numbered.
      let others = [
        ".-.monthly-merge.tmp", ".2022-05.tmp", ".4711-a.monthly-merge.tmp",
        "4711-0.monthly-merge.tmp",
      ]
      let held = ".4711-12.monthly-merge.tmp"
      for name in others + [".4711-0.monthly-merge.tmp", held] {
        try Data([1]).write(to: URL(filePath: folder + "/" + name))
      }
      let lock = try FileLock(folder + "/" + held)
      try writeFile([2], to: folder + "/file")
      #expect(try Folder.names(in: folder) == (others + [held, "file"]).sorted())
      _ = consume lock
      try appendToFile(at: folder + "/file") { _ in [3] }
      #expect(try Folder.names(in: folder) == (others + ["file"]).sorted())
    }
  }

  @Test func secondSwapOfAFolderIsRefused() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/汇总"
      let swap = try FolderSwap(replacing: target)
      try swap.write([1], to: "one")
      #expect(throws: FileError.locked(path: target)) { _ = try FolderSwap(replacing: target) }
      #expect(throws: FileError.locked(path: target)) { try FolderSwap.mend(target) }
      try swap.write([2], to: "two")
      try swap.commit()
      #expect(try Folder.names(in: target) == ["one", "two"])
      try FolderSwap.mend(target)
      #expect(try Folder.names(in: folder) == ["汇总"])
    }
  }

  @Test func permissionsOfTheOldFolderAreKept() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/汇总"
      try Folder.make(target)
      #expect(unsafe chmod(target, 0o2775) == 0)
      let swap = try FolderSwap(replacing: target)
      try swap.commit()
      #expect(try FileStatus(of: target).permissions == 0o2775)
    }
  }

  @Test func errorsNameThePlaceAndNotWhatIsBuiltAside() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/汇总"
      let swap = try FolderSwap(replacing: target)
      try swap.write([1], to: "data/one")
      #expect(
        throws: FileError.system(path: target + "/data/one", operation: "open", code: EEXIST)
      ) { try swap.write([1], to: "data/one") }
      #expect(throws: FileError.notFound(path: folder + "/none/file")) {
        try writeFile([1], to: folder + "/none/file")
      }
    }
  }
}

@Suite struct AppendTests {
  /// A program that saves while we reckon what to append.
  @Test func fileSavedMeanwhileIsReadAgain() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/register"
      try writeFile([1], to: path)
      var seen: [[UInt8]] = []
      try appendToFile(at: path) { held in
        seen.append(held)
        if held == [1] { #expect((try? writeFile([7, 7], to: path)) != nil) }
        return [2]
      }
      #expect(seen == [[1], [7, 7]])
      #expect(try readFile(path) == [7, 7, 2])
    }
  }

  @Test func permissionsAndLinkAreKept() throws {
    try withTemporaryFolder { folder in
      try writeFile([1], to: folder + "/real")
      #expect(unsafe chmod(folder + "/real", 0o664) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "real")
      try appendToFile(at: folder + "/link") { _ in [2] }
      #expect(try FileStatus(of: folder + "/real").permissions == 0o664)
      #expect(try readFile(folder + "/real") == [1, 2])
      #expect(try Folder.names(in: folder) == ["link", "real"])
    }
  }

  @Test func brokenLinkIsNamedAndNotFollowed() throws {
    try withTemporaryFolder { folder in
      for (name, end) in [("lost", "nowhere"), ("circle", "circle")] {
        let path = folder + "/" + name
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: end)
        #expect(throws: FileError.brokenLink(path: path)) { _ = try readFile(path) }
        #expect(throws: FileError.brokenLink(path: path)) {
          try appendToFile(at: path) { _ in [1] }
        }
      }
      #expect(try Folder.names(in: folder) == ["circle", "lost"])
    }
  }
}
