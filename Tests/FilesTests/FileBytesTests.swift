import Files
import Foundation
import Testing

@Suite struct FileBytesTests {
  @Test func fileIsReadWholeUpToTheLimit() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/苏州市.csv"
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try writeFile(bytes, to: path)
      #expect(try readFile(path) == bytes)
      #expect(try readFile(path, limit: bytes.count) == bytes)
      #expect(throws: FileError.tooLarge(path: path, bytes: 300_000, limit: 299_999)) {
        try readFile(path, limit: 299_999)
      }
      #expect(try readStart(4, of: path) == Array(bytes.prefix(4)))
      try writeFile([], to: path)
      #expect(try readFile(path, limit: 0) == [])
      #expect(try readStart(4, of: path) == [])
    }
  }

  @Test func causeIsTold() throws {
    try withTemporaryFolder { folder in
      #expect(throws: FileError.notFound(path: folder + "/none")) {
        try readFile(folder + "/none")
      }
      #expect(throws: FileError.isFolder(path: folder)) { try readFile(folder) }
      #expect(throws: FileError.isFolder(path: folder)) { try readStart(4, of: folder) }
      try writeFile([1], to: folder + "/file")
      #expect(throws: FileError.notFolder(path: folder + "/file/x")) {
        try readFile(folder + "/file/x")
      }
      #expect(throws: FileError.notFound(path: folder + "/file\0x")) {
        try readFile(folder + "/file\0x")
      }
      let long = folder + "/" + String(repeating: "长", count: 200)
      #expect(throws: FileError.nameTooLong(path: long)) { try readFile(long) }
    }
  }

  @Test func pipeIsRefusedWithoutWaiting() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      #expect(unsafe mkfifo(path, 0o600) == 0)
      #expect(throws: FileError.notRegular(path: path)) { try readFile(path) }
      #expect(throws: FileError.notRegular(path: "/dev/zero")) { try readFile("/dev/zero") }
      let kind = try FileStatus(of: path).kind
      #expect(kind == .other)
    }
  }

  @Test func fileThatIsNotAsLongAsItSaysIsRefused() {
    // Files of /proc say that they are empty and are not, like a file that grows meanwhile.
    #expect(throws: FileError.changedWhileRead(path: "/proc/self/status")) {
      try readFile("/proc/self/status")
    }
  }

  @Test func modificationTimeHasNanoseconds() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/file"
      try writeFile([1, 2, 3], to: path)
      var times = [
        timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1_654_185_600, tv_nsec: 123_456_789),
      ]
      #expect(unsafe utimensat(AT_FDCWD, path, &times, 0) == 0)
      let status = try FileStatus(of: path)
      #expect(status.modified == FileTime(seconds: 1_654_185_600, nanoseconds: 123_456_789))
      #expect(status.modified > FileTime(seconds: 1_654_185_600))
      #expect(status.size == 3)
      #expect(status.kind == .file)
    }
  }
}
