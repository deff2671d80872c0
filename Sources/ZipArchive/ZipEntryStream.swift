/// A cursor over the inflated data of one entry.
///
/// Size, ratio and checksum are counted as the data pass.
public struct ZipEntryStream: ~Copyable {
  private static let chunkSize = 64 << 10

  private let entry: ZipEntry
  private let limits: ZipLimits
  private var rest: ArraySlice<UInt8>
  private var inflater: Inflater?
  private var isFinished = false
  private var produced = 0
  private var checksum: UInt32 = 0

  init(entry: ZipEntry, data: ArraySlice<UInt8>, limits: ZipLimits) throws(ZipError) {
    self.entry = entry
    self.limits = limits
    rest = data
    // Some writers mark empty files as deflated without writing an empty stream.
    isFinished = entry.size == 0 && entry.compressedSize == 0
    inflater = entry.method == 0 ? nil : try Inflater()
  }

  /// Bytes inflated so far.
  public var position: Int { produced }

  /// The next bytes of the entry, 64 KiB at most.
  ///
  /// - Returns: At least one byte, or `nil` once all have passed and their checksum is right.
  /// - Throws: ``ZipError`` if the data are damaged or break a limit.
  public mutating func next() throws(ZipError) -> [UInt8]? {
    if isFinished { return nil }
    let chunk = try inflater == nil ? nextStored() : nextInflated()
    produced += chunk.count
    guard produced <= entry.size else {
      throw .sizeMismatch(name: entry.text, stated: entry.size)
    }
    let honest = entry.compressedSize.multipliedOrMax(by: limits.inflatedPerCompressed)
    guard produced <= limits.ratioFloor || produced <= honest else {
      throw .ratioTooHigh(
        name: entry.text, inflated: produced, compressed: entry.compressedSize)
    }
    checksum = crc32(checksum, chunk.span)
    if isFinished {
      guard produced == entry.size else {
        throw .sizeMismatch(name: entry.text, stated: entry.size)
      }
      guard checksum == entry.checksum else { throw .checksumMismatch(name: entry.text) }
    }
    return chunk.isEmpty ? nil : chunk
  }

  private mutating func nextStored() -> [UInt8] {
    let chunk = [UInt8](rest.prefix(Self.chunkSize))
    rest = rest.dropFirst(chunk.count)
    isFinished = rest.isEmpty
    return chunk
  }

  private mutating func nextInflated() throws(ZipError) -> [UInt8] {
    guard let (chunk, outcome) = inflater?.next(&rest, capacity: Self.chunkSize) else { return [] }
    switch outcome {
    case .finished: isFinished = true
    case .damaged: throw .damagedData(name: entry.text)
    case .more where chunk.isEmpty: throw .damagedData(name: entry.text)
    case .more: break
    }
    return chunk
  }
}
