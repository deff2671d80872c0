/// How much an archive may ask for. Sizes are in bytes and counted while inflating.
public struct ZipLimits: Equatable, Sendable {
  /// Entries in the directory.
  public var entries: Int
  /// Inflated size of all entries.
  public var totalBytes: Int
  /// Inflated size of one entry.
  public var entryBytes: Int
  /// Inflated bytes that one compressed byte may stand for, once ``ratioFloor`` is passed.
  public var inflatedPerCompressed: Int
  /// Inflated size below which the ratio is not looked at.
  public var ratioFloor: Int

  /// The limits of the specification unless told: 1,000 entries, 2 GiB in all, 1 GiB an entry,
  /// at least 0.5 % compressed once over 10 MiB.
  public init(
    entries: Int = 1_000, totalBytes: Int = 2 << 30, entryBytes: Int = 1 << 30,
    inflatedPerCompressed: Int = 200, ratioFloor: Int = 10 << 20
  ) {
    self.entries = entries
    self.totalBytes = totalBytes
    self.entryBytes = entryBytes
    self.inflatedPerCompressed = inflatedPerCompressed
    self.ratioFloor = ratioFloor
  }
}
