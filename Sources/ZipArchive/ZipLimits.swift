public import Values

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

  /// The limits as shipped unless told.
  public init(
    entries: Int = StandardLimits.zipEntries, totalBytes: Int = StandardLimits.inflatedBytes,
    entryBytes: Int = StandardLimits.partBytes,
    inflatedPerCompressed: Int = StandardLimits.inflationRatio,
    ratioFloor: Int = StandardLimits.ratioFloor
  ) {
    self.entries = entries
    self.totalBytes = totalBytes
    self.entryBytes = entryBytes
    self.inflatedPerCompressed = inflatedPerCompressed
    self.ratioFloor = ratioFloor
  }
}
