import Files
import Foundation

/// Runs `body` in an empty folder, which is removed afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
  try Folder.make(path)
  defer { try? Folder.remove(path) }
  return try body(path)
}

/// As the other, for work of several threads.
func withSharedTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws
  -> Result
{
  let path = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
  try Folder.make(path)
  defer { try? Folder.remove(path) }
  return try await body(path)
}
