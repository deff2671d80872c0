import Dispatch
import Synchronization

/// Deflates the data of an entry in pieces, on another thread while the next bytes of it are being
/// made, and on the caller's where that one is behind.
///
/// What comes out depends on the calls alone, whatever threads there are and however fast.
struct DeflateLine: ~Copyable {
  /// Smaller pieces are not worth a change of threads.
  private static let leastPiece = Deflater.run
  private static let mostPiece = 16 * Deflater.run
  /// Pieces that may be with the other thread: with more, a slow disk or processor would let them
  /// fill the memory.
  private static let mostElsewhere = 3

  private let level: Int
  private let deflater: Deflater
  /// Bytes that wait until they make a piece.
  private var held: [UInt8] = []
  private let pieces = DeflatedPieces()
  /// One thread: with more, the caller would wait for a processor and they then for the caller.
  private let queue = DispatchQueue(label: "deflate")
  private let group = DispatchGroup()
  private let room = DispatchSemaphore(value: mostElsewhere)

  /// A line that compresses with the given level, 1 (fast) to 9 (small).
  init(level: Int) throws(ZipError) {
    self.level = level
    deflater = try Deflater(level: level)
  }

  /// Adds bytes to the stream.
  mutating func write(_ bytes: [UInt8]) {
    guard held.isEmpty, bytes.count >= Self.leastPiece else {
      held += bytes
      if held.count >= Self.leastPiece { deflateHeld() }
      return
    }
    deflate(bytes)
  }

  /// What has come out and was not taken yet.
  func takeOutput() -> [UInt8] { pieces.takeOutput() }

  /// Ends the stream, once all bytes are through, and makes ready for a new one.
  ///
  /// - Returns: The rest of what comes out, and checksum and size of the whole stream's bytes.
  /// - Throws: ``ZipError/outOfMemory``.
  mutating func finish() throws(ZipError) -> DeflatedPiece {
    let last = deflater.deflate(held.span, isLast: true)
    held.removeAll(keepingCapacity: true)
    group.wait()
    return try pieces.finish(with: last)
  }

  private mutating func deflateHeld() {
    deflate(held)
    held = []
  }

  private mutating func deflate(_ bytes: [UInt8]) {
    let pieces = max(1, bytes.count / Self.mostPiece)
    for piece in 0..<pieces {
      let start = piece * Self.mostPiece
      deflate(bytes[start..<(piece + 1 < pieces ? start + Self.mostPiece : bytes.count)])
    }
  }

  /// Hands a piece to the other thread; where that is behind, the caller's time is best spent on it.
  private mutating func deflate(_ piece: ArraySlice<UInt8>) {
    let (pieces, room, level) = (pieces, room, level)
    let place = pieces.expect()
    guard room.wait(timeout: .now()) == .success else {
      let made = deflater.deflate(piece.span, isLast: false)
      return pieces.take(made, at: place)
    }
    queue.async(group: group) {
      let made = try? Deflater.deflated(piece, level: level)
      pieces.take(made, at: place)
      room.signal()
    }
  }
}

extension Deflater {
  /// A piece of a stream, but the last, by a compressor of its own.
  fileprivate static func deflated(
    _ piece: ArraySlice<UInt8>, level: Int
  ) throws(ZipError) -> DeflatedPiece {
    return try Deflater(level: level).deflate(piece.span, isLast: false)
  }
}

/// The pieces of a stream, put in order as they come.
private final class DeflatedPieces: Sendable {
  private struct State {
    /// Pieces in order, joined.
    var joined = DeflatedPiece()
    /// Those that follow, `nil` while they are being made.
    var next: [DeflatedPiece?] = []
    /// Number of the first of them.
    var first = 0
    var isOutOfMemory = false

    mutating func join() {
      let made = next.prefix { $0 != nil }
      for piece in made { if let piece { joined.append(piece) } }
      next.removeFirst(made.count)
      first += made.count
    }

    mutating func takeOutput() -> [UInt8] {
      defer { joined.bytes = [] }
      return joined.bytes
    }
  }

  private let state = Mutex(State())

  /// The place of a piece that will come.
  func expect() -> Int {
    state.withLock { state in
      state.next.append(nil)
      return state.first + state.next.count - 1
    }
  }

  /// Takes a piece; none where there was no memory to make it.
  func take(_ piece: DeflatedPiece?, at place: Int) {
    state.withLock { state in
      state.next[place - state.first] = piece ?? DeflatedPiece()
      if piece == nil { state.isOutOfMemory = true }
      state.join()
    }
  }

  func takeOutput() -> [UInt8] { state.withLock { $0.takeOutput() } }

  /// The stream's end, joined to what was not taken yet.
  func finish(with last: DeflatedPiece) throws(ZipError) -> DeflatedPiece {
    let (whole, isOutOfMemory) = state.withLock { state in
      state.joined.append(last)
      defer { state = State() }
      return (state.joined, state.isOutOfMemory)
    }
    if isOutOfMemory { throw .outOfMemory }
    return whole
  }
}
