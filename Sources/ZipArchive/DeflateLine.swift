import Dispatch
import Synchronization

/// Deflates an entry while the next bytes of it are being made: large pieces on another thread, in
/// their order, small ones at once.
///
/// What comes out depends on the bytes alone, whatever threads there are and however fast.
final class DeflateLine: Sendable {
  private struct State: ~Copyable {
    var deflater: Deflater
    var output: [UInt8] = []
    var checksum: UInt32 = 0
    var size = 0

    mutating func write(_ bytes: Span<UInt8>) {
      deflater.write(bytes, to: &output)
      checksum = crc32(checksum, bytes)
      size += bytes.count
    }

    mutating func takeOutput() -> [UInt8] {
      defer { output = [] }
      return output
    }
  }

  /// Smaller pieces are not worth a change of threads.
  private static let leastPiece = 64 << 10
  /// Pieces that may wait: with more, a slow disk or processor would let them fill the memory.
  private static let mostWaiting = 3

  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "deflate")
  private let room = DispatchSemaphore(value: mostWaiting)
  private let isBusy = Atomic(false)

  /// A line that compresses with the given level, 1 (fast) to 9 (small).
  init(level: Int) throws(ZipError) {
    state = Mutex(State(deflater: try Deflater(level: level)))
  }

  /// Makes ready for a new stream.
  func reset() {
    state.withLock { state in
      state.deflater.reset()
      state.checksum = 0
      state.size = 0
    }
  }

  /// Adds bytes to the stream.
  func write(_ bytes: [UInt8]) {
    guard bytes.count >= Self.leastPiece || isBusy.load(ordering: .relaxed) else {
      return state.withLock { $0.write(bytes.span) }
    }
    isBusy.store(true, ordering: .relaxed)
    room.wait()
    queue.async { [self] in
      state.withLock { $0.write(bytes.span) }
      room.signal()
    }
  }

  /// What has come out and was not taken yet.
  func takeOutput() -> [UInt8] { state.withLock { $0.takeOutput() } }

  /// Ends the stream, once all bytes are through.
  ///
  /// - Returns: The rest of what comes out, and checksum and number of the bytes that went in.
  func finish() -> (output: [UInt8], checksum: UInt32, size: Int) {
    if isBusy.exchange(false, ordering: .relaxed) { queue.sync {} }
    return state.withLock { state in
      state.deflater.finish(to: &state.output)
      return (state.takeOutput(), state.checksum, state.size)
    }
  }
}
