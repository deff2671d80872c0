/// Writes XML 1.0 in UTF-8 into a buffer.
///
/// Names are written as given; texts and attribute values are escaped. Nothing is indented.
public struct XMLWriter: Sendable {
  /// The bytes written, which the caller may take and clear as it goes.
  public var bytes: [UInt8] = []
  /// Whether the last start tag still lacks its `>`.
  private var isTagOpen = false

  /// An empty buffer.
  public init() {}

  /// Writes `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` and a line feed.
  public mutating func declaration() {
    raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
  }

  /// Begins an element; attributes may follow.
  public mutating func start(_ name: some Sequence<UInt8>) {
    closeTag()
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name)
    isTagOpen = true
  }

  /// Begins an element; attributes may follow.
  public mutating func start(_ name: StaticString) {
    closeTag()
    bytes.append(UInt8(ascii: "<"))
    append(name)
    isTagOpen = true
  }

  /// Writes an attribute of the element that was just begun.
  public mutating func attribute(_ name: some Sequence<UInt8>, _ value: some Sequence<UInt8>) {
    precondition(isTagOpen, "an attribute outside a start tag")
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: name)
    finishAttribute(value)
  }

  /// Writes an attribute of the element that was just begun.
  public mutating func attribute(_ name: StaticString, _ value: some Sequence<UInt8>) {
    precondition(isTagOpen, "an attribute outside a start tag")
    bytes.append(UInt8(ascii: " "))
    append(name)
    finishAttribute(value)
  }

  /// Writes an attribute of the element that was just begun.
  public mutating func attribute(_ name: StaticString, _ value: some StringProtocol) {
    attribute(name, value.utf8)
  }

  /// Writes an attribute of the element that was just begun.
  public mutating func attribute(_ name: StaticString, _ value: Int) {
    attribute(name, String(value).utf8)
  }

  /// Writes text, escaped.
  public mutating func text(_ text: some Sequence<UInt8>) {
    closeTag()
    bytes.appendEscaped(text, in: .text)
  }

  /// Writes text, escaped.
  public mutating func text(_ text: some StringProtocol) {
    self.text(text.utf8)
  }

  /// Ends an element: `/>` if nothing stands in it.
  public mutating func end(_ name: some Sequence<UInt8>) {
    if endEmpty() { return }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    bytes.append(contentsOf: name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Ends an element: `/>` if nothing stands in it.
  public mutating func end(_ name: StaticString) {
    if endEmpty() { return }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Writes markup as it is, in place of an element's content.
  public mutating func raw(_ markup: some Sequence<UInt8>) {
    closeTag()
    bytes.append(contentsOf: markup)
  }

  /// Writes markup as it is, in place of an element's content.
  public mutating func raw(_ markup: StaticString) {
    closeTag()
    append(markup)
  }

  /// Writes the event that `reader` stands at, names and namespace declarations as they were.
  public mutating func copy(_ reader: borrowing XMLReader) {
    switch reader.kind {
    case .start:
      start(reader.name.qualified)
      for index in 0..<reader.attributeCount {
        attribute(reader.attributeName(index).qualified, reader.attributeValue(index))
      }
    case .end: end(reader.name.qualified)
    case .text: text(reader.text)
    }
  }

  private mutating func closeTag() {
    guard isTagOpen else { return }
    bytes.append(UInt8(ascii: ">"))
    isTagOpen = false
  }

  private mutating func endEmpty() -> Bool {
    guard isTagOpen else { return false }
    bytes.append(UInt8(ascii: "/"))
    bytes.append(UInt8(ascii: ">"))
    isTagOpen = false
    return true
  }

  private mutating func finishAttribute(_ value: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
    bytes.appendEscaped(value, in: .attribute)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }
}
