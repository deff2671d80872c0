public import MonthlyRun

/// Prints the queries that reckon the report's totals anew from the data files.
public enum QueryPages {
  /// The engines that the data can be loaded into.
  private static let engines = ["duckdb", "spark"]
  /// What follows the loading, in this order: plain SQL, the same for every engine.
  private static let plain = ["tables", "reporting", "balance", "statistics"]

  /// Prints one script: loading by the engine named, then the queries.
  ///
  /// - Parameters:
  ///   - engine: `duckdb` or `spark`.
  ///   - isPackage: Whether the data lie in a package of many months and provinces, and not with
  ///     the months.
  ///   - resources: Where the queries lie.
  /// - Throws: ``UsageError`` for another engine, ``ResourceError`` where a query can't be read.
  public static func print(
    _ engine: String, isPackage: Bool, _ resources: Resources
  ) throws {
    guard engines.contains(engine) else {
      throw UsageError("--sql“\(engine)”不支持；可用 \(engines.joined(separator: "、"))")
    }
    let loading = "load-\(engine)" + (isPackage ? "-package" : "")
    let script = try ([loading] + plain).map { name in
      String(decoding: try resources.template("sql/\(name).sql"), as: UTF8.self)
    }
    Console.print(script.joined(separator: "\n"))
  }
}
