/// A chart as shapes on a plane, which the page's template writes as SVG.
///
/// Lengths are tenths of a unit and are printed with one decimal, so that the same figures give the
/// same text everywhere. Colours and patterns are the style sheet's, by class.
struct ChartDrawing: Hashable, Sendable {
  /// A straight line.
  struct Line: Hashable, Sendable {
    let from: (Int, Int)
    let to: (Int, Int)
    let style: String

    static func == (left: Line, right: Line) -> Bool {
      left.from == right.from && left.to == right.to && left.style == right.style
    }

    func hash(into hasher: inout Hasher) {
      for number in [from.0, from.1, to.0, to.1] { hasher.combine(number) }
      hasher.combine(style)
    }
  }

  /// A bar, or the sample of one in the legend.
  struct Bar: Hashable, Sendable {
    let left: Int
    let top: Int
    let width: Int
    let height: Int
    let style: String
  }

  /// A curve or a mark, in the words of SVG 1.1, 8.3.
  struct Path: Hashable, Sendable {
    let commands: String
    let style: String
  }

  /// A text; `style` says at which of its ends it stands.
  struct Text: Hashable, Sendable {
    let left: Int
    let baseline: Int
    let text: String
    let style: String
  }

  var width: Int
  var height: Int
  var lines: [Line] = []
  var bars: [Bar] = []
  var paths: [Path] = []
  var texts: [Text] = []

  /// A length as SVG reads it: `12.3`.
  static func text(_ tenths: Int) -> String {
    let magnitude = tenths.magnitude
    return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10)"
  }

  /// About how wide a text is: wide characters are square, others half as wide.
  ///
  /// - Parameter text: One line.
  /// - Returns: Tenths of a unit.
  static func length(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 70 : 130) }
  }

  /// The drawing by the names that the template uses.
  var page: PageRow {
    PageRow([
      "width": Self.text(width), "height": Self.text(height),
      "lines": lines.map { line in
        PageRow([
          "x1": Self.text(line.from.0), "y1": Self.text(line.from.1), "x2": Self.text(line.to.0),
          "y2": Self.text(line.to.1), "class": line.style,
        ])
      },
      "bars": bars.map { bar in
        PageRow([
          "x": Self.text(bar.left), "y": Self.text(bar.top), "width": Self.text(bar.width),
          "height": Self.text(bar.height), "class": bar.style,
        ])
      },
      "paths": paths.map { PageRow(["d": $0.commands, "class": $0.style]) },
      "texts": texts.map { text in
        PageRow([
          "x": Self.text(text.left), "y": Self.text(text.baseline), "text": text.text,
          "class": text.style,
        ])
      },
    ])
  }
}
