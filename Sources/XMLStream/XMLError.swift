/// Why a document can't be read. Lines and columns count from 1.
public enum XMLError: Error, Equatable, Sendable {
  /// The document is not well-formed; `reason` is the parser's own words.
  case malformed(line: Int, column: Int, reason: String)
  /// The document has a DOCTYPE, which OPC forbids (ECMA-376 Part 2, 6.2.5).
  case documentType(line: Int)
  /// Elements are nested deeper than allowed.
  case tooDeep(line: Int, limit: Int)
  /// The parser could not get memory.
  case outOfMemory
}
