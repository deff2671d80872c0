import Crypto
import FoundationEssentials

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
public struct StreamDigest {
  private var hash = SHA256()

  /// The digest of no bytes.
  public init() {}

  /// Takes the next bytes.
  public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The 64 hexadecimal digits, lower-case, of the bytes so far.
  public var hexadecimal: String { Digest.hexadecimal(hash.finalize()) }
}

/// SHA-256 (FIPS 180-4), as inputs are named by and the page allows its style by.
public enum Digest {
  /// The 64 hexadecimal digits, lower-case.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  fileprivate static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The digest in base 64 (RFC 4648, 4), as a Content-Security-Policy names it.
  static func base64(of bytes: [UInt8]) -> String {
    Data(SHA256.hash(data: bytes)).base64EncodedString()
  }
}
