import CZlib

/// Deflates raw streams (RFC 1951); the same input gives the same output.
@safe struct Deflater: ~Copyable {
  /// Bytes that are deflated without a look at those before them: as many as zlib takes before it
  /// moves its window along, 64 KiB less what it keeps ahead. Moving on means going through its
  /// tables for each 32 KiB, a quarter of the time that a worksheet takes, and finds some 4 %.
  static let run = 65_000

  // zlib remembers this address, so the state must not move with the struct.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A compressor of the given level, 1 (fast) to 9 (small).
  init(level: Int) throws(ZipError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe czlib_deflate_init_raw(stream, Int32(level)) == Z_OK else { throw .outOfMemory }
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Deflates a piece of a stream. Pieces are made apart from each other and joined in their order.
  ///
  /// - Parameters:
  ///   - bytes: The piece.
  ///   - isLast: Whether the stream ends with it.
  /// - Returns: What comes out, whole bytes.
  func deflate(_ bytes: Span<UInt8>, isLast: Bool) -> DeflatedPiece {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 4)
    // Runs of one length: a short one at the end would find little.
    let runs = max(1, (bytes.count + Self.run - 1) / Self.run)
    for run in 0..<runs {
      let (start, end) = (bytes.count * run / runs, bytes.count * (run + 1) / runs)
      // A flush ends at a whole byte, so that the next run can follow.
      let flush = isLast && end == bytes.count ? Z_FINISH : Z_SYNC_FLUSH
      deflate(run: bytes.extracting(start..<end), flush, to: &output)
    }
    return DeflatedPiece(bytes: output, checksum: crc32(0, bytes), size: bytes.count)
  }

  private func deflate(run: Span<UInt8>, _ flush: Int32, to output: inout [UInt8]) {
    unsafe deflateReset(stream)
    unsafe run.withUnsafeBufferPointer { source in
      unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(source.count)
      while step(flush, to: &output) {}
    }
  }

  /// Appends what comes out at once; whether there is more.
  private func step(_ flush: Int32, to output: inout [UInt8]) -> Bool {
    let room = 64 << 10
    var isFull = false
    output.append(addingCapacity: room) { span in
      unsafe span.withUnsafeMutableBufferPointer { free, count in
        unsafe stream.pointee.next_out = free.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        _ = unsafe CZlib.deflate(stream, flush)
        count = unsafe room - Int(stream.pointee.avail_out)
        isFull = count == room
      }
    }
    return isFull
  }
}

/// A piece of a deflated stream.
struct DeflatedPiece: Sendable {
  var bytes: [UInt8] = []
  /// CRC-32 of the bytes that went in.
  var checksum: UInt32 = 0
  /// Their number.
  var size = 0

  /// Adds the piece that follows.
  mutating func append(_ next: DeflatedPiece) {
    bytes += next.bytes
    checksum = UInt32(
      truncatingIfNeeded: crc32_combine(UInt(checksum), UInt(next.checksum), next.size))
    size += next.size
  }
}
