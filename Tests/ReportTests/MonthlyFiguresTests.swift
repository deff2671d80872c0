import Findings
import ListSchema
import Receipts
import Report
import Testing
import Values

private let nanjing = BureauCode(rawValue: 320_100)
private let wuxi = BureauCode(rawValue: 320_200)
private let suzhou = BureauCode(rawValue: 320_500)

extension MonthlyFigures {
  fileprivate func bureau(_ code: BureauCode) throws -> ScopeFigures {
    try #require(bureaus.first { $0.scope == .bureau(code) })
  }

  fileprivate func scope(_ scope: Scope) throws -> ScopeFigures {
    try #require(scopes.first { $0.scope == scope })
  }
}

@Suite struct MonthlyFiguresTests {
  /// Six hazards of Nanjing, one of them unreadable in its level, one in its due date.
  private func hazards() throws -> MonthlyFigures {
    var sample = SampleMonth()
    let supervised: [FieldKey: String] = [
      "level": "重大", "supervision_level": "省级", "supervision_unit": "江苏省应急管理厅",
    ]
    sample.add(
      .hazards, 320_100,
      [
        hazard(["status": "已整改", "rectified_on": "2022-05-20"]),
        hazard(["due_on": "2022-05-30", "enterprise": "甲公司"]),
        hazard(["due_on": "2022-05-31", "enterprise": "乙公司"]),
        hazard(supervised.merging(["status": "已整改", "enterprise": "丙公司"]) { $1 }),
        hazard(supervised.merging(["status": "已销号", "enterprise": "丁公司"]) { $1 }),
        hazard(["level": "重大", "supervision_level": "市级", "enterprise": "戊公司"]),
        hazard(["level": SampleMonth.unreadable, "enterprise": "己公司"]),
        hazard(["due_on": SampleMonth.unreadable, "enterprise": "庚公司"]),
      ])
    sample.nils = [(320_200, .hazards)]
    return MonthlyFigures(try sample.merged())
  }

  @Test func hazardsAreCountedByLevelAndStatus() throws {
    let figures = try hazards().bureau(nanjing)
    #expect(figures[.hazards] == .count(8))
    #expect(figures[.hazardsNew] == .count(8))
    #expect(figures[.hazardsOrdinary] == .count(4))
    #expect(figures[.hazardsMajor] == .count(3))
    #expect(figures[.rectifiedOrdinary] == .count(1))
    #expect(figures[.rectifiedMajor] == .count(2))
    #expect(figures[.closedOrdinary] == .count(0))
    #expect(figures[.closedMajor] == .count(1))
    #expect(figures[.open] == .count(5))
    #expect(figures[.supervisedMajor] == .count(2))
    #expect(figures[.notCounted] == .count(2))
  }

  @Test func dueOnTheLastDayIsNotOverdue() throws {
    #expect(try hazards().bureau(nanjing)[.overdue] == .count(1))
  }

  @Test func majorHazardsCountAsRectifiedOnceClosed() throws {
    let figures = try hazards().bureau(nanjing)
    #expect(figures.display(.rectificationRateOrdinary) == "25.0")
    #expect(figures.display(.rectificationRateMajor) == "33.3")
    #expect(figures.display(.rectificationRate) == "28.6")
    #expect(figures.display(.supervisionRate) == "66.7")
  }

  @Test func nilGivesZerosAndSilenceGivesBlanks() throws {
    let figures = try hazards()
    let none = try figures.bureau(wuxi)
    #expect(none[.hazards] == .count(0))
    #expect(none[.rectificationRate]?.text == "")
    #expect(none.display(.rectificationRate) == "/")
    let silent = try figures.bureau(suzhou)
    #expect(silent[.hazards] == nil)
    #expect(silent[.rectificationRate] == nil)
    #expect(silent.display(.rectificationRate) == "")
    #expect(silent[.notCounted] == .count(0))
    #expect(figures.province[.hazards] == .count(8))
    #expect(figures.province[.measures] == nil)
  }

