import Crypto
import FoundationEssentials

/// SHA-256 (FIPS 180-4), as inputs are named by and the page allows its style by.
public enum Digest {
  /// The 64 hexadecimal digits, lower-case.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The digest in base 64 (RFC 4648, 4), as a Content-Security-Policy names it.
  static func base64(of bytes: [UInt8]) -> String {
    Data(SHA256.hash(data: bytes)).base64EncodedString()
  }
}
