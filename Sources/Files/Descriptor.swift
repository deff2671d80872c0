import Glibc

/// An open file or folder, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32
  let path: String

  /// Opens `path`; the mode is that of a file to be created.
  ///
  /// Never waits for the other end of a pipe, and is not handed down to child processes.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0o666) throws(FileError) {
    // Names with a zero byte would be cut short and open another file.
    guard !path.utf8.contains(0) else { throw .notFound(path: path) }
    let opened = unsafe PathName.withCString(path) {
      unsafe open($0, flags | O_CLOEXEC | O_NONBLOCK, mode)
    }
    if opened < 0 { throw FileError.last("open", path) }
    number = opened
    self.path = path
  }

  deinit { close(number) }

  func status() throws(FileError) -> FileStatus {
    var record = stat()
    guard unsafe fstat(number, &record) == 0 else { throw FileError.last("fstat", path) }
    return FileStatus(record)
  }

  /// Reads until `buffer` holds `limit` bytes or the file ends.
  func read(into buffer: inout [UInt8], upTo limit: Int) throws(FileError) {
    while buffer.count < limit {
      let missing = min(limit - buffer.count, 1 << 20)
      var got = 0
      buffer.append(addingCapacity: missing) { room in
        unsafe room.withUnsafeMutableBufferPointer { free, count in
          got = unsafe Glibc.read(number, free.baseAddress, missing)
          count = max(got, 0)
        }
      }
      if got == 0 { return }
      if got < 0 && errno != EINTR { throw FileError.last("read", path) }
    }
  }

  /// Writes all bytes, in one call where the system takes them in one.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let got = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          number, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw FileError.last("write", path)
      }
      done += got
    }
  }

  /// Waits until the bytes are on the disk.
  func synchronize() throws(FileError) {
    // Pipes, terminals and some network folders know no fsync; there is nothing to wait for.
    if fsync(number) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP {
      throw FileError.last("fsync", path)
    }
  }

  /// Takes the lock on the file or folder without waiting; `false` if another holds it.
  func tryLock() throws(FileError) -> Bool {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK: return false
      default: throw FileError.last("flock", path)
      }
    }
    return true
  }
}
