internal import Glibc

/// The product as it names itself.
public enum Product {
  /// Its version, as `--version` and `run.json` print it.
  public static let version = "0.1.0"
}

/// The end of the process.
public enum Process {
  /// Ends the process with a status.
  public static func end(with status: ExitStatus) -> Never { exit(status.rawValue) }
}
