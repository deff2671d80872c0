import Findings
import ListSchema
import Receipts
import Testing
import Values

@testable import Report

@Suite struct CircularPageTests {
  /// 南京市 has faults in one list, 无锡市 is late with one and its other lists can't be told from
  /// missing, 苏州市 sent nothing.
  private func sample() -> SampleMonth {
    var sample = SampleMonth()
    for list in [ListName.hazards, .measures, .practices, .accidents] {
      sample.nils.append((320_100, list))
    }
    sample.add(.hazards, 320_200, [hazard()])
    sample.states = [
      (320_200, .accidents, .late, 2), (320_200, .measures, .late, 1),
      (320_200, .practices, .unreadable, nil),
    ]
    let code = BureauCode(rawValue: 320_100)
    sample.findings = [
      Finding(
        rule: "H001", severity: .error,
        place: Place(bureau: code, file: "<b>.xlsx", list: .hazards)),
      Finding(
        rule: "H001", severity: .error, place: Place(bureau: code, file: "a.xlsx", list: .hazards)),
      Finding(
        rule: "H010", severity: .warning,
        place: Place(bureau: code, file: "a.xlsx", list: .hazards)),
      Finding(
        rule: "D001", severity: .error,
        place: Place(bureau: BureauCode(rawValue: 320_200), list: .accidents)),
    ]
    return sample
  }

  private func page(_ sample: SampleMonth) throws -> String {
    let month = try sample.merged()
    let template = try PageTemplate(
      templateBytes("circular.html.mustache"), style: templateBytes("report.css"))
    return String(
      decoding: CircularPage(month, MonthlyFigures(month), template: template).bytes,
      as: UTF8.self)
  }

  private func reminder(of bureau: Int32, in sample: SampleMonth) throws -> String {
    let month = try sample.merged()
    let entry = Circular(month).entries.first { $0.bureau.code.rawValue == bureau }
    return Reminder(try #require(entry), month).text
  }

  @Test func bureausAreRankedByTimeAndByQuality() throws {
    let circular = Circular(try sample().merged())
    #expect(circular.entries.map(\.timeRank) == [1, 2, 3])
    // What did not come, or could not be read, has no faults to be counted.
    #expect(circular.entries.map(\.qualityRank) == [1, nil, nil])
    #expect(circular.byTime.map(\.bureau.name) == ["南京市", "无锡市", "苏州市"])
    #expect(circular.byQuality.map(\.bureau.name) == ["南京市", "无锡市", "苏州市"])
  }

  @Test func wholeReportsAreRankedByTheirFaults() throws {
    var sample = sample()
    sample.codes = [320_100, 320_500]
    sample.nils += [ListName.hazards, .measures, .practices, .accidents].map { (320_500, $0) }
    #expect(Circular(try sample.merged()).entries.map(\.qualityRank) == [2, 1])
    let page = try page(sample)
    #expect(page.contains("有漏报或无法读取的清单的不排名"))
  }

  @Test func equalsShareARank() throws {
    var sample = SampleMonth()
    sample.nils = [320_200, 320_500].map { ($0, .hazards) }
    #expect(Circular(try sample.merged()).entries.map(\.timeRank) == [3, 1, 1])
  }

  @Test func beingLateIsNoFaultOfQuality() throws {
    let circular = Circular(try sample().merged())
    #expect(circular.entries[0].returned == [.hazards])
    #expect(circular.entries[0].counts.errors == 2 && circular.entries[0].counts.warnings == 1)
    #expect(circular.entries[1].counts.errors == 0 && circular.entries[1].returned.isEmpty)
    #expect(circular.entries[1].daysLate == 3)
  }

  @Test func reminderOfFaultsNamesThem() throws {
    let text = try reminder(of: 320_100, in: sample())
    #expect(text.hasPrefix("南京市商务局：\n　　你局2022年5月"))
    #expect(text.contains("期限为2022年6月3日24:00。截至2022年6月4日08:00"))
    #expect(text.contains("　　退回修改：问题隐患清单错误 2 处（整改时限早于排查日期 2 处）。"))
    #expect(!text.contains("一、") && !text.contains("迟报") && !text.contains("未报送"))
    #expect(text.hasSuffix("江苏省商务厅\n　　2022年6月4日"))
  }

  @Test func reminderOfTheLateNumbersItsPoints() throws {
    let text = try reminder(of: 320_200, in: sample())
    #expect(text.contains("一、无法读取：典型做法清单。"))
    #expect(text.contains("二、迟报：制度措施清单（迟 1 天）、事故统计表（迟 2 天）。"))
  }

  /// What is wrong with a file is said, and not guessed from its list's state.
  @Test func reminderNamesTheFileAndItsFault() throws {
    var sample = sample()
    let code = BureauCode(rawValue: 320_200)
    sample.add(.practices, 320_200, [], file: "无锡市-典型做法清单.csv")
    for file in ["无锡市-典型做法清单.csv", "无锡市-扫描件.csv"] {
      sample.findings.append(
        Finding(rule: "F008", severity: .error, place: Place(bureau: code, file: file)))
    }
    let text = try reminder(of: 320_200, in: sample)
    #expect(
      text.contains(
        "一、无法读取：典型做法清单（无锡市-典型做法清单.csv：报告期不符）。报错文件的，换成当月的文件。\n"))
    #expect(text.contains("二、另有文件未采用：无锡市-扫描件.csv：报告期不符。报错文件的，换成当月的文件。\n"))
    #expect(!text.contains("密码") && !text.contains("校验意见"))
  }

  @Test func reminderOfAnEmptyListNamesItsFile() throws {
    var sample = sample()
    sample.add(.measures, 320_500, [], file: "苏州市.xlsx")
    sample.states.append((320_500, .measures, .missing, nil))
    #expect(
      try reminder(of: 320_500, in: sample).contains(
        "未报送：问题隐患清单、制度措施清单（收到的 苏州市.xlsx 中是空表，没有写明“无”）、典型做法清单、事故统计表。请即补报"))
  }

  @Test func reminderOfTheSilentAsksForEverything() throws {
    let text = try reminder(of: 320_500, in: sample())
    #expect(text.contains("未报送：全部 4 项清单。") && text.contains("零报告"))
  }

  @Test func whoIsInOrderIsNotReminded() throws {
    var sample = SampleMonth()
    sample.codes = [320_100]
    sample.nils = [ListName.hazards, .measures, .practices, .accidents].map { (320_100, $0) }
    let page = try page(sample)
    #expect(page.contains("无需催报") && !page.contains("<pre>"))
    #expect(page.contains("<dt>全部按期且无退回</dt><dd>南京市</dd>"))
    #expect(page.contains("按期率 100.0%；其中零报告 4 项。"))
  }

  @Test func pageSaysWhoAndHowMany() throws {
    let page = try page(sample())
    #expect(page.contains("应报清单 12 项，实报 7 项，按期 5 项，按期率 41.7%"))
    #expect(page.contains("<dt>漏报</dt><dd>苏州市</dd>"))
    #expect(page.contains("<dt>迟报</dt><dd>无锡市</dd>"))
    #expect(page.contains("<dt>退回修改</dt><dd>南京市</dd>"))
    #expect(page.matches(of: /<pre>/).count == 3)
    #expect(page.contains("<pre>苏州市商务局："))
  }

  @Test func pageCarriesNoScriptAndNoAddress() throws {
    let page = try page(sample())
    #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    #expect(!page.contains("{{") && page.contains("default-src 'none'"))
    #expect(try page == self.page(sample()))
  }
}
