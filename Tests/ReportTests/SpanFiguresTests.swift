import Ledger
import ListSchema
import Receipts
import Testing
import Values

@testable import Report

@Suite struct SpanFiguresTests {
  private let nanjing = BureauCode(rawValue: 320_100)
  private let wuxi = BureauCode(rawValue: 320_200)

  /// A month of bureaus that reported no hazards, each with its accidents this month, this year
  /// and to the same month last year.
  private func month(
    _ period: String, _ accidents: [(BureauCode, Int?, Int?, Int?)]
  ) throws -> SpanMonth {
    let bureaus = accidents.map { code, month, year, prior in
      var bureau = SpanBureauMonth(
        bureau: code, name: code == nanjing ? "南京市" : "无锡市",
        balance: SpanBalance(opening: 0, new: 0, closed: 0, closing: 0))
      bureau.figures[.accidents] = month.map { Amount($0) }
      bureau.figures[.accidentsYTD] = year.map { Amount($0) }
      bureau.figures[.accidentsYTDPrior] = prior.map { Amount($0) }
      bureau.lists = [
        SpanSubmission(
          list: .accidents, state: month == nil ? .missing : .onTime, isNil: false, daysLate: 0)
      ]
      return bureau
    }
    return SpanMonth(period: try #require(Period(period)), bureaus: bureaus)
  }

  private func data(
    _ quarter: String, _ months: [SpanMonth], before: [SpanMonth] = []
  ) throws -> SpanData {
    SpanData(
      span: try #require(ReportSpan(quarter: quarter)), months: months, before: before,
      ledger: HazardLedger(period: months[months.count - 1].period),
      now: try #require(Instant("2022-07-08T09:00:00+08:00")), tool: ("monthly-merge", "test"),
      inputs: [])
  }

  private func firstQuarter() throws -> SpanData {
    try data(
      "2022Q1",
      [
        month("2022-01", [(nanjing, 1, 1, 2), (wuxi, 2, 2, 0)]),
        month("2022-02", [(nanjing, 1, 2, 3), (wuxi, nil, nil, nil)]),
        month("2022-03", [(nanjing, 1, 3, 4), (wuxi, 1, 4, 1)]),
      ])
  }

  @Test func firstQuarterComparesWithLastYearsCumulation() throws {
    let figures = try SpanFigures(firstQuarter())
    let row = figures.bureaus[0].tally
    #expect(row.accidents == 3 && row.accidentsYearOnYear?.base == 4)
    #expect(row.accidentsYearOnYear?.rate.percentage == "-25.0")
    // There is no quarter before at hand.
    #expect(row.accidentsOnBefore == nil)
  }

  @Test func whoLacksAMonthIsNotCompared() throws {
    let figures = try SpanFigures(firstQuarter())
    #expect(figures.bureaus[1].tally.accidents == 3)
    #expect(figures.bureaus[1].tally.accidentsYearOnYear == nil)
    #expect(figures.bureaus[1].tally.accidentsToDate?.difference == 3)
    let province = figures.province.tally
    #expect(province.accidents == 6 && province.accidentsYearOnYear?.now == 3)
    #expect(province.accidentTables == 5 && province.accidentTablesDue == 6)
    #expect(SpanNarrative(figures).cautions.contains { $0.contains("无锡市（2/3）") })
  }

  @Test func laterQuartersTakeWhatCameBeforeOff() throws {
    let before = try firstQuarter().months
    let second = try [
      month("2022-04", [(nanjing, 2, 5, 6)]), month("2022-05", [(nanjing, 0, 5, 6)]),
      month("2022-06", [(nanjing, 1, 6, 9)]),
    ]
    let row = try SpanFigures(data("2022Q2", second, before: before)).bureaus[0].tally
    // Nine to June less four to March, against three.
    #expect(row.accidentsYearOnYear?.now == 3 && row.accidentsYearOnYear?.base == 5)
    #expect(row.accidentsOnBefore?.now == 3 && row.accidentsOnBefore?.base == 3)
    let alone = try SpanFigures(data("2022Q2", second)).bureaus[0].tally
    #expect(alone.accidentsYearOnYear == nil && alone.accidentsToDate?.base == 9)
  }

  @Test func missingMonthMakesNoComparison() throws {
    let months = try firstQuarter().months
    let figures = try SpanFigures(data("2022Q1", [months[0], months[2]]))
    #expect(figures.province.tally.accidentsYearOnYear == nil)
    #expect(figures.months[1].tally == nil && figures.restated.isEmpty)
    #expect(figures.data.missing.map(\.description) == ["2022-02"])
  }

  @Test func correctionIsTold() throws {
    var data = try firstQuarter()
    data.months[2].bureaus[0].figures[.accidentsYTD] = Amount(5)
    #expect(try SpanFigures(data).restated == ["南京市事故累计数比逐月相加多 2 起"])
    data.months[2].bureaus[0].figures[.accidentsYTD] = Amount(2)
    #expect(try SpanFigures(data).restated == ["南京市事故累计数比逐月相加少 1 起"])
  }

  @Test func ledgerAndBalanceMustAgree() throws {
    var data = try firstQuarter()
    data.months[2].bureaus[0].balance = SpanBalance(opening: 0, new: 1, closed: 0, closing: 1)
    let error = #expect(throws: SpanError.self) { try SpanFigures(data) }
    #expect(error == .ledgerDiffers(bureau: "南京市", month: data.months[2].period))
    data.months[1].bureaus[0].balance = SpanBalance(opening: 0, new: 1, closed: 0, closing: 1)
    #expect(throws: SpanError.self) { try SpanFigures(data) }
  }

  @Test func ranksAreSharedByEquals() throws {
    let figures = try SpanFigures(firstQuarter())
    #expect(figures.bureaus.map(\.timeRank) == [1, 2])
    #expect(figures.province.timeRank == nil)
    // 无锡市 left out a month: what it would have held is not known.
    #expect(figures.bureaus.map(\.qualityRank) == [1, nil])
    var whole = try firstQuarter()
    whole.months[1].bureaus[1].lists[0].state = .onTime
    #expect(try SpanFigures(whole).bureaus.map(\.qualityRank) == [1, 1])
  }

  /// Lists with the longest texts are cut to the page's size, and the page says so.
  @Test func bigQuarterStaysWithinItsSize() throws {
    let long = String(repeating: "长", count: 2_000)
    var sample = SampleMonth()
    sample.add(
      .hazards, 320_100,
      (0..<400).map { number in
        hazard([
          "zone": "某园区\(number)" + String(long.prefix(300)), "description": long, "level": "重大",
          "enterprise": "企业\(number)" + String(long.prefix(90)), "responsible_unit": long,
        ])
      })
    let merged = try sample.merged()
    var bureau = SpanBureauMonth(
      bureau: nanjing, name: "南京市",
      balance: SpanBalance(opening: 0, new: 400, closed: 0, closing: 400))
    bureau.lists = [SpanSubmission(list: .hazards, state: .onTime, isNil: false, daysLate: 0)]
    let period = try #require(Period("2022-05"))
    var data = try data("2022Q2", [SpanMonth(period: period, bureaus: [bureau])])
    data.ledger = merged.ledger.ledger
    data.months[0].practices = (0..<400).map { number in
      SpanPractice(
        bureau: nanjing, zone: "园区", title: "做法\(number)", content: long, effect: long,
        promotion: long, isRepeated: false)
    }
    let template = try PageTemplate(
      templateBytes("quarter.html.mustache"), style: templateBytes("report.css"))
    let page = String(
      decoding: try SpanPage(SpanFigures(data), template: template).bytes, as: UTF8.self)
    #expect(page.utf8.count < 2_000_000 / 2)
    let major = try #require(page.firstMatch(of: /此处列出前 (\d+) 条，全部 400 条见/))
    let practices = try #require(page.firstMatch(of: /典型做法 400 个，此处列出 (\d+) 个/))
    for (list, shown) in [("major", major.output.1), ("practices", practices.output.1)] {
      let count = try #require(Int(shown))
      #expect((50..<300).contains(count), "\(list): \(count)")
    }
  }

  @Test func textOfFilersIsMaskedAndNeverMarkup() throws {
    var sample = SampleMonth()
    sample.add(
      .hazards, 320_100,
      [
        hazard([
          "level": "重大", "description": "<script>alert(1)</script>问题 13800000001",
          "due_on": "2022-05-20",
        ])
      ])
    let merged = try sample.merged()
    let period = try #require(Period("2022-05"))
    var bureau = SpanBureauMonth(
      bureau: nanjing, name: "南京市",
      balance: SpanBalance(opening: 0, new: 1, closed: 0, closing: 1))
    bureau.lists = [SpanSubmission(list: .hazards, state: .late, isNil: false, daysLate: 2)]
    var data = try data("2022Q2", [SpanMonth(period: period, bureaus: [bureau])])
    data.ledger = merged.ledger.ledger
    data.months[0].practices = [
      SpanPractice(
        bureau: nanjing, zone: "<b>", title: "做法 13800000001", content: "内容", effect: "成效",
        promotion: "全省推广", isRepeated: true)
    ]
    let figures = try SpanFigures(data)
    let template = try PageTemplate(
      templateBytes("quarter.html.mustache"), style: templateBytes("report.css"))
    let page = String(
      decoding: SpanPage(figures, template: template).bytes, as: UTF8.self)
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    #expect(!page.contains("13800000001") && page.contains("138****0001"))
    #expect(page.contains("&lt;b&gt;") && page.contains("与以前重复"))
    #expect(
      SpanFocus(figures.bureaus[0], figures).points == [
        "重大隐患未销号 1 条", "重大隐患未督办 1 条", "逾期未完成 1 条（江苏栖霞经济开发区 1 条）", "迟报：5月问题隐患清单",
      ])
  }
}
