/// The text of a cell with placeholders, `{name}`, `{list.field}`, `{.field}`; `\{` and `\}` are
/// the braces themselves.
struct PlaceholderText: Equatable {
  enum Part: Equatable {
    /// Text as it stands.
    case text([UInt8])
    /// A placeholder, without its braces.
    case name(String)
  }

  /// A `{` without its `}`, or with something that is no name between them.
  struct Fault: Error, Equatable {
    /// The text from the brace on.
    var text: String
  }

  /// Texts and placeholders in their order.
  private(set) var parts: [Part] = []
  /// Where in the text each part begins.
  private(set) var offsets: [Int] = []

  /// Whether there is a placeholder among the parts.
  var hasPlaceholder: Bool {
    parts.contains { if case .name = $0 { true } else { false } }
  }

  /// Whether `text` has a brace, so that it must be taken apart.
  static func isNeeded(for text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }

  /// Takes a text apart.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - edges: Offsets at which a part of plain text ends, from the first to the last.
  /// - Throws: ``Fault``.
  init(_ text: some Sequence<UInt8>, splitAt edges: [Int] = []) throws(Fault) {
    var rest = Array(text)[...]
    var edges = edges[...]
    var plain: [UInt8] = []
    var start = 0
    func end(_ part: [UInt8]) -> Part? { part.isEmpty ? nil : .text(part) }
    while let byte = rest.first {
      while let edge = edges.first, edge <= rest.startIndex {
        edges.removeFirst()
        add(end(plain), at: start)
        plain = []
      }
      if plain.isEmpty { start = rest.startIndex }
      rest.removeFirst()
      if byte == UInt8(ascii: "\\"), let brace = rest.first,
        brace == UInt8(ascii: "{") || brace == UInt8(ascii: "}")
      {
        plain.append(brace)
        rest.removeFirst()
      } else if byte == UInt8(ascii: "{") {
        let offset = rest.startIndex - 1
        add(end(plain), at: start)
        plain = []
        add(.name(try Self.name(&rest)), at: offset)
      } else {
        plain.append(byte)
      }
    }
    add(end(plain), at: start)
  }

  private mutating func add(_ part: Part?, at offset: Int) {
    guard let part else { return }
    parts.append(part)
    offsets.append(offset)
  }

  /// Takes the name and the closing brace off `rest`.
  private static func name(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> String {
    func fault() -> Fault {
      Fault(text: "{" + String(String(decoding: rest, as: UTF8.self).prefix(20)))
    }
    guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { throw fault() }
    let name = trimmed(rest[..<end])
    let isName = !name.isEmpty && name.allSatisfy { $0 > 0x20 && !Array("{\\\"".utf8).contains($0) }
    guard isName, name.last != UInt8(ascii: ".") else { throw fault() }
    rest = rest[(end + 1)...]
    return String(decoding: name, as: UTF8.self)
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result = text.drop { $0 <= 0x20 }
    while let last = result.last, last <= 0x20 { result = result.dropLast() }
    return result
  }
}

/// The known names that a clerk may have meant.
enum NearestNames {
  /// At most three of `known`, the nearest first; those that have nothing in common are left out.
  static func of(_ name: String, among known: some Sequence<String>) -> [String] {
    let wanted = Array(name.lowercased())
    let ranked = known.map { (distance: distance(wanted, Array($0.lowercased())), name: $0) }
      .filter { $0.distance <= max(2, wanted.count / 2) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return ranked.prefix(3).map(\.name)
  }

  /// How many characters must be changed, put in or taken out.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let changed = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
