import Testing

@testable import ReturnCopy

@Suite struct MarkFillTests {
  private func fill(_ content: String) -> [UInt8] { Array("<fill>\(content)</fill>".utf8) }

  private func solid(_ front: String, _ back: String = "indexed=\"64\"") -> [UInt8] {
    fill("<patternFill patternType=\"solid\"><fgColor \(front)/><bgColor \(back)/></patternFill>")
  }

  @Test(arguments: [
    "rgb=\"FFFFC000\"", "rgb=\"FFDDEBF7\"", "theme=\"4\" tint=\"0.79\"", "indexed=\"13\"",
  ])
  func aMarkKeepsTheColourThatItCovers(_ colour: String) throws {
    for weight in [ReturnNote.Weight.error, .warning, .info] {
      let marked = try MarkFill.fill(weight, over: solid(colour), prefix: "", of: "p")
      let mark = try #require(try MarkFill(Array(marked.utf8), of: "p"))
      #expect(mark.original(prefix: "") == solid(colour))
    }
  }

  @Test func whatIsNoSolidColourComesBackAsNone() throws {
    let none = fill("<patternFill patternType=\"none\"/>")
    let gradient = fill(
      "<gradientFill><stop position=\"0\"><color rgb=\"FF00FF00\"/></stop></gradientFill>")
    for other in [none, gradient, []] {
      let marked = try MarkFill.fill(.error, over: other, prefix: "", of: "p")
      #expect(try MarkFill(Array(marked.utf8), of: "p")?.original(prefix: "") == none)
    }
  }

  @Test func anothersFillIsNoMark() throws {
    #expect(try MarkFill(solid("rgb=\"FFFFC7CE\""), of: "p") == nil)
    #expect(try MarkFill(fill("<patternFill patternType=\"gray125\"/>"), of: "p") == nil)
  }

  /// LibreOffice writes the nearest other colour of the workbook behind a mark.
  @Test func aNeighbourOfTheMarkWasNotCovered() throws {
    let saved = solid("rgb=\"FFFFC2CA\"", "rgb=\"FFFFC3CB\"")
    #expect(
      try MarkFill(saved, of: "p")?.original(prefix: "")
        == fill("<patternFill patternType=\"none\"/>"))
  }
}
