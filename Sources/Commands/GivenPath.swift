/// Paths of a command line that must not be empty: an empty one would be read as `/`, or as the
/// working folder, which nobody means who writes `""` or a variable that is not set.
public enum GivenPath {
  /// Assures that paths are not empty.
  ///
  /// - Parameters:
  ///   - paths: The paths; what was not given is `nil`.
  ///   - name: The flag or argument, as users write it.
  /// - Throws: ``UsageError``.
  public static func assure(_ paths: [String?], _ name: String) throws {
    if paths.contains("") { throw UsageError("\(name)的路径是空的；请写出文件夹的名字") }
  }
}
