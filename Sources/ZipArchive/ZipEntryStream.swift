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
    var chunk: [UInt8] = []
    try append(to: &chunk)
    return chunk.isEmpty ? nil : chunk
  }

  /// Appends the next bytes of the entry, none once all have passed.
  mutating func append(to bytes: inout [UInt8]) throws(ZipError) {
    if isFinished { return }
    let start = bytes.count
    if inflater == nil {
      appendStored(to: &bytes)
    } else {
      try appendInflated(to: &bytes)
    }
    produced += bytes.count - start
    guard produced <= entry.size else {
      throw .sizeMismatch(name: entry.text, stated: entry.size)
    }
    let honest = entry.compressedSize.multipliedOrMax(by: limits.inflatedPerCompressed)
    guard produced <= limits.ratioFloor || produced <= honest else {
      throw .ratioTooHigh(
        name: entry.text, inflated: produced, compressed: entry.compressedSize,
        limit: limits.inflatedPerCompressed)
    }
    checksum = crc32(checksum, bytes.span.extracting(start...))
    if isFinished {
      guard produced == entry.size else {
        throw .sizeMismatch(name: entry.text, stated: entry.size)
      }
      guard checksum == entry.checksum else { throw .checksumMismatch(name: entry.text) }
    }
  }

  private mutating func appendStored(to bytes: inout [UInt8]) {
    let chunk = rest.prefix(Self.chunkSize)
    bytes.append(contentsOf: chunk)
    rest = rest.dropFirst(chunk.count)
    isFinished = rest.isEmpty
  }

  private mutating func appendInflated(to bytes: inout [UInt8]) throws(ZipError) {
    let start = bytes.count
    // One byte more than there should be tells a false size, and lets the stream end.
    let capacity = min(Self.chunkSize, max(0, entry.size - produced) + 1)
    let outcome = inflater?.next(&rest, appendingTo: &bytes, capacity: capacity)
    switch outcome {
    case .finished: isFinished = true
    case .damaged, nil: throw .damagedData(name: entry.text)
    case .more where bytes.count == start: throw .damagedData(name: entry.text)
    case .more: break
    }
  }
}
