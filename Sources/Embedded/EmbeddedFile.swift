import CEmbedded

/// A file of `Templates/` as the program carries it.
public struct EmbeddedFile: Sendable {
  /// Path below `Templates/`, with `/`, such as `holidays.json`.
  public let name: String
  private let index: Int

  private init(index: Int) {
    self.index = index
    name = unsafe String(cString: embedded_at(index).pointee.name)
  }

  /// Every embedded file, ordered by the bytes of its name.
  public static let all: [Self] = (0..<embedded_count()).map(Self.init(index:))

  /// The embedded file of that name, `nil` if there is none.
  public init?(named name: String) {
    guard let file = Self.all.first(where: { $0.name == name }) else { return nil }
    self = file
  }

  /// Number of bytes.
  public var size: Int { unsafe embedded_at(index).pointee.size }

  /// Runs `body` on the bytes where the program was loaded, without a copy.
  public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    let file = unsafe embedded_at(index).pointee
    return try unsafe body(Span(_unsafeStart: file.bytes, count: file.size))
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] {
    let file = unsafe embedded_at(index).pointee
    return unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
  }
}
