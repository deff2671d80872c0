internal import Files
public import MonthlyRun
internal import Synchronization

/// A line on the terminal that tells how far a run has come, once it has taken half a second.
///
/// It stands on standard error, and is gone before anything else is said there or printed.
public enum ProgressLine {
  private struct State {
    var begun: Int64 = 0
    var isShown = false
  }

  private static let state = Mutex(State())
  private static let patience: Int64 = 500_000_000

  /// What a run is given to tell of its progress.
  ///
  /// - Parameter isQuiet: Whether nothing is to be shown.
  /// - Returns: `nil` where no terminal shows standard error, or it can't take a line back.
  public static func follow(quietly isQuiet: Bool) -> (@Sendable (RunProgress) -> Void)? {
    guard !isQuiet, Terminal.shows(.error), Environment["TERM"] != "dumb" else { return nil }
    state.withLock { $0.begun = SystemClock.uptime() }
    return { progress in show(progress.chinese) }
  }

  private static func show(_ text: String) {
    state.withLock { state in
      guard SystemClock.uptime() - state.begun > patience else { return }
      state.isShown = true
      try? FileOutput.write(Array("\r\u{1B}[K\(text)".utf8), to: .error)
    }
  }

  /// Takes the line away.
  static func clear() {
    state.withLock { state in
      if state.isShown { try? FileOutput.write(Array("\r\u{1B}[K".utf8), to: .error) }
      state.isShown = false
    }
  }
}
