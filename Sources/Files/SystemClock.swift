import Glibc

/// The machine's clock. Commands read it once and hand it on as a value.
public enum SystemClock {
  /// Seconds since 1970-01-01T00:00:00Z.
  public static func seconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }

  /// Nanoseconds of a clock that nobody sets, for how long a thing has taken.
  public static func uptime() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// The environment of the process.
public enum Environment {
  /// The value of a variable; `nil` if it is not set, or no UTF-8.
  public static subscript(name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(validatingCString: value)
  }
}
