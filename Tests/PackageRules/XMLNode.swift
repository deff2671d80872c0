import XMLStream

/// An element of a part, with all that stands in it.
struct XMLNode {
  var name: String
  /// Names as written without prefix, but that of relationships, and values.
  var attributes: [String: String] = [:]
  var children: [XMLNode] = []
  var text = ""

  /// The value of an attribute.
  subscript(_ attribute: String) -> String? { attributes[attribute] }

  /// The value of an attribute as a whole number.
  func number(_ attribute: String) -> Int? { attributes[attribute].flatMap { Int($0) } }

  /// The first child of a name.
  func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

  /// The children of a name.
  func children(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

  /// Every element of a name below this one.
  func all(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  /// Every attribute below this element and on it that names a relationship.
  var relationshipIDs: [String] {
    attributes.filter { $0.key.hasPrefix("r:") }.map(\.value)
      + children.flatMap(\.relationshipIDs)
  }

  /// Reads a part.
  ///
  /// - Parameter bytes: The part.
  /// - Throws: What is wrong with the XML.
  init(_ bytes: [UInt8]) throws {
    var reader = XMLReader(bytes: bytes)
    var open = [XMLNode(name: "")]
    while let kind = try reader.next() {
      switch kind {
      case .start:
        var node = XMLNode(name: String(decoding: reader.name.local, as: UTF8.self))
        for index in 0..<reader.attributeCount {
          let name = reader.attributeName(index)
          let space = String(decoding: name.namespace, as: UTF8.self)
          let prefix = space.hasSuffix("/relationships") ? "r:" : ""
          node.attributes[prefix + String(decoding: name.local, as: UTF8.self)] =
            String(decoding: reader.attributeValue(index), as: UTF8.self)
        }
        open.append(node)
      case .end:
        let node = open.removeLast()
        open[open.count - 1].children.append(node)
      case .text: open[open.count - 1].text += String(decoding: reader.text, as: UTF8.self)
      }
    }
    self = open[0].children[0]
  }

  private init(name: String) { self.name = name }
}
