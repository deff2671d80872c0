/// The names that a reader's caller knows, so that it can compare numbers instead of texts.
///
/// A name's symbol is its index in `names`. An element or attribute has it if its local name is
/// that name and its namespace is none or one of those accepted.
public struct XMLVocabulary: Sendable {
  /// The symbol of any name that is not in the vocabulary.
  public static let other = -1
  /// The namespace of `xml:space` and `xml:lang`.
  public static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"

  private let names: [[UInt8]]
  private let namespaces: [[UInt8]]

  /// A vocabulary.
  ///
  /// - Parameters:
  ///   - names: Local names, the first of symbol 0.
  ///   - namespaces: Namespaces in which they are known; ``xmlNamespace`` always is.
  public init(names: [String], namespaces: [String]) {
    self.names = names.map { [UInt8]($0.utf8) }
    self.namespaces = (namespaces + [Self.xmlNamespace]).map { [UInt8]($0.utf8) }
  }

  /// Knows no names.
  public static let empty = XMLVocabulary(names: [], namespaces: [])

  func symbol(local: ArraySlice<UInt8>, namespace: [UInt8]) -> Int {
    guard namespace.isEmpty || namespaces.contains(namespace) else { return Self.other }
    return names.firstIndex { $0.elementsEqual(local) } ?? Self.other
  }
}

/// A name of an element or attribute.
public struct XMLName: Sendable {
  /// The name as written, `r:id`; of a namespace declaration `xmlns` or `xmlns:r`.
  public let qualified: [UInt8]
  /// The namespace it stands for, empty if none.
  public let namespace: [UInt8]
  /// Its index in the reader's vocabulary, or ``XMLVocabulary/other``.
  public let symbol: Int
  private let localStart: Int

  init(local: [UInt8], prefix: [UInt8], namespace: [UInt8], vocabulary: XMLVocabulary) {
    qualified = prefix.isEmpty ? local : prefix + [UInt8(ascii: ":")] + local
    localStart = qualified.count - local.count
    self.namespace = namespace
    symbol = vocabulary.symbol(local: local[...], namespace: namespace)
  }

  /// A declaration of the namespace prefix `prefix`, empty for the default namespace.
  init(declaring prefix: [UInt8]) {
    let xmlns = [UInt8]("xmlns".utf8)
    qualified = prefix.isEmpty ? xmlns : xmlns + [UInt8(ascii: ":")] + prefix
    localStart = qualified.count - prefix.count
    namespace = []
    symbol = XMLVocabulary.other
  }

  /// The name without its prefix.
  public var local: ArraySlice<UInt8> { qualified[localStart...] }
}
