import Files
import Foundation
import Testing

/// A folder for one test, removed at its end.
private final class TestFolder {
  let path = FileManager.default.temporaryDirectory.path + "/file-stream-" + UUID().uuidString

  init() throws { try Folder.make(path) }

  deinit { try? Folder.remove(path) }

  func names() throws -> [String] { try Folder.list(path).map(\.path) }
}

@Test func piecesAreReadFromAnywhere() throws {
  let folder = try TestFolder()
  try writeFile(Array(0...99), to: folder.path + "/a")
  let file = try FileInPieces(folder.path + "/a")
  var bytes: [UInt8] = [7]
  #expect(file.size == 100)
  try file.read(3, at: 10, into: &bytes)
  #expect(bytes == [10, 11, 12])
  try file.read(10, at: 98, into: &bytes)
  #expect(bytes == [98, 99])
  try file.read(10, at: 500, into: &bytes)
  #expect(bytes == [])
}

@Test func onlyRegularFilesAreRead() throws {
  let folder = try TestFolder()
  #expect(throws: FileError.isFolder(path: folder.path)) { try FileInPieces(folder.path) }
  #expect(throws: FileError.notRegular(path: "/dev/zero")) { try FileInPieces("/dev/zero") }
  let missing = folder.path + "/b"
  #expect(throws: FileError.notFound(path: missing)) { try FileInPieces(missing) }
}

@Test func fileTakesItsPlaceWhole() throws {
  let folder = try TestFolder()
  let path = folder.path + "/a.xlsx"
  try writeFile([1, 2, 3], to: path)
  let file = try FileReplacement(of: path)
  try file.write([4])
  #expect(try readFile(path) == [1, 2, 3])
  #expect(try folder.names().count == 2)
  try file.write([5, 6])
  try file.commit()
  #expect(try readFile(path) == [4, 5, 6])
  #expect(try folder.names() == ["a.xlsx"])
}

@Test func fileInTheMakingIsNoLeftover() throws {
  let folder = try TestFolder()
  let file = try FileReplacement(of: folder.path + "/a")
  try file.write([1, 2])
  // Another writer in the folder, which takes away what a killed process left.
  try writeFile([3], to: folder.path + "/b")
  try file.commit()
  #expect(try readFile(folder.path + "/a") == [1, 2])
}

@Test func fileThatIsGivenUpLeavesNothing() throws {
  let folder = try TestFolder()
  do {
    let file = try FileReplacement(of: folder.path + "/a")
    try file.write([1])
  }
  #expect(try folder.names() == [])
}

@Test func fileInNoFolderIsRefused() throws {
  let folder = try TestFolder()
  let path = folder.path + "/none/a"
  #expect(throws: FileError.notFound(path: path)) {
    let file = try FileReplacement(of: path)
    try file.commit()
  }
  #expect(throws: FileError.isFolder(path: folder.path)) {
    let file = try FileReplacement(of: folder.path)
    try file.commit()
  }
}
