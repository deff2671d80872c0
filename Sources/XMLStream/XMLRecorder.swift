import CLibXML2

/// What an ``XMLReader`` stands at.
public enum XMLEventKind: UInt8, Sendable {
  /// A start tag, or the first half of an empty element.
  case start
  /// An end tag, or the second half of an empty element.
  case end
  /// Text or CDATA. One run of text may come as several events.
  case text
}

/// The events of one chunk, kept flat: a caller that asks for the next event can throw, which one
/// that is called back by C can't.
@safe struct XMLRecorder: ~Copyable {
  struct Event {
    var kind: XMLEventKind
    /// Index in `names`; of a text -1.
    var name: Int32
    var symbol: Int32
    /// Attributes of a start tag, bytes of a text.
    var range: Range<Int32>
  }

  struct Attribute {
    var name: Int32
    var symbol: Int32
    var value: Range<Int32>
  }

  private(set) var events: [Event] = []
  private(set) var attributes: [Attribute] = []
  /// Texts and attribute values of the chunk's events.
  private(set) var bytes: [UInt8] = []
  private(set) var names: [XMLName] = []
  private(set) var failure: XMLError?
  private let vocabulary: XMLVocabulary
  private let depthLimit: Int
  private var depth = 0
  /// Open-addressing table over the parser's own name pointers, which it keeps as long as it lives.
  private var slots = [NameSlot](repeating: NameSlot(), count: 256)
  /// Set by the reader once the parser exists.
  var context: xmlParserCtxtPtr?

  init(vocabulary: XMLVocabulary, depthLimit: Int) {
    self.vocabulary = vocabulary
    self.depthLimit = depthLimit
    unsafe context = nil
  }

  mutating func clear() {
    events.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func stop(_ error: XMLError) {
    if failure == nil { failure = error }
    unsafe xmlStopParser(context)
  }

  private var line: Int {
    guard let context = unsafe context else { return 1 }
    return unsafe Int(clibxml2_line(context))
  }

  // MARK: What the parser calls

  mutating func documentType() { stop(.documentType(line: line)) }

  mutating func text(_ start: UnsafePointer<UInt8>?, count: Int) {
    let from = Int32(bytes.count)
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    let to = Int32(bytes.count)
    if let last = events.indices.last, events[last].kind == .text {
      events[last].range = events[last].range.lowerBound..<to
    } else {
      events.append(Event(kind: .text, name: -1, symbol: -1, range: from..<to))
    }
  }

  mutating func start(
    _ name: NameKey, namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
    attributes fields: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    depth += 1
    guard depth <= depthLimit else {
      stop(.tooDeep(line: line, limit: depthLimit))
      return
    }
    let from = Int32(attributes.count)
    // Prefix and URI of each declaration.
    for index in stride(from: 0, to: namespaces.count, by: 2) {
      let key = unsafe NameKey(declaring: namespaces[index])
      let uri = unsafe namespaces[index + 1]
      unsafe appendAttribute(key, UnsafeBufferPointer(start: uri, count: length(uri)))
    }
    // Local name, prefix, URI, first byte and end of the value of each attribute.
    for index in stride(from: 0, to: fields.count, by: 5) {
      let key = unsafe NameKey(fields[index], fields[index + 1], fields[index + 2])
      guard let value = unsafe fields[index + 3], let end = unsafe fields[index + 4] else {
        continue
      }
      unsafe appendAttribute(key, UnsafeBufferPointer(start: value, count: end - value))
    }
    let slot = intern(name)
    events.append(
      Event(
        kind: .start, name: slot.number, symbol: slot.symbol,
        range: from..<Int32(attributes.count)))
  }

  mutating func end(_ name: NameKey) {
    depth -= 1
    let slot = intern(name)
    events.append(Event(kind: .end, name: slot.number, symbol: slot.symbol, range: 0..<0))
  }

  private mutating func appendAttribute(_ key: NameKey, _ value: UnsafeBufferPointer<UInt8>) {
    let from = Int32(bytes.count)
    unsafe bytes.append(contentsOf: value)
    let slot = intern(key)
    attributes.append(
      Attribute(name: slot.number, symbol: slot.symbol, value: from..<Int32(bytes.count)))
  }

  // MARK: Names

  /// A name by the addresses of its parts: the parser keeps each text once.
  @safe struct NameKey: Equatable {
    let local: UnsafePointer<UInt8>?
    let prefix: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>?
    let isDeclaration: Bool

    init(
      _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?
    ) {
      unsafe (self.local, self.prefix, self.uri) = (local, prefix, uri)
      isDeclaration = false
    }

    init(declaring prefix: UnsafePointer<UInt8>?) {
      unsafe (local, self.prefix, uri) = (nil, prefix, nil)
      isDeclaration = true
    }

    var hash: Int {
      let sum =
        unsafe Int(bitPattern: local) &+ Int(bitPattern: prefix) &* 3 &+ Int(bitPattern: uri) &* 5
        &+ (isDeclaration ? 7 : 0)
      // Fibonacci hashing: the high bits are well mixed.
      return (sum &* 0x1e37_79b9_7f4a_7c15) >> 24
    }

    static func == (left: Self, right: Self) -> Bool {
      unsafe left.local == right.local && left.prefix == right.prefix && left.uri == right.uri
        && left.isDeclaration == right.isDeclaration
    }
  }

  private struct NameSlot {
    var key = unsafe NameKey(nil, nil, nil)
    /// Index in `names`, -1 for a free place.
    var number: Int32 = -1
    var symbol: Int32 = -1
  }

  private mutating func intern(_ key: NameKey) -> NameSlot {
    var place = key.hash & (slots.count - 1)
    while slots[place].number >= 0 {
      if slots[place].key == key { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    let name =
      key.isDeclaration
      ? XMLName(declaring: unsafe copy(key.prefix))
      : XMLName(
        local: unsafe copy(key.local), prefix: unsafe copy(key.prefix),
        namespace: unsafe copy(key.uri), vocabulary: vocabulary)
    let slot = NameSlot(key: key, number: Int32(names.count), symbol: Int32(name.symbol))
    names.append(name)
    slots[place] = slot
    if names.count * 2 > slots.count { growSlots() }
    return slot
  }

  private mutating func growSlots() {
    let old = slots
    slots = [NameSlot](repeating: NameSlot(), count: old.count * 2)
    for slot in old where slot.number >= 0 {
      var place = slot.key.hash & (slots.count - 1)
      while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }
}

private func length(_ text: UnsafePointer<UInt8>?) -> Int {
  guard let text = unsafe text else { return 0 }
  return unsafe Int(xmlStrlen(text))
}

private func copy(_ text: UnsafePointer<UInt8>?) -> [UInt8] {
  unsafe [UInt8](UnsafeBufferPointer(start: text, count: length(text)))
}
