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

  @Test func whatIsAppendedDependsOnWhatIsHeld() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/收件登记.csv"
      try appendToFile(at: path) { held in held.isEmpty ? [1, 2] : [9] }
      try appendToFile(at: path) { held in held == [1, 2] ? [3] : [9] }
      try appendToFile(at: path) { _ in [] }
      #expect(try readFile(path) == [1, 2, 3])
      #expect(throws: FileError.self) { try appendToFile(at: folder) { _ in [1] } }
      #expect(throws: FileError.notRegular(path: "/dev/null")) {
        try appendToFile(at: "/dev/null") { _ in [1] }
      }
    }
  }

  /// An office program saves by putting a new file in the place of the old one.
  @Test func fileReplacedMeanwhileIsNotLost() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/register"
      try appendToFile(at: path) { _ in [1] }
      try writeFile([7], to: path)
      try appendToFile(at: path) { held in held + [8] }
      #expect(try readFile(path) == [7, 7, 8])
    }
  }

  /// Each enters itself unless it is there, as the receipt register does.
  @Test func ofManyThatAppendAtOnceEachSeesTheOthers() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
    try Folder.make(folder)
    defer { try? Folder.remove(folder) }
    let path = folder + "/register"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let line = Array((String(repeating: "\(number % 10)", count: 9_000) + "\n").utf8)
          try appendToFile(at: path) { held in
            let lines = held.split(separator: UInt8(ascii: "\n"))
            return lines.contains { $0.first == line.first } ? [] : line
          }
        }
      }
      try await group.waitForAll()
    }
    let lines = try String(decoding: readFile(path), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { Set($0).count == 1 && $0.count == 9_000 })
    #expect(Set(lines).count == 10)
  }
}
