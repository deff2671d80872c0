import CZlib

/// Deflates one raw stream (RFC 1951), piece by piece; the same input gives the same output.
@safe struct Deflater: ~Copyable {
  // zlib remembers this address, so the state must not move with the struct.
  private let stream: UnsafeMutablePointer<z_stream>
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)

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

  /// Makes ready for a new stream.
  mutating func reset() {
    unsafe deflateReset(stream)
  }

  /// Deflates `bytes`, appending what is ready to `output`.
  mutating func write(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + (1 << 30))
      unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { source in
        unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(source.count)
        repeat { step(Z_NO_FLUSH, to: &output) } while unsafe stream.pointee.avail_in > 0
      }
      start = end
    }
  }

  /// Ends the stream, appending its rest to `output`.
  mutating func finish(to output: inout [UInt8]) {
    unsafe stream.pointee.next_in = nil
    unsafe stream.pointee.avail_in = 0
    while step(Z_FINISH, to: &output) == Z_OK {}
  }

  @discardableResult
  private mutating func step(_ flush: Int32, to output: inout [UInt8]) -> Int32 {
    let stream = unsafe stream
    var result = Z_OK
    let count = unsafe buffer.withUnsafeMutableBufferPointer { target in
      unsafe stream.pointee.next_out = target.baseAddress
      unsafe stream.pointee.avail_out = UInt32(target.count)
      result = unsafe deflate(stream, flush)
      return unsafe target.count - Int(stream.pointee.avail_out)
    }
    output.append(contentsOf: buffer[..<count])
    return result
  }
}
