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
}
