import Testing

@testable import TemplateFill

@Suite struct PlainWidthTests {
  /// What a text is made of, each with its width; `nil` for what must be looked at.
  private static let signs: [(Character, Int?)] = [
    ("a", 1), ("7", 1), ("~", 1), (".", 1), (" ", 1), ("é", 1), ("\u{7f}", 1), ("安", 2),
    ("忿", 2), ("，", 2), ("（", 2), ("ï", 1), ("𠮷", 2),
    ("&", nil), ("<", nil), (">", nil), ("_", nil), ("\n", nil), ("\t", nil), ("\u{1}", nil),
    ("\u{fffd}", nil), ("\u{fffe}", nil), ("\u{ffff}", nil),
  ]

  private func width(_ text: [Character]) -> Int? {
    PlainWidth.of(Array(String(text).utf8).span)
  }

  /// Bytes are looked at eight at a time: each sign at each place of texts of each length.
  @Test(arguments: signs.indices)
  func signIsSeenWhereverItStands(index: Int) {
    let (sign, width) = Self.signs[index]
    for filler in ["x", "安", "，", "ï"].map(Character.init) {
      for length in 1..<20 {
        for place in 1..<length {
          var text = [Character](repeating: filler, count: length)
          text.insert(sign, at: place)
          let whole = PlainWidth.of(Array(String(filler).utf8).span).map { $0 * length }
          #expect(self.width(text) == width.flatMap { own in whole.map { $0 + own } })
        }
      }
    }
  }

  @Test(arguments: ["", " ", " a", "a ", "\na", "a\n", "_x000A_", "\u{fffe}"])
  func textWithWhiteSpaceToKeepIsLookedAt(text: String) {
    #expect(PlainWidth.of(Array(text.utf8).span) == nil)
  }

  /// Where the width alone tells the lines, they are those that filling line by line gives.
  @Test func linesByWidthAreThoseOfTheText() {
    var seed: UInt64 = 7
    for capacity in 1...40 {
      for length in 1...60 {
        var text = ""
        for _ in 0..<length {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          text += (seed >> 33) % 3 == 0 ? "b" : "安"
        }
        let bytes = Array(text.utf8)
        let exact = WrappedHeight.lines(of: bytes.span, plainWidth: nil, capacity: capacity)
        let width = PlainWidth.of(bytes.span)
        #expect(
          WrappedHeight.lines(of: bytes.span, plainWidth: width, capacity: capacity) == exact)
      }
    }
  }
}
