import Report
import Testing

@Suite struct SHA256Tests {
  /// Examples of FIPS 180-4 and of RFC 6234, section 8.5.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsOfTheStandard(text: String, expected: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == expected)
  }

  @Test func aMillionLetters() {
    #expect(
      SHA256.hexadecimal(of: [UInt8](repeating: 0x61, count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// However the bytes are cut, the digest is that of the whole.
  @Test func piecesGiveTheDigestOfTheWhole() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 300] {
      let whole = Array(bytes.prefix(length))
      var once = SHA256()
      once.update(whole)
      let expected = once.finish()
      for cut in stride(from: 0, through: length, by: 13) {
        var twice = SHA256()
        twice.update(Array(whole[..<cut]))
        twice.update(Array(whole[cut...]))
        #expect(twice.finish() == expected, "length \(length), cut at \(cut)")
      }
    }
  }
}
