import CFiles
import Glibc
import Synchronization

/// What happens when a person or the system ends the process: Ctrl-C, `kill`, a closed terminal.
///
/// The main thread waits for the signals while others work. It lets a file that is just being put
/// in its place get there, removes what was built aside, and ends the process; what stood before
/// stands.
public enum Interruption {
  /// What is built aside, to be removed. Held while something is put in its place.
  private static let staged = Mutex<[String]>([])

  /// Keeps the signals from ending the process; to be called before it has other threads, which
  /// then leave them to ``wait(saying:)`` too.
  ///
  /// A signal that the process was started to ignore, as under `nohup`, stays ignored. A file
  /// that grows beyond the user's limit (`ulimit -f`) is an error from here on, and no signal; and
  /// so is a pipe whose reader has gone: a run need not end because nobody reads what it says.
  public static func hold() {
    _ = signal(SIGXFSZ, SIG_IGN)
    _ = signal(SIGPIPE, SIG_IGN)
    var signals = Self.signals
    _ = unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Whether the system gives this process another thread (`ulimit -u`, a limit of tasks). Without
  /// one no work begins, and what would begin it waits for ever.
  public static func hasThreads() -> Bool {
    var thread = pthread_t()
    guard unsafe pthread_create(&thread, nil, { _ in nil }, nil) == 0 else { return false }
    return pthread_join(thread, nil) == 0
  }

  /// Waits for a signal, and ends the process by it as a shell expects: 130 for Ctrl-C.
  ///
  /// - Parameter notice: Said on standard error.
  public static func wait(saying notice: String) -> Never {
    var signals = Self.signals
    var signal: Int32 = 0
    while unsafe sigwait(&signals, &signal) != 0 {}
    staged.withLock { paths in
      for path in paths { try? Folder.remove(path) }
      try? FileOutput.write(Array((notice + "\n").utf8), to: .error)
      // Under the lock still: nothing is put anywhere any more.
      _exit(128 + signal)
    }
    _exit(128 + signal)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] where cfiles_ignores(signal) == 0 {
      unsafe sigaddset(&signals, signal)
    }
    return signals
  }

  /// Runs `body` to its end, whatever signal comes meanwhile.
  static func undisturbed<Failure>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    try staged.withLock { _ throws(Failure) in try body() }
  }

  /// Notes a path that is to be removed should a signal end the process.
  static func stage(_ path: String) { staged.withLock { $0.append(path) } }

  /// Forgets a path that is in its place, or was removed.
  static func unstage(_ path: String) {
    staged.withLock { paths in paths.removeAll { $0 == path } }
  }
}
