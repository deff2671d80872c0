import Mustache

/// Why a page can't be made: its template or its style sheet is at fault.
public enum PageTemplateError: Error, Hashable, Sendable {
  /// The template is no mustache; the reason is the engine's, with line and column.
  case malformed(reason: String)
  /// The template prints something unescaped: only `{{{style}}}` and `{{{script}}}` may be.
  case unescaped(tag: String)
  /// The style sheet holds `</style`, which would end it.
  case styleEndsEarly
  /// The script holds `</script` or `<!--`, with which it would end elsewhere than it seems to.
  case scriptEndsEarly
}

/// A page's template with its style sheet: what every page of the product is made by.
///
/// Pages are one file each, complete without scripts or network, and allow their own style and
/// script by their hashes (Content Security Policy Level 3, 2.3.1) and nothing else.
public struct PageTemplate {
  private let template: MustacheTemplate
  private let style: String
  private let script: String

  /// A template.
  ///
  /// - Parameters:
  ///   - template: UTF-8 of a mustache template.
  ///   - style: UTF-8 of the style sheet that `{{{style}}}` stands for.
  ///   - script: UTF-8 of the script that `{{{script}}}` stands for.
  /// - Throws: ``PageTemplateError`` if one of them can't be used.
  public init(
    _ template: [UInt8], style: [UInt8], script: [UInt8] = []
  ) throws(PageTemplateError) {
    self.style = Self.text(style)
    guard !self.style.lowercased().contains("</style") else { throw .styleEndsEarly }
    self.script = Self.text(script)
    guard !self.script.lowercased().contains("</script"), !self.script.contains("<!--") else {
      throw .scriptEndsEarly
    }
    let text = String(decoding: template, as: UTF8.self)
    try Self.refuseUnescaped(in: text)
    PageEscaping.register
    do {
      self.template = try MustacheTemplate(
        string: "{{% CONTENT_TYPE:\(PageEscaping.name) }}" + text)
    } catch let error as MustacheTemplate.ParserError {
      throw .malformed(
        reason: "\(error.error) (\(error.context.lineNumber):\(error.context.columnNumber))")
    } catch {
      throw .malformed(reason: "\(error)")
    }
  }

  /// The page: the template filled with the outermost names, its style and its script.
  func page(_ root: PageRow) -> [UInt8] {
    var root = root
    root["style"] = style
    root["style_hash"] = Digest.base64(of: Array(style.utf8))
    root["script"] = script
    root["script_hash"] = Digest.base64(of: Array(script.utf8))
    return Array(template.render(root).utf8)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    // A browser reads CR LF as one line feed, and takes the hash of what it has read.
    String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
  }

  /// Unescaped tags would let a filer's text become markup.
  private static func refuseUnescaped(in template: String) throws(PageTemplateError) {
    var rest = template[...]
    while let open = rest.range(of: "{{") {
      rest = rest[open.upperBound...]
      let tag = rest.prefix { $0 != "}" }
      let name = tag.drop { $0.isWhitespace }
      if name.first == "&" || name.first == "%" || name.first == "="
        || (name.first == "{" && tag != "{style" && tag != "{script")
      {
        throw .unescaped(tag: "{{\(tag)}}")
      }
    }
  }
}

extension Substring {
  /// Where a text first stands, without the searching that only Foundation has.
  fileprivate func range(of text: String) -> Range<Index>? {
    guard let first = text.first else { return nil }
    var start = startIndex
    while let place = self[start...].firstIndex(of: first) {
      if self[place...].hasPrefix(text) {
        return place..<index(place, offsetBy: text.count)
      }
      start = index(after: place)
    }
    return nil
  }
}
