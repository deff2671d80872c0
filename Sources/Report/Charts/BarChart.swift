/// Bars that lie, a line a category: parts of a whole one behind another, or series one below
/// another. The numbers stand at the bars' ends.
struct BarChart: Sendable {
  /// What bars of one kind stand for.
  struct Series: Sendable {
    let name: String
    /// Class of its bars, a colour and a pattern of the style sheet.
    let style: String
  }

  /// A line of the chart.
  struct Category: Sendable {
    let name: String
    /// One a series; `nil` where nothing was reported.
    let values: [Int?]
  }

  /// How the series of a category stand to each other.
  enum Arrangement: Sendable {
    case stacked
    case grouped
  }

  let series: [Series]
  let categories: [Category]
  let arrangement: Arrangement

  private static let width = 6400
  private static let gap = 80
  private static let thickness = 140

  /// The chart as shapes.
  var drawing: ChartDrawing {
    let scale = AxisScale(upTo: categories.map(greatest).max() ?? 0)
    let names = categories.map { ChartDrawing.length(of: $0.name) }.max() ?? 0
    let left = min(names, 1400) + 80
    let ends =
      categories.flatMap { self.ends(of: $0) }.map(ChartDrawing.length).max() ?? 0
    let length = max(Self.width - left - min(max(ends, 250), 1500) - 60, 1000)
    let top = series.count > 1 ? 300 : 60
    let deep = arrangement == .grouped ? Self.thickness * series.count : Self.thickness + 40
    let bottom = top + categories.count * (deep + Self.gap)
    var drawing = ChartDrawing(width: Self.width, height: bottom + 240)
    addLegend(to: &drawing)
    for tick in scale.ticks {
      let place = left + scale.position(of: tick, along: length)
      drawing.lines.append(.init(from: (place, top), to: (place, bottom), style: "grid"))
      drawing.texts.append(
        .init(left: place, baseline: bottom + 180, text: String(tick), style: "tick middle"))
    }
    for (index, category) in categories.enumerated() {
      let line = top + index * (deep + Self.gap) + Self.gap / 2
      drawing.texts.append(
        .init(left: left - 80, baseline: line + deep / 2 + 45, text: category.name, style: "end"))
      add(category, at: (left, line), deep, scale, length, to: &drawing)
    }
    return drawing
  }

  private func add(
    _ category: Category, at place: (left: Int, top: Int), _ deep: Int, _ scale: AxisScale,
    _ length: Int, to drawing: inout ChartDrawing
  ) {
    let ends = self.ends(of: category)
    var sum = 0
    for (index, value) in category.values.enumerated() {
      guard let value else { continue }
      let isStacked = arrangement == .stacked
      let start = isStacked ? scale.position(of: sum, along: length) : 0
      sum = isStacked ? Self.total(sum, value) : value
      let end = scale.position(of: sum, along: length)
      let top = place.top + (isStacked ? 0 : index * Self.thickness)
      let height = isStacked ? deep : Self.thickness - 20
      if end > start {
        drawing.bars.append(
          .init(
            left: place.left + start, top: top, width: end - start, height: height,
            style: series[index].style))
      }
      if !isStacked {
        drawing.texts.append(
          .init(
            left: place.left + end + 50, baseline: top + height / 2 + 40, text: ends[index],
            style: "value"))
      }
    }
    // Where nothing was reported, grouped bars say so once, as a stack does.
    if arrangement == .stacked || category.values.allSatisfy({ $0 == nil }) {
      drawing.texts.append(
        .init(
          left: place.left + scale.position(of: sum, along: length) + 50,
          baseline: place.top + deep / 2 + 45,
          text: arrangement == .stacked ? ends[0] : Self.unreported, style: "value"))
    }
  }

  private func addLegend(to drawing: inout ChartDrawing) {
    guard series.count > 1 else { return }
    var left = 20
    for series in series {
      drawing.bars.append(.init(left: left, top: 40, width: 180, height: 130, style: series.style))
      drawing.texts.append(.init(left: left + 240, baseline: 150, text: series.name, style: ""))
      left += 240 + ChartDrawing.length(of: series.name) + 240
    }
  }

  private static let unreported = "未报"

  /// The numbers at the bars' ends: one for a stack, `未报` where nothing was reported.
  private func ends(of category: Category) -> [String] {
    switch arrangement {
    case .stacked:
      let known = category.values.compactMap { $0 }
      return [known.isEmpty ? Self.unreported : String(known.reduce(0, Self.total))]
    case .grouped: return category.values.map { $0.map(String.init) ?? "" }
    }
  }

  private func greatest(of category: Category) -> Int {
    let known = category.values.compactMap { $0 }
    return arrangement == .stacked ? known.reduce(0, Self.total) : known.max() ?? 0
  }

  /// A sum that stops at the greatest number instead of failing; what is negative adds nothing.
  private static func total(_ left: Int, _ right: Int) -> Int {
    let (sum, isOver) = left.addingReportingOverflow(max(right, 0))
    return isOver ? Int.max : sum
  }
}
