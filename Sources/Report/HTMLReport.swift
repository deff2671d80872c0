/// The month as a page: one file, complete without scripts or network.
public struct HTMLReport {
  /// Most rows of one list that the page shows.
  public static let rowLimit = 300

  /// Most zones that the page shows: all of the roster, and as many again that are not on it.
  public static let zoneLimit = 200

  private let content: PageContent
  private let template: PageTemplate

  /// A page of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  ///   - template: `report.html.mustache` with `report.css`.
  public init(_ month: MergedMonth, _ figures: MonthlyFigures, template: PageTemplate) {
    content = PageContent(month, figures)
    self.template = template
  }

  /// The page.
  public var bytes: [UInt8] { template.page(content.root) }
}
