import Foundation
import Testing

@testable import Files

@Suite struct FolderSwapTests {
  @Test(arguments: [true, false])
  func newFolderTakesThePlaceWhole(usesExchange: Bool) throws {
    try withTemporaryFolder { folder in
      let target = folder + "/汇总"
      for round in [UInt8(1), 2, 3] {
        let swap = try FolderSwap(replacing: target, usesExchange: usesExchange)
        try swap.write([round], to: "data/ledger.csv")
        try swap.write([round], to: "run-\(round).json")
        if round > 1 { #expect(try readFile(target + "/data/ledger.csv") == [round - 1]) }
        try swap.commit()
        #expect(
          try Folder.walk(folder).map(\.path) == ["汇总/run-\(round).json", "汇总/data/ledger.csv"])
        #expect(try Folder.list(folder).map(\.path) == ["汇总"])
      }
    }
  }

  @Test func filesAreWrittenByPiecesAndAtOnce() async throws {
    try await withSharedTemporaryFolder { folder in
      let target = folder + "/汇总"
      let swap = try FolderSwap(replacing: target)
      let staged = swap.folder
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in UInt8(0)..<20 {
          group.addTask {
            let file = try staged.begin("data/\(number % 3)/\(number).csv")
            for _ in 0..<3 { try file.write([number]) }
            try file.finish()
          }
        }
        try await group.waitForAll()
      }
      #expect(throws: FileError.self) { _ = try staged.begin("data/0/0.csv") }
      try swap.commit()
      #expect(try Folder.walk(target).count == 20)
      #expect(try readFile(target + "/data/2/17.csv") == [17, 17, 17])
    }
  }

  @Test func swapGivenUpLeavesTheOldFolder() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/汇总"
      try Folder.make(target)
      try writeFile([1], to: target + "/old")
      do {
        let swap = try FolderSwap(replacing: target)
        try swap.write([2], to: "new")
        #expect(throws: FileError.self) { try swap.write([2], to: "new") }
      }
      #expect(try Folder.walk(folder).map(\.path) == ["汇总/old"])
      #expect(try Folder.list(folder).map(\.path) == ["汇总"])
    }
  }

  /// The states in which a kill can leave the folder, each to be mended by the next run.
  @Test(arguments: [
    // Killed while building.
    (["汇总": "old", ".汇总.new": "half"], "old"),
    // Killed between moving the old one away and the new one in.
    ([".汇总.old": "old", ".汇总.new": "new"], "old"),
    // Killed before the old one was removed.
    (["汇总": "new", ".汇总.old": "old"], "new"),
    (["汇总": "new", ".汇总.new": "old"], "new"),
  ])
  func leftoversOfAKilledRunAreMended(found: [String: String], kept: String) throws {
    try withTemporaryFolder { folder in
      for (name, file) in found {
        try Folder.make(folder + "/" + name)
        try writeFile([], to: folder + "/" + name + "/" + file)
      }
      try FolderSwap.mend(folder + "/汇总")
      #expect(try Folder.list(folder + "/汇总").map(\.path) == [kept])
      do {
        let swap = try FolderSwap(replacing: folder + "/汇总")
        #expect(try Folder.list(swap.aside).isEmpty)
        #expect(try Folder.list(folder + "/汇总").map(\.path) == [kept])
      }
      #expect(try Folder.list(folder).map(\.path) == ["汇总"])
    }
  }

  @Test func fileInTheWayIsNotReplaced() throws {
    try withTemporaryFolder { folder in
      try writeFile([1], to: folder + "/汇总")
      #expect(throws: FileError.notFolder(path: folder + "/汇总")) {
        _ = try FolderSwap(replacing: folder + "/汇总")
      }
      #expect(try Folder.list(folder).map(\.path) == ["汇总"])
    }
  }
}

@Suite struct FileLockTests {
  @Test(arguments: ["", "/lock"])
  func secondLockIsRefusedWhileTheFirstIsHeld(name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + name
      do {
        let lock = try FileLock(path)
        #expect(throws: FileError.locked(path: path)) { _ = try FileLock(path) }
        _ = consume lock
      }
      _ = try FileLock(path)
    }
  }
}
