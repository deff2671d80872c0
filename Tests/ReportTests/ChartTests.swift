import Testing

@testable import Report

@Suite struct ChartTests {
  private static let parts = [
    BarChart.Series(name: "已完成", style: "done"), BarChart.Series(name: "逾期", style: "overdue"),
  ]

  private func stacked(_ values: [(String, [Int?])]) -> ChartDrawing {
    BarChart(
      series: Self.parts, categories: values.map { .init(name: $0.0, values: $0.1) },
      arrangement: .stacked
    ).drawing
  }

  /// The bars that are no sample of the legend.
  private func bars(_ drawing: ChartDrawing) -> [ChartDrawing.Bar] {
    drawing.bars.filter { $0.top > 200 }
  }

  @Test func partsStandOneBehindAnother() throws {
    let drawing = stacked([("南京市", [6, 3]), ("无锡市", [0, 3])])
    let bars = bars(drawing)
    #expect(bars.count == 3)
    let (first, second, third) = (bars[0], bars[1], bars[2])
    #expect(first.left + first.width == second.left)
    #expect(abs(first.width - 2 * second.width) <= 2)
    #expect(second.width == third.width && third.left == first.left)
    #expect(third.top > first.top && first.top == second.top)
    #expect(drawing.texts.contains { $0.text == "9" && $0.style == "value" })
  }

  @Test func seriesStandOneBelowAnother() {
    let drawing = BarChart(
      series: Self.parts, categories: [.init(name: "南京市", values: [4, 8])], arrangement: .grouped
    ).drawing
    let bars = bars(drawing)
    #expect(bars.count == 2 && bars[0].left == bars[1].left && bars[1].top > bars[0].top)
    #expect(bars[1].width == 2 * bars[0].width)
  }

  @Test func nothingReportedIsNotZero() {
    let drawing = stacked([("南京市", [0, 0]), ("宿迁市", [nil, nil])])
    #expect(bars(drawing).isEmpty)
    #expect(drawing.texts.filter { $0.style == "value" }.map(\.text) == ["0", "未报"])
    let grouped = BarChart(
      series: Self.parts,
      categories: [.init(name: "南京市", values: [0, nil]), .init(name: "宿迁市", values: [nil, nil])],
      arrangement: .grouped
    ).drawing
    #expect(grouped.texts.filter { $0.style == "value" }.map(\.text) == ["0", "未报"])
  }

  @Test(arguments: [
    [], [("南京市", [1, 0])], [("南京市", [Int.max, Int.max])], [("很长的名称很长的名称很长的名称", [1, 1])],
  ])
  func everyShapeLiesOnThePlane(values: [(String, [Int?])]) {
    let drawing = stacked(values)
    for bar in drawing.bars {
      #expect(bar.left >= 0 && bar.left + bar.width <= drawing.width)
      #expect(bar.top >= 0 && bar.top + bar.height <= drawing.height)
    }
    for text in drawing.texts {
      #expect((0...drawing.width).contains(text.left))
      #expect((0...drawing.height).contains(text.baseline))
    }
  }

  @Test func lengthsHaveOneDecimal() {
    #expect(ChartDrawing.text(1234) == "123.4")
    #expect(ChartDrawing.text(5) == "0.5")
    #expect(ChartDrawing.text(-5) == "-0.5")
    #expect(ChartDrawing.text(0) == "0.0")
  }

  @Test func curvesHaveNamesMarksAndRoom() {
    let drawing = LineChart(
      months: ["4月", "5月", "6月"],
      series: [
        .init(name: "新增", style: "new", values: [5, 5, 5]),
        .init(name: "销号", style: "closed", values: [5, 5, 5]),
        .init(name: "期末", style: "standing", values: [0, 9, 5]),
      ]
    ).drawing
    #expect(drawing.paths.count { $0.style.hasPrefix("curve") } == 3)
    #expect(drawing.paths.count { $0.style.hasPrefix("mark") } == 9)
    let names = drawing.texts.filter { $0.style == "value" }
    #expect(Set(names.map(\.text)) == ["新增 5", "销号 5", "期末 5"])
    let lines = names.map(\.baseline).sorted()
    #expect(lines[1] - lines[0] >= 150 && lines[2] - lines[1] >= 150)
    #expect(lines[0] > 0)
  }

  @Test func oneMonthIsAPointWithoutCurve() {
    let drawing = LineChart(
      months: ["4月"], series: [.init(name: "新增", style: "new", values: [Int.max])]
    ).drawing
    #expect(drawing.paths.count == 1)
  }

  @Test func shadesGoUpWithTheCount() {
    #expect(HeatTable.shade(0, of: 0) == 0)
    #expect(HeatTable.shade(0, of: 9) == 0)
    #expect(HeatTable.shade(1, of: 1) == 4)
    #expect((1...8).map { HeatTable.shade($0, of: 8) } == [1, 2, 2, 3, 3, 4, 4, 4])
    #expect(HeatTable.shade(Int.max - 1, of: Int.max) == 4)
  }
}
