/// A pool that takes no more texts, for many to hold.
///
/// Handing it on counts one reference; a ``TextPool`` counts one for each of its parts, which for
/// every cell of a large table takes longer than the cell.
public final class FinishedPool: Sendable {
  /// The texts.
  public let texts: TextPool

  /// A pool of the texts entered so far.
  ///
  /// - Parameter texts: The texts.
  public init(_ texts: TextPool) { self.texts = texts }

  /// UTF-8 of all texts, one behind another.
  public var bytes: [UInt8] { texts.bytes }

  /// Where a text stands in ``bytes``.
  @inlinable
  public func range(of id: TextID) -> Range<Int> { texts.range(of: id) }
}