  @Test func zonesAndSectorsAddUpToTheirBureau() throws {
    let figures = try hazards()
    let zones = figures.scopes.filter {
      if case .zone(nanjing, _) = $0.scope { true } else { false }
    }
    #expect(zones.count == 8)
    #expect(zones.compactMap { $0[.hazards]?.count }.reduce(0, +) == 8)
    #expect(try figures.scope(.zone(nanjing, "江苏栖霞经济开发区"))[.hazardsMajor] == .count(3))
    #expect(try figures.scope(.sector("化工及危险化学品"))[.hazards] == .count(8))
    #expect(try figures.scope(.sector("矿山"))[.hazards] == .count(0))
  }

  @Test func zonesOffTheRosterAreScopesOfTheirOwn() throws {
    var sample = SampleMonth()
    sample.add(.measures, 320_100, [["zone": " 某某产业园 "], ["zone": "市本级"], ["zone": "某某产业园"]])
    let figures = MonthlyFigures(try sample.merged())
    #expect(try figures.scope(.zone(nanjing, "某某产业园"))[.measures] == .count(2))
    #expect(try figures.scope(.zone(nanjing, "市本级"))[.measures] == .count(1))
    #expect(try figures.bureau(nanjing)[.measures] == .count(3))
  }

  @Test func zonesOffTheRosterHaveNoneOfWhatTheirBureauReportedElsewhere() throws {
    var sample = SampleMonth()
    sample.add(.measures, 320_100, [["zone": "某某产业园"]])
    sample.add(.hazards, 320_100, [hazard()])
    sample.nils = [(320_100, .accidents)]
    let zone = try MonthlyFigures(sample.merged()).scope(.zone(nanjing, "某某产业园"))
    #expect(zone[.measures] == .count(1))
    #expect(zone[.hazards] == .count(0))
    #expect(zone[.accidents] == .count(0))
    // 南京市 has sent no 典型做法清单.
    #expect(zone[.practices] == nil)
  }

  @Test func scopesStandInTheOrderOfTheContract() throws {
    let scopes = try hazards().scopes.map(\.scope)
    #expect(scopes.first == .bureau(nanjing))
    #expect(scopes.last == .province)
    let bureaus = scopes.compactMap { if case .bureau(let code) = $0 { code } else { nil } }
    #expect(bureaus == [nanjing, wuxi, suzhou])
    let suzhouAt = try #require(scopes.firstIndex(of: .bureau(suzhou)))
    #expect(scopes[..<suzhouAt].contains { if case .zone(wuxi, _) = $0 { true } else { false } })
    #expect(!scopes[..<suzhouAt].contains { if case .zone(suzhou, _) = $0 { true } else { false } })
  }

  @Test func accidentsAreSummedExactly() throws {
    var sample = SampleMonth()
    sample.add(
      .accidents, 320_100,
      [
        accident(
          "江苏栖霞经济开发区",
          [
            "accidents": "1", "deaths": "1", "direct_loss": "0.1", "accidents_ytd": "5",
            "deaths_ytd": "2", "accidents_ytd_prior": "8", "deaths_ytd_prior": "0",
          ]),
        accident(
          "南京经济技术开发区",
          [
            "accidents": "2", "direct_loss": "0.2", "accidents_ytd": "2",
            "accidents_ytd_prior": "0", "deaths_ytd_prior": "0",
          ]),
        accident("江宁经济技术开发区", ["accidents": SampleMonth.unreadable, "direct_loss": "1000"]),
      ])
    sample.previous = [
      .bureau(nanjing): PreviousAccidents(accidents: 5, deaths: nil),
      .zone(nanjing, "江苏栖霞经济开发区"): PreviousAccidents(accidents: 0, deaths: 3),
      .zone(nanjing, "江宁经济技术开发区"): PreviousAccidents(accidents: 1, deaths: nil),
    ]
    let month = MonthlyFigures(try sample.merged())
    let zone = try month.scope(.zone(nanjing, "江苏栖霞经济开发区"))
    #expect(zone[.accidentsMonthOnMonth] == .count(1) && zone[.deathsMonthOnMonth] == .count(-2))
    // Its figure can't be read, or it had none last month.
    for name in ["江宁经济技术开发区", "南京经济技术开发区"] {
      #expect(try month.scope(.zone(nanjing, name))[.accidentsMonthOnMonth] == nil)
    }
    let figures = try month.bureau(nanjing)
    #expect(figures[.accidents] == .count(3))
    #expect(figures[.directLoss]?.text == "1000.3")
    #expect(figures[.notCounted] == .count(1))
    #expect(figures[.accidentsYearOnYear] == .count(-1))
    #expect(figures[.accidentsYearOnYearRate]?.text == "-12.5")
    #expect(figures.display(.deathsYearOnYear) == "+2")
    #expect(figures[.deathsYearOnYearRate]?.text == "")
    #expect(figures.display(.deathsYearOnYearRate) == "—")
    #expect(figures[.accidentsMonthOnMonth] == .count(-2))
    #expect(figures[.deathsMonthOnMonth] == nil)
    #expect(figures[.seriousInjuriesYTD] == nil)
  }

