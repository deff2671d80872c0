internal import Files
internal import Logging
internal import MonthlyRun
internal import Synchronization

/// Where a command's words go: results to standard output, everything else to standard error.
public enum Console {
  private static let log = Logger(label: "monthly-merge") { _ in StandardErrorLog() }

  /// Why some of the results could not be printed.
  private static let loss = Mutex<FileError?>(nil)

  /// Prints a result.
  public static func print(_ text: String) { print(Array(text.utf8)) }

  /// Prints a result of bytes.
  ///
  /// Where that fails, nothing more is printed, and ``settled(_:)`` tells of it: what a command
  /// does beside, it does all the same.
  public static func print(_ bytes: [UInt8]) {
    ProgressLine.clear()
    loss.withLock { loss in
      guard loss == nil else { return }
      do throws(FileError) {
        try FileOutput.write(bytes, to: .output)
      } catch {
        loss = error
      }
    }
  }

  /// How a command ended that would have ended so: results that nobody got are no results.
  static func settled(_ status: ExitStatus) -> ExitStatus {
    guard let error = loss.withLock({ $0 }) else { return status }
    fail("没能完成：结果没有全部输出，\(error.chinese)")
    return .failed
  }

  /// Says on standard error what a person should know.
  public static func note(_ text: String) { log.notice("\(text)") }

  /// Says on standard error what may ask for something to be done.
  public static func warn(_ text: String) { log.warning("注意：\(text)") }

  /// Says on standard error what has kept a command from being done.
  public static func fail(_ text: String) { log.error("\(text)") }

  /// Says how a run that nobody watches goes on.
  public static func tell(_ text: String) { log.info("\(text)") }

  /// Whether results are shown in colour.
  public static func usesColour(_ choice: ColourChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      Terminal.shows(.output) && (Environment["NO_COLOR"] ?? "").isEmpty
        && Environment["TERM"] != "dumb"
    }
  }
}

/// Whether to use colours.
public enum ColourChoice: String, Sendable, CaseIterable {
  /// On a terminal that shows them, unless `NO_COLOR` is set.
  case auto
  /// Always.
  case always
  /// Never.
  case never
}

/// How a command ended (SPEC §3).
public enum ExitStatus: Int32, Sendable {
  /// Nothing to mend.
  case clean = 0
  /// Done, and there are errors.
  case errors = 1
  /// The job could not be done.
  case failed = 2
  /// Bad use.
  case usage = 64
}
