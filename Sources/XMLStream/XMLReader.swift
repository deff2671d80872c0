import CLibXML2

/// Reads an XML 1.0 document as a cursor over its tags and texts.
///
/// A DOCTYPE is refused, so there are no entities beyond the five and nothing is ever fetched.
/// Comments and processing instructions are left out. UTF-8 and UTF-16 are read, and other
/// encodings that the document declares and libxml2 knows.
///
/// Either the whole document is given, or its pieces are fed:
///
/// ```swift
/// var reader = XMLReader(vocabulary: vocabulary)
/// while let chunk = try stream.next() {
///   try reader.feed(chunk)
///   while let event = try reader.next() { … }
/// }
/// try reader.finish()
/// while let event = try reader.next() { … }
/// ```
@safe public struct XMLReader: ~Copyable {
  private static let chunkSize = 64 << 10

  // The parser remembers this address. A class in its place would have each access checked.
  private let recorder: UnsafeMutablePointer<XMLRecorder>
  private var context: xmlParserCtxtPtr?
  /// The document's first bytes, until there are the four that tell its encoding.
  private var head: [UInt8] = []
  private var isFinished = false
  private var position = -1
  private var source: ArraySlice<UInt8>?

  /// A reader that is fed piece by piece.
  ///
  /// - Parameters:
  ///   - vocabulary: The names to be told apart by symbol.
  ///   - depthLimit: How many elements may be open at a time.
  public init(vocabulary: XMLVocabulary = .empty, depthLimit: Int = 256) {
    unsafe recorder = .allocate(capacity: 1)
    unsafe recorder.initialize(to: XMLRecorder(vocabulary: vocabulary, depthLimit: depthLimit))
    unsafe context = nil
  }

  /// A reader of a whole document.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - vocabulary: The names to be told apart by symbol.
  ///   - depthLimit: How many elements may be open at a time.
  public init(bytes: [UInt8], vocabulary: XMLVocabulary = .empty, depthLimit: Int = 256) {
    self.init(vocabulary: vocabulary, depthLimit: depthLimit)
    source = bytes[...]
  }

  deinit {
    if let context = unsafe context { unsafe xmlFreeParserCtxt(context) }
    unsafe recorder.deinitialize(count: 1)
    unsafe recorder.deallocate()
  }

  /// Gives the reader the next piece of the document; the events of the piece before are forgotten.
  ///
  /// - Parameter chunk: Bytes that follow those given before, cut anywhere.
  /// - Throws: ``XMLError`` if the document is refused up to here.
  public mutating func feed(_ chunk: [UInt8]) throws(XMLError) {
    unsafe recorder.pointee.clear()
    position = -1
    var piece = chunk
    if unsafe context == nil {
      head += chunk
      guard head.count >= 4 else { return }
      try open()
      piece = [UInt8](head.dropFirst(4))
      head = []
    }
    try parse(piece, isLast: false)
  }

  /// Tells the reader that the document ends here.
  ///
  /// - Throws: ``XMLError`` if it may not end here.
  public mutating func finish() throws(XMLError) {
    guard !isFinished else { return }
    isFinished = true
    unsafe recorder.pointee.clear()
    position = -1
    guard unsafe context != nil else {
      throw .malformed(line: 1, column: 1, reason: "Document is empty")
    }
    try parse([], isLast: true)
  }

  /// Goes to the next event.
  ///
  /// - Returns: What it is; `nil` at the end of a whole document, or of the piece that was fed.
  /// - Throws: ``XMLError`` if a whole document is refused here.
  public mutating func next() throws(XMLError) -> XMLEventKind? {
    position += 1
    while unsafe position >= recorder.pointee.events.count {
      guard let rest = source, !isFinished else { return nil }
      if rest.isEmpty {
        try finish()
      } else {
        source = rest.dropFirst(Self.chunkSize)
        try feed([UInt8](rest.prefix(Self.chunkSize)))
      }
      position = 0
    }
    return unsafe recorder.pointee.events[position].kind
  }

  // MARK: The event

  /// What the reader stands at.
  public var kind: XMLEventKind { event.kind }

  /// Name of the tag that the reader stands at.
  public var name: XMLName { unsafe recorder.pointee.names[Int(event.name)] }

  /// Symbol of that name, ``XMLVocabulary/other`` if unknown or at a text.
  public var symbol: Int { Int(event.symbol) }

  /// The text that the reader stands at, UTF-8.
  public var text: ArraySlice<UInt8> { slice(event.range) }

  /// Number of attributes of the start tag, namespace declarations first.
  public var attributeCount: Int { event.range.count }

  /// Name of an attribute of the start tag, from 0.
  public func attributeName(_ index: Int) -> XMLName {
    unsafe recorder.pointee.names[Int(attribute(index).name)]
  }

