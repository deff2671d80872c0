import Testing
import XMLStream

private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

@Suite struct XMLReaderTests {
  /// The events of a document in a short notation: `<a x=1>`, `</a>`, `"text"`.
  private func events(_ document: String) throws(XMLError) -> [String] {
    var reader = XMLReader(bytes: [UInt8](document.utf8))
    return try events(&reader)
  }

  private func events(_ reader: inout XMLReader) throws(XMLError) -> [String] {
    var result: [String] = []
    while let kind = try reader.next() {
      switch kind {
      case .start:
        var tag = "<" + String(decoding: reader.name.qualified, as: UTF8.self)
        for index in 0..<reader.attributeCount {
          tag += " " + String(decoding: reader.attributeName(index).qualified, as: UTF8.self)
          tag += "=" + String(decoding: reader.attributeValue(index), as: UTF8.self)
        }
        result.append(tag + ">")
      case .end:
        result.append("</" + String(decoding: reader.name.qualified, as: UTF8.self) + ">")
      case .text:
        result.append("\"" + String(decoding: reader.text, as: UTF8.self) + "\"")
      }
    }
    return result
  }

  private func refusal(_ document: [UInt8]) -> XMLError? {
    do throws(XMLError) {
      var reader = XMLReader(bytes: document)
      while try reader.next() != nil {}
      return nil
    } catch {
      return error
    }
  }

  private func refusal(_ document: String) -> XMLError? { refusal([UInt8](document.utf8)) }

  @Test func tagsAttributesAndTextComeInOrder() throws {
    let found = try events("<?xml version='1.0'?><a x='1' y='&lt;&amp;&#x4e2d;'>one<b/>two</a>")
    #expect(found == ["<a x=1 y=<&中>", "\"one\"", "<b>", "</b>", "\"two\"", "</a>"])
  }

  @Test func referencesAndCDATAJoinTheTextAround() throws {
    #expect(try events("<a>x&amp;y<![CDATA[<z>]]>&#33;</a>") == ["<a>", "\"x&y<z>!\"", "</a>"])
  }

  @Test func commentsAndInstructionsAreLeftOut() throws {
    #expect(try events("<!-- c --><a><?p i?><!-- d --></a>") == ["<a>", "</a>"])
  }

  @Test func namespaceDeclarationsAreKept() throws {
    let found = try events("<x:a xmlns='d' xmlns:x='u' x:b='1'/>")
    #expect(found == ["<x:a xmlns=d xmlns:x=u x:b=1>", "</x:a>"])
  }

  @Test func symbolsHoldInAcceptedNamespacesOnly() throws {
    let vocabulary = XMLVocabulary(names: ["c", "r", "space"], namespaces: [main])
    let document = """
      <x:c xmlns:x="\(main)" xmlns:y="other" y:r="no" r="yes" xml:space="preserve"><y:c/><c/></x:c>
      """
    var reader = XMLReader(bytes: [UInt8](document.utf8), vocabulary: vocabulary)
    #expect(try reader.next() == .start)
    #expect(reader.symbol == 0)
    #expect(reader.value(1).map { String(decoding: $0, as: UTF8.self) } == "yes")
    #expect(reader.value(2) != nil)
    #expect(try reader.next() == .start)
    #expect(reader.symbol == XMLVocabulary.other)
    #expect(try reader.next() == .end)
    #expect(try reader.next() == .start)
    #expect(reader.symbol == 0)
  }

  @Test func anyCutOfTheDocumentGivesTheSameEvents() throws {
    let document = [UInt8]("<a x='中文'><b>一&amp;二</b><b/><!-- c -->三</a>".utf8)
    let whole = try events(String(decoding: document, as: UTF8.self)).joined()
    for size in 1...document.count {
      var reader = XMLReader()
      var found: [String] = []
      for start in stride(from: 0, to: document.count, by: size) {
        try reader.feed([UInt8](document[start..<min(start + size, document.count)]))
        found += try events(&reader)
      }
      try reader.finish()
      found += try events(&reader)
      // One text may come in pieces; joined they are the same.
      #expect(found.joined().replacing("\"\"", with: "") == whole, "pieces of \(size)")
    }
  }

