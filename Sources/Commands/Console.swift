internal import Files

/// Where a command's words go: results to standard output, everything else to standard error.
public enum Console {
  /// Prints a result.
  public static func print(_ text: String) { FileOutput.write(Array(text.utf8), to: .output) }

  /// Prints a result of bytes.
  public static func print(_ bytes: [UInt8]) { FileOutput.write(bytes, to: .output) }

  /// Prints a notice.
  public static func note(_ text: String) {
    FileOutput.write(Array((text + "\n").utf8), to: .error)
  }

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