  /// Symbol of an attribute's name, from 0.
  public func attributeSymbol(_ index: Int) -> Int { Int(attribute(index).symbol) }

  /// Value of an attribute of the start tag, from 0: UTF-8, references replaced.
  public func attributeValue(_ index: Int) -> ArraySlice<UInt8> {
    slice(attribute(index).value)
  }

  /// Value of the attribute of a symbol; `nil` if the start tag has none.
  public func value(_ symbol: Int) -> ArraySlice<UInt8>? {
    for index in 0..<attributeCount {
      let attribute = attribute(index)
      if Int(attribute.symbol) == symbol { return slice(attribute.value) }
    }
    return nil
  }

  private var event: XMLRecorder.Event { unsafe recorder.pointee.events[position] }

  private func attribute(_ index: Int) -> XMLRecorder.Attribute {
    unsafe recorder.pointee.attributes[Int(event.range.lowerBound) + index]
  }

  private func slice(_ range: Range<Int32>) -> ArraySlice<UInt8> {
    unsafe recorder.pointee.bytes[Int(range.lowerBound)..<Int(range.upperBound)]
  }
}

// MARK: libxml2

extension XMLReader {
  /// libxml2's own start-up, which must not be run by two threads at a time.
  private static let libraryIsReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Makes the parser, with the first four bytes, by which it knows UTF-16.
  private mutating func open() throws(XMLError) {
    guard Self.libraryIsReady else { throw .outOfMemory }
    clibxml2_silence()
    var handler = unsafe Self.handler()
    let user = unsafe UnsafeMutableRawPointer(recorder)
    let created = unsafe head.withUnsafeBytes { bytes in
      unsafe xmlCreatePushParserCtxt(
        &handler, user, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), 4, nil)
    }
    guard let created = unsafe created else { throw .outOfMemory }
    // Without NOENT `&amp;` stays a reference in attributes. No entity can be declared.
    unsafe xmlCtxtUseOptions(created, Int32(XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue))
    unsafe context = unsafe created
    unsafe recorder.pointee.context = unsafe created
  }

  private mutating func parse(_ chunk: [UInt8], isLast: Bool) throws(XMLError) {
    if let failure = unsafe recorder.pointee.failure { throw failure }
    guard let context = unsafe context else { return }
    let code = unsafe chunk.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe xmlParseChunk(context, start, Int32(bytes.count), isLast ? 1 : 0)
    }
    if let failure = unsafe recorder.pointee.failure { throw failure }
    // A document that can't be decoded from here on counts as well-formed all the same.
    if code == Int32(XML_ERR_INVALID_ENCODING.rawValue) || code == Int32(XML_IO_ENCODER.rawValue)
      || code == Int32(XML_I18N_CONV_FAILED.rawValue)
    {
      throw .malformed(
        line: unsafe Int(clibxml2_line(context)), column: 1,
        reason: "bytes are not of the declared encoding")
    }
    guard unsafe clibxml2_is_well_formed(context) == 0 else { return }
    let error = unsafe xmlCtxtGetLastError(context)
    let line = unsafe error.map { unsafe Int($0.pointee.line) } ?? 0
    let column = unsafe error.map { unsafe Int($0.pointee.int2) } ?? 0
    let message = unsafe error.flatMap { unsafe $0.pointee.message }
    throw .malformed(
      line: max(line, 1), column: max(column, 1),
      reason: unsafe message.map { unsafe trimmed(String(cString: $0)) } ?? "not well-formed")
  }

  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { user, local, prefix, uri, spaces, names, count, _, fields in
      unsafe user?.assumingMemoryBound(to: XMLRecorder.self).pointee.start(
        .init(local, prefix, uri),
        namespaces: UnsafeBufferPointer(start: names, count: Int(spaces) * 2),
        attributes: UnsafeBufferPointer(start: fields, count: Int(count) * 5))
    }
    unsafe handler.endElementNs = { user, local, prefix, uri in
      unsafe user?.assumingMemoryBound(to: XMLRecorder.self).pointee.end(.init(local, prefix, uri))
    }
    let characters: charactersSAXFunc = { user, text, count in
      unsafe user?.assumingMemoryBound(to: XMLRecorder.self).pointee.text(text, count: Int(count))
    }
    unsafe handler.characters = characters
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    unsafe handler.internalSubset = { user, _, _, _ in
      unsafe user?.assumingMemoryBound(to: XMLRecorder.self).pointee.documentType()
    }
    // Without a callback of its own the parser prints to standard error.
    unsafe handler.serror = { _, _ in }
    return unsafe handler
  }
}

private func trimmed(_ message: String) -> String {
  String(message.reversed().drop { $0.isWhitespace }.reversed())
}
