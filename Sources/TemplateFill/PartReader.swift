import XMLStream

/// A start tag, taken out of the stream so that it can be changed.
struct StartTag {
  /// The name as written.
  var name: [UInt8]
  /// The name without its prefix.
  var local: String
  /// The namespace of the name.
  var namespace: [UInt8]
  /// Names as written, and values.
  var attributes: [(name: String, value: [UInt8])]

  /// The name's prefix with its colon; empty if it has none.
  var prefix: ArraySlice<UInt8> { name.dropLast(local.utf8.count) }

  /// Whether it is of DrawingML, strict or transitional.
  var isDrawn: Bool { String(decoding: namespace, as: UTF8.self).contains("drawingml") }

  /// The value of an attribute; setting `nil` takes it out.
  subscript(_ name: String) -> [UInt8]? {
    get { attributes.first { $0.name == name }?.value }
    set {
      let index = attributes.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): attributes[index].value = value
      case (let index?, nil): attributes.remove(at: index)
      case (nil, let value?): attributes.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// The value of an attribute as a number.
  func number(_ name: String) -> Int? {
    self[name].flatMap { Self.number(String(decoding: $0, as: UTF8.self)) }
  }

  /// A number of a size that a workbook may state, so that a few more can be added to it.
  static func number(_ text: String) -> Int? {
    Int(text).flatMap { (-1_000_000_000...1_000_000_000).contains($0) ? $0 : nil }
  }

  /// The value of an attribute as text.
  func text(_ name: String) -> String? {
    self[name].map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether an attribute of XML Schema's type `boolean` is true.
  func flag(_ name: String) -> Bool { ["1", "true"].contains(text(name)) }
}

extension XMLWriter {
  /// Begins an element.
  mutating func start(_ tag: StartTag) {
    start(tag.name)
    for attribute in tag.attributes { self.attribute(attribute.name.utf8, attribute.value) }
  }
}

/// A cursor over the tags and texts of one part, whose errors name the part.
struct PartReader: ~Copyable {
  /// Name of the part.
  let part: String
  private var xml: XMLReader

  init(part: String, bytes: [UInt8]) {
    self.part = part
    xml = XMLReader(bytes: bytes)
  }

  /// Goes to the next event; `nil` at the end.
  mutating func next() throws(TemplateError) -> XMLEventKind? {
    do {
      return try xml.next()
    } catch {
      throw .xml(part: part, error)
    }
  }

  /// The name, without prefix, of the tag that the reader stands at.
  var local: String { String(decoding: xml.name.local, as: UTF8.self) }

  /// The text that the reader stands at.
  var text: ArraySlice<UInt8> { xml.text }

  /// The start tag that the reader stands at.
  var tag: StartTag {
    let attributes = (0..<xml.attributeCount).map { index in
      (
        name: String(decoding: xml.attributeName(index).qualified, as: UTF8.self),
        value: Array(xml.attributeValue(index))
      )
    }
    return StartTag(
      name: xml.name.qualified, local: local, namespace: xml.name.namespace, attributes: attributes)
  }

  /// Writes the event that the reader stands at.
  func copy(to writer: inout XMLWriter) { writer.copy(xml) }

  /// Goes to the end of the element whose start tag the reader stands at, gathering its text.
  mutating func elementText() throws(TemplateError) -> [UInt8] {
    var text: [UInt8] = []
    var depth = 1
    while depth > 0, let kind = try next() {
      switch kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: text += xml.text
      }
    }
    return text
  }

  /// Goes to the end of the element whose start tag the reader stands at.
  mutating func skipElement() throws(TemplateError) { _ = try elementText() }

  /// Goes to the end of the element whose start tag the reader stands at, copying all of it.
  mutating func copyElement(to writer: inout XMLWriter) throws(TemplateError) {
    copy(to: &writer)
    var depth = 1
    while depth > 0, let kind = try next() {
      copy(to: &writer)
      switch kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: break
      }
    }
  }
}
