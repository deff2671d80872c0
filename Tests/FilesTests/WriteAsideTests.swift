import Files
import Foundation
import Testing

@Suite struct WriteAsideTests {
  @Test func fileIsReplacedThroughALinkAndKeepsItsPermissions() throws {
    try withTemporaryFolder { folder in
      try writeFile([1], to: folder + "/real")
      #expect(unsafe chmod(folder + "/real", 0o640) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link", withDestinationPath: "real")
      try writeFile([2, 3], to: folder + "/link")
      #expect(try readFile(folder + "/real") == [2, 3])
      #expect(try Folder.list(folder).map(\.path) == ["link", "real"])
      let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/real")
      #expect(attributes[.posixPermissions] as? Int == 0o640)
    }
  }

  @Test func longestNameCanBeWritten() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + String(repeating: "长", count: 85)
      try writeFile([1], to: path)
      #expect(try readFile(path) == [1])
    }
  }

  @Test func failureLeavesNothingBehind() throws {
    try withTemporaryFolder { folder in
      try Folder.make(folder + "/taken")
      #expect(throws: FileError.isFolder(path: folder + "/taken")) {
        try writeFile([1], to: folder + "/taken")
      }
      #expect(throws: FileError.self) { try writeFile([1], to: folder + "/none/file") }
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/lost", withDestinationPath: "nowhere")
      #expect(throws: FileError.notFound(path: folder + "/lost")) {
        try writeFile([1], to: folder + "/lost")
      }
      #expect(try Folder.list(folder).map(\.path) == ["lost", "taken"])
      try writeFile([1], to: "/dev/null")
      #expect(throws: FileError.noSpace(path: "/dev/full")) { try writeFile([1], to: "/dev/full") }
    }
  }

  @Test func appendedLinesFollowTheHeadingAndALineEnd() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/收件登记.csv"
      let heading = Array("h\r\n".utf8)
      try appendToFile(Array("1\r\n".utf8), at: path, heading: heading)
      try appendToFile(Array("2".utf8), at: path, heading: heading)
      try appendToFile(Array("3\r\n".utf8), at: path, heading: heading)
      #expect(try readFile(path) == Array("h\r\n1\r\n2\r\n3\r\n".utf8))
      #expect(throws: FileError.self) { try appendToFile([1], at: folder) }
    }
  }

  @Test func appendsOfManyThreadsDoNotMix() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
    try Folder.make(folder)
    defer { try? Folder.remove(folder) }
    let path = folder + "/register"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          let line = String(repeating: "\(number % 10)", count: 9_000) + "\n"
          try appendToFile(Array(line.utf8), at: path, heading: Array("h\n".utf8))
        }
      }
      try await group.waitForAll()
    }
    let lines = try String(decoding: readFile(path), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0] == "h")
    #expect(lines.dropFirst().allSatisfy { Set($0).count == 1 && $0.count == 9_000 })
  }
}
