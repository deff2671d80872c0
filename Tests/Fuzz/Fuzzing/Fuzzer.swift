import CFuzzing

/// Runs a test on inputs that libFuzzer makes up, each from those before that reached new code.
///
/// A trap, a bad access, a leak, too much time or memory is a finding: libFuzzer then writes the
/// input to a file and ends the process.
public enum Fuzzer {
  /// C calls back without a context, so the test stands here; set once, before the first call.
  nonisolated(unsafe) private static var test: ([UInt8]) -> Void = { _ in }

  /// Fuzzes with the arguments of the process until they say that it is enough.
  ///
  /// - Parameter test: Takes an input. Errors are as good as results: the test passes over them.
  public static func run(_ test: @escaping ([UInt8]) -> Void) {
    unsafe Self.test = test
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      unsafe CommandLine.unsafeArgv
    _ = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
      unsafe Fuzzer.test([UInt8](UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }
}
