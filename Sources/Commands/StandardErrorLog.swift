internal import Files
internal import Logging

/// Writes log lines to standard error: as they are to a person, with the priority that the journal
/// of systemd reads where it takes them (`<3>` for an error, RFC 5424 and `sd-daemon(3)`).
struct StandardErrorLog: LogHandler {
  private static let isJournal = Terminal.isJournal(.error)

  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = "\(event.message)"
    guard Self.isJournal else {
      ProgressLine.clear()
      try? FileOutput.write(Array((text + "\n").utf8), to: .error)
      return
    }
    let mark = "<\(Self.priority(event.level))>"
    let lines = text.split(separator: "\n").map { mark + $0 + "\n" }
    try? FileOutput.write(Array(lines.joined().utf8), to: .error)
  }

  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }
}
