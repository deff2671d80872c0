/// A number on the page: the text of an element with `data-figure`.
struct PageFigure: Hashable {
  /// Its name.
  let name: String
  /// What it is of: `bureau`, `zone`, `sector`, `rule` or `list`, and which.
  let scope: String
  let key: String
  let text: String

  /// Every figure of a page, in its order.
  static func all(in page: [UInt8]) -> [PageFigure] {
    let mark = " data-figure=\""
    // A cell is of what its row is of.
    var row: [String: String] = [:]
    return String(decoding: page, as: UTF8.self).split(separator: "<").compactMap { part in
      guard let close = part.firstIndex(of: ">") else { return nil }
      if part.hasPrefix("/tr>") { row = [:] }
      if part.hasPrefix("tr ") { row = attributes(of: part[..<close]) }
      guard part.contains(mark) else { return nil }
      let attributes = row.merging(attributes(of: part[..<close])) { $1 }
      guard let name = attributes["data-figure"] else { return nil }
      let scopes = ["zone", "sector", "rule", "list", "bureau"]
      guard let scope = scopes.first(where: { attributes["data-" + $0] != nil }) else {
        return nil
      }
      return PageFigure(
        name: name, scope: scope, key: attributes["data-" + scope] ?? "",
        text: String(part[part.index(after: close)...]))
    }
  }

  private static func attributes(of tag: Substring) -> [String: String] {
    let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
    var attributes: [String: String] = [:]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      guard let name = parts[index].split(separator: " ").last, name.last == "=" else { continue }
      attributes[String(name.dropLast())] = String(parts[index + 1])
    }
    return attributes
  }

  /// The figure as a data file writes it: no `+`, and blank for a rate on a zero base.
  var written: String {
    switch text {
    case "/", "—": ""
    default: text.hasPrefix("+") ? String(text.dropFirst()) : text
    }
  }
}