  @Test(arguments: ["GB18030", "Shift_JIS", "UTF-8", "US-ASCII", "UTF-16"])
  func wrongBytesOfTheDeclaredEncodingAreRefused(encoding: String) {
    let start = [UInt8]("<?xml version=\"1.0\" encoding=\"\(encoding)\"?><a><b/>".utf8)
    for filler in [0, 70_000] {
      let blank = [UInt8](repeating: 0x20, count: filler)
      var reader = XMLReader(bytes: start + blank + [0x81, 0xFF, 0xFF] + [UInt8]("</a>".utf8))
      #expect(throws: XMLError.self) { try events(&reader) }
    }
  }

  @Test(arguments: [true, false]) func utf16IsRead(littleEndian: Bool) throws {
    let document = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a x='中'>文</a>"
    let bytes = document.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return littleEndian ? pair : pair.reversed()
    }
    var reader = XMLReader(bytes: bytes)
    #expect(try events(&reader) == ["<a x=中>", "\"文\"", "</a>"])
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
    "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
  ])
  func documentTypeIsRefused(document: String) {
    #expect(refusal(document) == .documentType(line: 1))
  }

  @Test(arguments: [
    "", "<", "<a", "<a>", "<a></b>", "<a/><b/>", "<a>&e;</a>", "<a x='1' x='2'/>", "<a>\u{1}</a>",
    "<a b='<'/>", "text",
  ])
  func malformedDocumentIsRefused(document: String) {
    guard case .malformed = refusal(document) else {
      Issue.record("read: \(document)")
      return
    }
  }

  @Test func badBytesAreRefused() {
    guard case .malformed = refusal([UInt8]("<a>".utf8) + [0xc3, 0x28] + [UInt8]("</a>".utf8))
    else {
      Issue.record("read")
      return
    }
  }

  @Test func errorTellsItsPlaceAndStays() throws {
    guard case .malformed(let line, let column, let reason) = refusal("<a>\n<b>\n</a>") else {
      Issue.record("read")
      return
    }
    #expect(line == 3)
    #expect(column > 1)
    #expect(reason.contains("mismatch"))
    var reader = XMLReader()
    #expect(throws: XMLError.self) { try reader.feed([UInt8]("<a></b>".utf8)) }
    #expect(throws: XMLError.self) { try reader.feed([UInt8]("<c/>".utf8)) }
  }

  @Test func depthIsLimited() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(refusal(nested(256)) == nil)
    #expect(refusal(nested(257)) == .tooDeep(line: 1, limit: 256))
    #expect(refusal(String(repeating: "<a>\n", count: 100_000)) == .tooDeep(line: 257, limit: 256))
  }

  @Test func longDocumentIsReadToItsEnd() throws {
    let row = "<row r=\"1\"><c r=\"A1\" t=\"n\"><v>12345.678</v></c></row>"
    let rows = [UInt8](String(repeating: row, count: 1_000).utf8)
    var reader = XMLReader()
    try reader.feed([UInt8]("<sheet>".utf8))
    var count = 0
    for _ in 0..<300 {
      try reader.feed(rows)
      while let kind = try reader.next() {
        if kind == .text { count += 1 }
      }
    }
    try reader.feed([UInt8]("</sheet>".utf8))
    try reader.finish()
    #expect(count == 300_000)
  }

  @Test func manyNamesAreToldApart() throws {
    let names = (0..<2_000).map { "n\($0)" }
    let document = "<a>" + names.map { "<\($0)/>" }.joined() + "</a>"
    let starts = try events(document).filter { !$0.hasPrefix("</") }
    #expect(starts == ["<a>"] + names.map { "<\($0)>" })
  }
}
