/// Curves over months; each has a dash and a mark of its own, and its name at its end.
struct LineChart: Sendable {
  /// A curve.
  struct Series: Sendable {
    let name: String
    /// Class of the curve, its colour and dash in the style sheet.
    let style: String
    /// One a month, `nil` where nothing is known of it: the curve has a gap there.
    let values: [Int?]
  }

  let months: [String]
  let series: [Series]

  private static let (width, height) = (6400, 3000)
  private static let (left, right, top, bottom) = (560, 1650, 160, 340)

  /// The chart as shapes.
  var drawing: ChartDrawing {
    var drawing = ChartDrawing(width: Self.width, height: Self.height)
    let scale = AxisScale(upTo: series.flatMap(\.values).compactMap { $0 }.max() ?? 0)
    let ground = Self.height - Self.bottom
    let end = Self.width - Self.right
    for tick in scale.ticks {
      let line = ground - scale.position(of: tick, along: ground - Self.top)
      drawing.lines.append(.init(from: (Self.left, line), to: (end, line), style: "grid"))
      drawing.texts.append(
        .init(left: Self.left - 80, baseline: line + 40, text: String(tick), style: "tick end"))
    }
    for (index, month) in months.enumerated() {
      drawing.texts.append(
        .init(left: place(of: index), baseline: ground + 220, text: month, style: "tick middle"))
    }
    var ends: [(line: Int, name: String)] = []
    for (kind, series) in series.enumerated() {
      let points = series.values.enumerated().map { index, value in
        value.map { value in
          (place(of: index), ground - scale.position(of: value, along: ground - Self.top))
        }
      }
      add(points, kind, series.style, to: &drawing)
      if let last = points.last { ends.append((last?.1 ?? ground, Self.name(of: series))) }
    }
    // Names that would stand on each other are moved apart, upwards.
    var limit = ground + 40
    for end in ends.sorted(by: { ($0.line, $0.name) > ($1.line, $1.name) }) {
      let line = min(end.line + 45, limit)
      limit = line - 180
      drawing.texts.append(
        .init(left: Self.width - Self.right + 120, baseline: line, text: end.name, style: "value"))
    }
    return drawing
  }

  /// A curve's name with its last value; without one where the last month is not known.
  private static func name(of series: Series) -> String {
    guard let value = series.values.last ?? nil else { return series.name }
    return "\(series.name) \(value)"
  }

  private func place(of month: Int) -> Int {
    let length = Self.width - Self.left - Self.right - 200
    return Self.left + 100 + (months.count > 1 ? length * month / (months.count - 1) : length / 2)
  }

  private func add(
    _ points: [(Int, Int)?], _ kind: Int, _ style: String, to drawing: inout ChartDrawing
  ) {
    var curve = ""
    var isBroken = true
    for point in points {
      if let point {
        curve +=
          "\(isBroken ? "M" : "L")\(ChartDrawing.text(point.0)) \(ChartDrawing.text(point.1))"
      }
      isBroken = point == nil
    }
    if curve.contains("L") {
      drawing.paths.append(.init(commands: curve, style: "curve " + style))
    }
    for case let point? in points {
      drawing.paths.append(.init(commands: Self.mark(kind, at: point), style: "mark " + style))
    }
  }

  /// A disc, a square or a triangle.
  private static func mark(_ kind: Int, at point: (Int, Int)) -> String {
    func start(_ x: Int, _ y: Int) -> String {
      "M\(ChartDrawing.text(point.0 + x)) \(ChartDrawing.text(point.1 + y))"
    }
    switch kind % 3 {
    case 0: return start(-45, 0) + "a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
    case 1: return start(-40, -40) + "h8v8h-8z"
    default: return start(0, -50) + "l5 9h-10z"
    }
  }
}
