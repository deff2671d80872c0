import Findings
import ListSchema
import Mustache
import Receipts
import Values

/// Why the page can't be made: its template or its style sheet is at fault.
public enum HTMLReportError: Error, Hashable, Sendable {
  /// The template is no mustache; the reason is the engine's, with line and column.
  case malformed(reason: String)
  /// The template prints something unescaped: only `{{{style}}}` may be.
  case unescaped(tag: String)
  /// The style sheet holds `</style`, which would end it.
  case styleEndsEarly
}

/// The month as a page: one file, complete without scripts or network.
public struct HTMLReport {
  /// Most rows of one list that the page shows.
  public static let rowLimit = 300

  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let template: MustacheTemplate
  private let style: String

  /// A page of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  ///   - template: UTF-8 of `report.html.mustache`.
  ///   - style: UTF-8 of `report.css`.
  /// - Throws: ``HTMLReportError`` if the template or the style sheet can't be used.
  public init(
    _ month: MergedMonth, _ figures: MonthlyFigures, template: [UInt8], style: [UInt8]
  ) throws(HTMLReportError) {
    self.month = month
    self.figures = figures
    self.style = try Self.styleText(style)
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

  /// The page.
  public var bytes: [UInt8] { Array(template.render(context().root).utf8) }

  private static func styleText(_ bytes: [UInt8]) throws(HTMLReportError) -> String {
    // A browser reads CR LF as one line feed, and takes the hash of what it has read.
    let text = String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
    guard !text.lowercased().contains("</style") else { throw .styleEndsEarly }
    return text
  }

  /// Unescaped tags would let a filer's text become markup.
  private static func refuseUnescaped(in template: String) throws(HTMLReportError) {
    var rest = template[...]
    while let open = rest.range(of: "{{") {
      rest = rest[open.upperBound...]
      let tag = rest.prefix { $0 != "}" }
      let name = tag.drop { $0.isWhitespace }
      if name.first == "&" || name.first == "%" || name.first == "="
        || (name.first == "{" && tag != "{style")
      {
        throw .unescaped(tag: "{{\(tag)}}")
      }
    }
  }

  private func context() -> PageContent { PageContent(month, figures, style: style) }
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
