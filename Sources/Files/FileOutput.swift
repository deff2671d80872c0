import Glibc

/// Writing to the streams that a process is started with.
public enum FileOutput {
  /// Writes all bytes; what a closed pipe does not take is dropped, as its reader wanted no more.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - stream: The stream.
  /// - Throws: `FileError`, by the stream's name, where not all could be written.
  public static func write(
    _ bytes: [UInt8], to stream: Terminal.Stream
  ) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          stream.rawValue, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { return }
        if errno == EAGAIN {
          // A pipe that its other end has set not to block: full for now.
          waitForRoom(in: stream)
          continue
        }
        throw FileError.last("write", stream.name)
      }
      written += count
    }
  }

  private static func waitForRoom(in stream: Terminal.Stream) {
    var waiting = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&waiting, 1, -1)
  }
}

extension Terminal.Stream {
  /// What a person calls the stream.
  fileprivate var name: String { self == .output ? "标准输出" : "标准错误" }
}
