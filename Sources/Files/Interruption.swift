import Glibc
import Synchronization

/// What happens when a person or the system ends the process: Ctrl-C, `kill`, a closed terminal.
///
/// A thread of its own waits for the signals. It lets a file that is just being put in its place
/// get there, removes what was built aside, and ends the process; what stood before stands.
public enum Interruption {
  private struct State {
    /// Built aside, to be removed.
    var staged: [String] = []
    var notice: [UInt8] = []
  }

  /// Held while something is put in its place.
  private static let state = Mutex(State())

  /// Begins to wait for the signals; to be called once, before the process has other threads.
  ///
  /// A signal that the process was started to ignore, as under `nohup`, stays ignored. A file
  /// that grows beyond the user's limit (`ulimit -f`) is an error from here on, and no signal.
  ///
  /// - Parameter notice: Said on standard error when a signal ends the process.
  public static func listen(saying notice: String) {
    state.withLock { $0.notice = Array((notice + "\n").utf8) }
    _ = signal(SIGXFSZ, SIG_IGN)
    var signals = Self.signals
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    var thread = pthread_t()
    let failure = unsafe pthread_create(
      &thread, nil, { _ in Interruption.waitForSignal() }, nil)
    // Without the thread the signals end the process as they always do.
    if failure != 0 { _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, signal) }
    return signals
  }

  private static func waitForSignal() -> Never {
    var signals = Self.signals
    var signal: Int32 = 0
    while unsafe sigwait(&signals, &signal) != 0 {}
    state.withLock { state in
      for path in state.staged { try? Folder.remove(path) }
      FileOutput.write(state.notice, to: .error)
      // Under the lock still: nothing is put anywhere any more.
      _exit(128 + signal)
    }
    _exit(128 + signal)
  }

  /// Runs `body` to its end, whatever signal comes meanwhile.
  static func undisturbed<Failure>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try state.withLock { _ throws(Failure) in try body() }
  }

  /// Notes a path that is to be removed should a signal end the process.
  static func stage(_ path: String) { state.withLock { $0.staged.append(path) } }

  /// Forgets a path that is in its place, or was removed.
  static func unstage(_ path: String) {
    state.withLock { state in state.staged.removeAll { $0 == path } }
  }
}
