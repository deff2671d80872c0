import Testing
import XMLStream

@Suite struct XMLWriterTests {
  @Test func elementsAreWrittenShortWhenEmpty() {
    var writer = XMLWriter()
    writer.declaration()
    writer.start("a")
    writer.attribute("x", 1)
    writer.start("b")
    writer.end("b")
    writer.text("一")
    writer.end("a")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <a x="1"><b/>一</a>
        """)
  }

  @Test(arguments: [
    "a & b < c > d \" e '", "tab\tline\ncarriage\r", "𠀀中文￼", "]]>", "\u{FFFD}", " blanks ",
  ])
  func writtenTextReadsBack(text: String) throws {
    var writer = XMLWriter()
    writer.start("a")
    writer.attribute("x", text)
    writer.text(text)
    writer.end("a")
    var reader = XMLReader(
      bytes: writer.bytes, vocabulary: XMLVocabulary(names: ["a", "x"], namespaces: []))
    #expect(try reader.next() == .start)
    #expect(reader.value(1).map { String(decoding: $0, as: UTF8.self) } == text)
    #expect(try reader.next() == .text)
    #expect(String(decoding: reader.text, as: UTF8.self) == text)
  }

  @Test(arguments: ["\u{0}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func forbiddenCharacterIsReplaced(text: String) throws {
    var bytes: [UInt8] = []
    bytes.appendEscaped(("a" + text + "b").utf8, in: .text)
    #expect(String(decoding: bytes, as: UTF8.self) == "a\u{FFFD}b")
  }

  @Test func copyKeepsTheDocument() throws {
    let document = "<x:a xmlns:x=\"u\" x:b=\"&amp;\">one &lt; two<c xml:space=\"preserve\"/></x:a>"
    var reader = XMLReader(bytes: [UInt8](document.utf8))
    var writer = XMLWriter()
    while try reader.next() != nil { writer.copy(reader) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == document)
  }
}
