public import ArgumentParser
internal import Files
public import MonthlyRun
import Receipts
import Values

/// Flags that both commands have.
public struct SharedOptions: ParsableArguments {
  /// A folder of templates.
  @Option(help: ArgumentHelp("替换内置模板、清单、规则、名录的文件夹（缺的文件仍用内置的）", valueName: "文件夹"))
  public var templates: String?

  /// The clock.
  @Option(help: ArgumentHelp("以此时刻为“现在”，如 2022-06-04T06:00:00+08:00", valueName: "时刻"))
  public var now: String?

  /// Files at a time.
  @Option(help: ArgumentHelp("同时处理几个文件", valueName: "个数"))
  public var jobs: Int?

  /// The flags as parsed.
  public init() {}

  /// The settings that the flags and the environment give.
  ///
  /// - Returns: Settings as shipped, with the clock: `--now`, else `SOURCE_DATE_EPOCH`, else now.
  /// - Throws: ``UsageError`` where a value can't be read.
  public func settings() throws -> RunSettings {
    if let jobs, jobs < 1 { throw UsageError("--jobs 要填 1 以上的整数") }
    return RunSettings(now: try clock(), templates: templates, jobs: jobs ?? 2)
  }

  private func clock() throws -> Instant {
    if let now {
      guard let instant = Instant(now) else {
        throw UsageError("--now“\(now)”不是时刻；应如 2022-06-04T06:00:00+08:00")
      }
      return try Self.bounded(instant, "--now“\(now)”")
    }
    if let epoch = Environment["SOURCE_DATE_EPOCH"], !epoch.isEmpty {
      guard let seconds = Int64(epoch) else {
        throw UsageError("环境变量 SOURCE_DATE_EPOCH“\(epoch)”不是整数秒")
      }
      return try Self.bounded(
        Instant(seconds: seconds), "环境变量 SOURCE_DATE_EPOCH“\(epoch)”")
    }
    return Instant(seconds: SystemClock.seconds())
  }

  /// Days can be reckoned with from, and the months before and after them are months.
  private static func bounded(_ instant: Instant, _ source: String) throws -> Instant {
    guard let first = Day(year: 1901, month: 1, day: 1),
      let last = Day(year: 9998, month: 1, day: 1),
      (Instant(day: first, secondOfDay: 0)..<Instant(day: last, secondOfDay: 0))
        .contains(instant)
    else { throw UsageError("\(source)超出范围；要在 1901 年到 9997 年之间") }
    return instant
  }
}

/// Bad use of a command: said in Chinese, ends with 64.
public struct UsageError: Error, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  /// Bad use.
  public init(_ description: String) { self.description = description }
}