  @Test func zoneWithoutAccidentRowIsBlankUnlessNilIsStated() throws {
    var sample = SampleMonth()
    sample.add(.accidents, 320_100, [accident("江苏栖霞经济开发区")])
    sample.nils = [(320_200, .accidents)]
    let figures = MonthlyFigures(try sample.merged())
    #expect(try figures.scope(.zone(nanjing, "江苏栖霞经济开发区"))[.accidents] == .count(0))
    #expect(try figures.scope(.zone(nanjing, "南京经济技术开发区"))[.accidents] == nil)
    #expect(try figures.scope(.zone(wuxi, "锡山经济技术开发区"))[.accidents] == .count(0))
    #expect(try figures.bureau(wuxi)[.accidents] == .count(0))
    // 零报告 speaks of the month, not of the months before it.
    #expect(try figures.bureau(wuxi)[.accidentsYTD] == nil)
    #expect(figures.province[.accidentsYTD] == .count(0))
  }

  @Test func bureausWithoutCumulativeFiguresAreNamed() throws {
    var sample = SampleMonth()
    sample.add(.accidents, 320_100, [accident("江苏栖霞经济开发区", ["accidents_ytd": "3"])])
    sample.nils = [(320_200, .accidents)]
    let month = try sample.merged()
    let figures = MonthlyFigures(month)
    #expect(figures.withoutCumulative == [wuxi, suzhou])
    let sentences = MonthSummary.sentences(month, figures)
    #expect(
      sentences.contains { $0.contains("1—5 月累计事故 3 起，死亡 0 人（不含未报累计数的无锡市、苏州市）") })
    sample.nils = []
    sample.codes = [320_100]
    let alone = try sample.merged()
    #expect(
      !MonthSummary.sentences(alone, MonthlyFigures(alone)).contains { $0.contains("不含未报") })
  }

  @Test func submissionsAreCountedByState() throws {
    var sample = SampleMonth()
    sample.add(.measures, 320_100, [["zone": "市本级"]])
    sample.add(.practices, 320_100, [["zone": "市本级"]])
    sample.nils = [(320_100, .hazards), (320_200, .hazards)]
    sample.states = [
      (320_100, .practices, .resubmitted, 0), (320_100, .measures, .late, 2),
      (320_200, .accidents, .unreadable, 0),
    ]
    let figures = MonthlyFigures(try sample.merged())
    let first = try figures.bureau(nanjing)
    #expect(first[.submissionsDue] == .count(4))
    #expect(first[.submissionsReceived] == .count(3))
    #expect(first[.submissionsOnTime] == .count(2))
    #expect(first.display(.onTimeRate) == "50.0")
    #expect(figures.province[.submissionsDue] == .count(12))
    #expect(figures.province[.submissionsReceived] == .count(4))
    #expect(figures.province.display(.onTimeRate) == "25.0")
  }

  @Test func balanceHoldsAndIsSummed() throws {
    let figures = try hazards()
    for row in figures.balance + [figures.totalBalance] {
      #expect(row.opening + row.new - row.closed == row.closing)
    }
    #expect(figures.balance.map(\.bureau) == [nanjing, wuxi, suzhou])
    #expect(figures.totalBalance.new == 8)
    #expect(figures.totalBalance.closed == 1)
  }
}
