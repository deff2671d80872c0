/// Where the value of a placeholder comes from.
enum ValueSource: Equatable {
  /// The values that stand for themselves, by index.
  case value(Int)
  /// A field of a list, by index.
  case field(list: String, Int)
}

/// Finds what placeholders stand for, once for each placeholder of the template.
struct NameResolver {
  /// The values by index, in the order of their names.
  private(set) var values = TemplateRow()
  private let valueIndices: [String: Int]
  private let fieldIndices: [String: [String: Int]]
  /// Lists that any field may be asked of.
  private let openLists: Set<String>

  init(_ data: TemplateData) {
    let names = data.values.sorted { $0.key < $1.key }
    for (_, value) in names { values.append(value) }
    valueIndices = Dictionary(uniqueKeysWithValues: zip(names.map(\.key), 0...))
    openLists = Set(data.lists.filter { $0.value.isOpen && $0.value.rowCount == 0 }.keys)
    fieldIndices = data.lists.mapValues { list in
      Dictionary(zip(list.fields, 0...), uniquingKeysWith: { first, _ in first })
    }
  }

  /// What the placeholder `name` stands for.
  func source(of name: String, at place: TemplatePlace) throws(TemplateError) -> ValueSource {
    if let index = valueIndices[name] { return .value(index) }
    guard let dot = name.firstIndex(of: ".") else {
      throw .unknownValue(name, at: place, nearest: NearestNames.of(name, among: known))
    }
    let field = String(name[name.index(after: dot)...])
    let list = try list(String(name[..<dot]), field: field, at: place)
    if openLists.contains(list) { return .field(list: list, 0) }
    guard let index = fieldIndices[list]?[field] else {
      let fields = fieldIndices[list].map { Array($0.keys) } ?? []
      throw .unknownField(
        field, list: list, at: place, nearest: NearestNames.of(field, among: fields))
    }
    return .field(list: list, index)
  }

  private func list(
    _ name: String, field: String, at place: TemplatePlace
  ) throws(TemplateError) -> String {
    let lists = fieldIndices.keys.sorted()
    if name.isEmpty {
      guard let only = lists.first, lists.count == 1 else {
        throw .ambiguousList(field: field, at: place, lists: lists)
      }
      return only
    }
    guard fieldIndices[name] != nil else {
      throw .unknownList(name, at: place, nearest: NearestNames.of(name, among: lists))
    }
    return name
  }

  /// Names of values, and of lists with their fields.
  private var known: [String] {
    valueIndices.keys + fieldIndices.flatMap { list in list.value.keys.map { "\(list.key).\($0)" } }
  }

  /// Takes a text apart, naming the place of a fault.
  static func parse(
    _ text: some Sequence<UInt8>, at place: TemplatePlace, splitAt edges: [Int] = []
  ) throws(TemplateError) -> PlaceholderText {
    do {
      return try PlaceholderText(text, splitAt: edges)
    } catch {
      throw .malformedPlaceholder(error.text, at: place)
    }
  }

  /// A text outside cells with its values filled in.
  ///
  /// In a page's header or footer `&` begins a code, and stands for itself where it is written
  /// twice (ECMA-376 Part 1, 18.3.1.46).
  func filled(
    _ text: some Sequence<UInt8>, at place: TemplatePlace, isPageText: Bool = false
  ) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    for part in try Self.parse(text, at: place).parts {
      switch part {
      case .text(let bytes): output += bytes
      case .name(let name):
        switch try source(of: name, at: place) {
        case .value(let index):
          let start = output.count
          values.appendText(at: index, to: &output)
          guard isPageText else { continue }
          let ampersand = UInt8(ascii: "&")
          let value = output[start...].flatMap { $0 == ampersand ? [$0, $0] : [$0] }
          output.replaceSubrange(start..., with: value)
        case .field(let list, _): throw .listOutsideRow(list: list, at: place)
        }
      }
    }
    return output
  }
}
