import CZlib

/// Inflates one raw deflate stream (RFC 1951), piece by piece.
@safe struct Inflater: ~Copyable {
  /// What became of one call.
  enum Outcome {
    /// The output is full, or all input is used up.
    case more
    /// The stream is complete.
    case finished
    /// The input is no deflate stream.
    case damaged
  }

  // zlib remembers this address, so the state must not move with the struct.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(ZipError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    guard unsafe czlib_inflate_init_raw(stream) == Z_OK else { throw .outOfMemory }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates from the front of `input`, appending at most `capacity` bytes to `output`.
  ///
  /// Takes what it used off `input`.
  mutating func next(
    _ input: inout ArraySlice<UInt8>, appendingTo output: inout [UInt8], capacity: Int
  ) -> Outcome {
    var outcome = Outcome.more
    var used = 0
    output.append(addingCapacity: capacity) { span in
      unsafe span.withUnsafeMutableBufferPointer { free, count in
        unsafe input.withUnsafeBufferPointer { source in
          let available = UInt32(clamping: source.count)
          unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: source.baseAddress)
          unsafe stream.pointee.avail_in = available
          unsafe stream.pointee.next_out = free.baseAddress
          unsafe stream.pointee.avail_out = UInt32(clamping: capacity)
          switch unsafe inflate(stream, Z_NO_FLUSH) {
          case Z_OK, Z_BUF_ERROR: outcome = .more
          case Z_STREAM_END: outcome = .finished
          default: outcome = .damaged
          }
          used = unsafe Int(available - stream.pointee.avail_in)
          count = unsafe capacity - Int(stream.pointee.avail_out)
        }
      }
    }
    input = input.dropFirst(used)
    return outcome
  }
}

/// CRC-32 of `bytes`, going on from `checksum` (APPNOTE 4.4.7).
func crc32(_ checksum: UInt32, _ bytes: Span<UInt8>) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer { buffer in
    var result = UInt(checksum)
    var rest = unsafe buffer[...]
    while unsafe !rest.isEmpty {
      let part = unsafe UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
      result = unsafe CZlib.crc32(result, part.baseAddress, UInt32(part.count))
      unsafe rest = rest.dropFirst(part.count)
    }
    return UInt32(truncatingIfNeeded: result)
  }
}
