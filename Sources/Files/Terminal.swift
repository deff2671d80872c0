import CFiles
import Glibc

/// What is known of a standard stream.
public enum Terminal {
  /// A standard stream that is written to.
  public enum Stream: Int32, Sendable {
    /// Standard output.
    case output = 1
    /// Standard error.
    case error = 2
  }

  /// Whether a terminal shows the stream.
  public static func shows(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Width of that terminal in columns, `nil` if there is none or it does not say.
  public static func columns(of stream: Stream) -> Int? {
    let columns = Int(cfiles_columns(stream.rawValue))
    return columns > 0 ? columns : nil
  }

  /// Whether the stream goes straight to the journal of systemd, which takes a line's priority
  /// from its start (`sd-daemon(3)`).
  public static func isJournal(_ stream: Stream) -> Bool {
    guard let named = Environment["JOURNAL_STREAM"] else { return false }
    var record = stat()
    guard unsafe fstat(stream.rawValue, &record) == 0 else { return false }
    return named == "\(record.st_dev):\(record.st_ino)"
  }
}
