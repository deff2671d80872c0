import Findings
import ListSchema
import Receipts
import Testing
import Values

@testable import Report

@Suite struct HTMLReportTests {
  /// Three bureaus: one whole, one late, one that sent nothing.
  private func sample() -> SampleMonth {
    var sample = SampleMonth()
    sample.add(
      .hazards, 320_100,
      [
        hazard([
          "description": "<script>alert(1)</script> & \"引号\"", "status": "已整改",
          "responsible_person": "王五13800000001",
        ]),
        hazard([
          "level": "重大", "enterprise": "\"\u{0301} onmouseover=\"x", "due_on": "2022-05-20",
          "supervision_level": "省级", "supervision_unit": "某厅",
          "responsible_person": "王五13800000001",
        ]),
        hazard(["level": SampleMonth.unreadable]),
      ])
    sample.add(
      .practices, 320_100,
      [["zone": "市本级", "title": "做法", "contact": "李四", "phone": "0512-66778899"]])
    sample.add(.hazards, 320_200, [hazard(["zone": "锡山经济技术开发区"])])
    sample.add(.accidents, 320_200, [accident("锡山经济技术开发区", ["accidents_ytd": "3"])])
    sample.states = [(320_200, .accidents, .late, 2)]
    sample.nils = [(320_100, .measures)]
    sample.findings = [
      Finding(
        rule: "H010", severity: .warning,
        place: Place(bureau: BureauCode(rawValue: 320_100), file: "320100.xlsx", list: .hazards))
    ]
    sample.inputs = [
      InputFile(file: "<南京>.xlsx", sha256: Digest.hexadecimal(of: [1]), bytes: 10)
    ]
    return sample
  }

  private func page(
    _ sample: SampleMonth? = nil, template: String? = nil
  ) throws -> String {
    let month = try (sample ?? self.sample()).merged()
    let report = try HTMLReport(
      month, MonthlyFigures(month),
      template: PageTemplate(
        template.map { Array($0.utf8) } ?? templateBytes("report.html.mustache"),
        style: templateBytes("report.css"), script: templateBytes("report.js")))
    return String(decoding: report.bytes, as: UTF8.self)
  }

  @Test func textOfFilersIsNeverMarkup() throws {
    let page = try page()
    #expect(page.matches(of: /<script/).count == 1)
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;引号&quot;"))
    #expect(page.contains("&lt;南京&gt;.xlsx"))
    // A combining mark makes one Character of the quote, which an escaping by Character lets by.
    #expect(page.contains("&quot;\u{0301} onmouseover=&quot;x"))
  }

  @Test func everyFigureIsThatOfTheDataFiles() throws {
    let month = try sample().merged()
    let figures = MonthlyFigures(month)
    let package = DataPackage(month, figures)
    var expected: [String: String] = [:]
    for row in try package.table("statistics").rows
    where row["scope"] == "bureau" || row["scope"] == "province" {
      for figure in Figure.allCases {
        expected["\(figure.rawValue) \(row["bureau"] ?? "")"] = row[figure.rawValue]
      }
    }
    for row in try package.table("balance").rows {
      for part in ["opening", "new", "closed", "closing"] {
        expected["balance_\(part) \(row["bureau"] ?? "")"] = row[part]
      }
    }
    var compared = 0
    for row in try page().matches(of: /<tr class="(?:total)?" data-bureau="(\d{6})">(.*?)<\/tr>/) {
      for cell in row.output.2.matches(of: /data-figure="([a-z_]+)">([^<]*)</) {
        guard let figure = expected["\(cell.output.1) \(row.output.1)"] else { continue }
        var text = String(cell.output.2)
        if text.first == "+" { text.removeFirst() }
        if text == "/" || text == "—" { text = "" }
        #expect(text == figure, "\(cell.output.1) of \(row.output.1)")
        compared += 1
      }
    }
    for key in try page().matches(of: /data-figure="([a-z_]+)" data-bureau="(\d{6})">([^<]*)</) {
      #expect(expected["\(key.output.1) \(key.output.2)"] == String(key.output.3))
      compared += 1
    }
    #expect(compared > 100)
  }

  @Test func blankIsNotTakenFromFurtherOut() throws {
    let page = try page()
    #expect(
      page.contains(
        ##"data-bureau="320500"><th scope="row">苏州市</th><td class="number" data-figure="hazards"></td>"##
      ))
    #expect(page.contains(#"<td class="number" data-figure="measures"></td>"#))
  }

  @Test func lateAndMissingAreNamed() throws {
    let page = try page()
    #expect(page.contains("<b>无锡市</b>：事故统计表 2 天"))
    #expect(page.contains("<b>苏州市</b>：全部清单"))
    #expect(page.contains("<b>南京市</b>：事故统计表"))
    #expect(page.contains("按期，零报告"))
  }

  @Test func figuresSayWhomTheyLack() throws {
    #expect(
      try page().contains(
        "<p class=\"caution\">以上隐患数不含苏州市，制度措施、典型做法数不含无锡市、苏州市，事故数不含南京市、苏州市（漏报或无法读取）。</p>"))
    var whole = SampleMonth()
    whole.codes = [320_100]
    whole.nils = [ListName.hazards, .measures, .practices, .accidents].map { (320_100, $0) }
    #expect(try !page(whole).contains("不含南京市"))
  }

  @Test func telephoneNumbersAreMasked() throws {
    let page = try page()
    #expect(!page.contains("13800000001") && !page.contains("66778899"))
    #expect(page.contains("王五138****0001"))
    #expect(page.contains("051*-****8899"))
  }

  @Test func rowsThatEnteredNoTotalAreTold() throws {
    #expect(try page().contains("合计中未计入 1 行"))
    var whole = SampleMonth()
    whole.nils = [(320_100, .hazards)]
    #expect(try !page(whole).contains("合计中未计入"))
  }

  /// Hazards with the longest texts, each in a zone of its own.
  @Test func bigMonthStaysWithinItsSize() throws {
    var sample = SampleMonth()
    let long = String(repeating: "长", count: 2_000)
    for bureau in sample.codes {
      sample.add(
        .hazards, bureau,
        (0..<300).map { number in
          hazard([
            "zone": "某园区\(number)" + String(long.prefix(300)), "description": long,
            "enterprise": "企业\(number)" + String(long.prefix(90)), "level": "重大",
            "responsible_unit": long, "measures": long,
          ])
        })
      sample.add(
        .practices, bureau,
        (0..<110).map { ["zone": "市本级", "title": "做法\($0)", "content": long, "effect": long] })
    }
    sample.inputs = (0..<1_000).map {
      InputFile(
        file: "\($0)-" + String(long.prefix(60)), sha256: Digest.hexadecimal(of: []), bytes: 1)
    }
    let page = try page(sample)
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("全部 900 条见《全省汇总-2022-05.xlsx》和 data/hazards.csv"))
    #expect(page.contains("全部 903 个见 data/statistics.csv"))
    #expect(page.contains("全部 1000 个文件见 run.json"))
    // Every bureau has rows, as many as any other, and says how many it has besides.
    let rests = page.matches(of: /(南京市|无锡市|苏州市)另有 (\d+) [条个]/).map { Int($0.output.2) ?? 0 }
    #expect(rests.count == 6)
    let spread = (rests.prefix(3).max() ?? 0) - (rests.prefix(3).min() ?? 0)
    #expect(spread <= 1)
  }

  @Test func unlikeSetsAreNotComparedUnsaid() throws {
    // 无锡市 has told of this year and not of the last.
    #expect(try page().contains("同比口径不一致") == false)
    var sample = sample()
    sample.add(
      .accidents, 320_500, [accident("昆山经济技术开发区", ["accidents_ytd_prior": "2"])])
    #expect(try page(sample).contains("同比口径不一致：无锡市、苏州市只报了本年累计"))
  }

  @Test func zeroBaseHasNoPercentSign() throws {
    var sample = SampleMonth()
    sample.nils = [(320_100, .hazards)]
    let page = try page(sample)
    #expect(page.contains("督办率 /</dd>") && !page.contains("/%"))
    #expect(page.contains("报送问题隐患 0 条。"))
    sample = SampleMonth()
    sample.add(.hazards, 320_100, [hazard()])
    #expect(try self.page(sample).contains("逾期未完成 0 条。</p>"))
    #expect(page.contains(#"data-bureau="320000">/</b><span></span>"#))
  }

  @Test func pageAllowsItsOwnStyleAndScriptAndNothingElse() throws {
    let page = try page()
    func hash(of element: String) throws -> String {
      let open = try #require(page.firstRange(of: "<\(element)>"))
      let close = try #require(page.firstRange(of: "</\(element)>"))
      return Digest.base64(of: Array(page[open.upperBound..<close.lowerBound].utf8))
    }
    let policy =
      try "default-src 'none'; style-src 'sha256-\(hash(of: "style"))'; "
      + "script-src 'sha256-\(hash(of: "script"))'; base-uri 'none'; form-action 'none'"
    #expect(page.contains("content=\"\(policy)\""))
    #expect(!page.contains(" style=\"") && !page.contains(" onclick") && !page.contains(" src="))
    #expect(!page.contains("http:") && !page.contains("https:"))
  }

  @Test func numbersLeadToTheirRows() throws {
    let page = try page()
    #expect(
      page.contains(
        ##"<a href="#hazards-320100" data-pick="major" data-find="" data-figure="hazards_major">1</a>"##
      ))
    #expect(page.contains(##"<tbody id="hazards-320100" data-bureau="320100" data-name="南京市">"##))
    #expect(
      page.contains(##"<a href="#hazards" data-pick="" data-find="" data-figure="hazards">4</a>"##))
    #expect(page.contains(##"<a href="#checks-320100" data-pick="warning""##))
    // Where there is no row, there is nothing to lead to.
    #expect(!page.contains(##"href="#hazards-320500""##) && !page.contains(">0</a>"))
    #expect(page.matches(of: /<tr data-marks="[a-z ]*overdue[a-z ]*">/).count == 1)
  }

  @Test func rowsWithFindingsAreMarkedAndLeadToThem() throws {
    var sample = sample()
    for rule in ["H010", "H001"] as [RuleCode] {
      sample.findings.append(
        Finding(
          rule: rule, severity: .error,
          place: Place(
            bureau: BureauCode(rawValue: 320_100), file: "320100.xlsx", list: .hazards, row: 5)))
    }
    let page = try page(sample)
    #expect(page.contains("<th scope=\"col\" class=\"\">校验</th></tr>"))
    let links = ["H001", "H010"].map {
      ##"<a href="#checks-320100" data-pick="" data-find="\##($0)">\##($0)</a>"##
    }
    #expect(page.contains("<td class=\"codes\">\(links.joined())</td></tr>"))
    #expect(page.contains("<td class=\"codes\"></td></tr>"))
  }

  @Test func listsAreCountedInTheirUnits() throws {
    var sample = sample()
    sample.add(.measures, 320_500, [["title": "制度"]])
    let page = try page(sample)
    for caption in ["问题隐患清单（4 条）", "制度措施清单（1 项）", "典型做法清单（1 个）", "事故统计表（1 行）"] {
      #expect(page.contains("<caption>\(caption)</caption>"))
    }
  }

  /// Findings stand by bureau on the page, and are numbered as they stand.
  @Test func findingsAreNumberedAsTheyStand() throws {
    var sample = sample()
    sample.findings = [320_200, 320_100].map {
      Finding(rule: "H010", severity: .warning, place: Place(bureau: BureauCode(rawValue: $0)))
    }
    let page = try page(sample)
    let checks = try #require(page.firstRange(of: "<section id=\"checks\""))
    let rows = page[checks.upperBound...].matches(
      of: /data-marks="warning"><td class="number">(\d+)<\/td>/)
    #expect(rows.map(\.output.1) == ["1", "2"])
  }

  @Test func everyAnchorNamedIsThere() throws {
    let page = try page()
    let names = Set(page.matches(of: #/ id="([^"]+)"/#).map { String($0.output.1) })
    for link in page.matches(of: /href="#([^"]+)"/) {
      #expect(names.contains(String(link.output.1)), "\(link.output.1)")
    }
  }

  @Test func chartsTellTheirNumbersInWordsAndTables() throws {
    let page = try page()
    for chart in ["chart-hazards", "chart-states", "chart-accidents"] {
      #expect(page.contains("<figure id=\"\(chart)\">"))
      #expect(page.contains("role=\"img\" aria-labelledby=\"\(chart)-title \(chart)-words\""))
    }
    #expect(page.contains("全省 4 条：已完成整改 1，未完成（未逾期） 2，逾期未完成 1"))
    // The ledger is one month old.
    #expect(!page.contains("chart-trend") && page.contains("台账目前只有一个月"))
    #expect(page.contains("<table class=\"heat\">"))
  }

  @Test func pagesStaySmallHoweverMuchWasSent() throws {
    var sample = SampleMonth()
    for bureau in [Int32(320_100), 320_200, 320_500] {
      sample.add(
        .hazards, bureau,
        (0..<2_000).map { hazard(["description": "隐患\($0)" + String(repeating: "长", count: 500)]) })
    }
    let page = try page(sample)
    #expect(page.utf8.count < 600_000)
    #expect(page.matches(of: /<tr data-marks=/).count == HTMLReport.rowLimit)
    #expect(page.matches(of: /另有 1900 条，见/).count == 3)
  }

  @Test func longListsAreCutWithANote() throws {
    var sample = SampleMonth()
    sample.add(
      .measures, 320_100, (0..<HTMLReport.rowLimit + 3).map { ["title": "制度\($0)号"] })
    let page = try page(sample)
    #expect(page.contains("制度\(HTMLReport.rowLimit - 1)号"))
    #expect(!page.contains("制度\(HTMLReport.rowLimit)号"))
    #expect(page.contains("全部 303 项见《全省汇总-2022-05.xlsx》"))
  }

  @Test func settingsAreToldInWords() throws {
    let page = try page()
    #expect(page.contains("<div><dt>报送期限</dt><dd>次月 3 日 24:00，不顺延</dd></div>"))
    #expect(!page.contains("deadline."))
  }

  @Test func anEmptyMonthStillHasAPage() throws {
    let page = try page(SampleMonth())
    #expect(page.contains("应报清单 12 项，实报 0 项"))
    #expect(page.contains("本月没有报送内容"))
    #expect(page.contains("</html>"))
    // What nobody reported is not counted in any unit.
    #expect(page.matches(of: /<dd><b>未报<\/b><\/dd>/).count == 4)
    #expect(!page.contains("</b><span>起</span>") && !page.contains("死亡  人"))
    #expect(!page.contains("不含"))
  }

  @Test func sameMonthGivesSamePage() throws {
    #expect(try page() == page())
  }

  @Test(arguments: [
    "{{{description}}}", "{{&description}}", "{{ & description }}", "{{ {x} }}",
    "{{\n&x}}", "{{=<% %>=}}<%& x %>", "{{% CONTENT_TYPE:TEXT}}{{x}}",
  ])
  func templatesThatPrintUnescapedTextAreRefused(template: String) throws {
    #expect(throws: PageTemplateError.self) { try page(template: template) }
  }

  @Test func brokenTemplatesAreNamed() throws {
    #expect {
      try page(template: "<p>\n{{#late}}{{name}}")
    } throws: { error in
      guard case PageTemplateError.malformed(let reason)? = error as? PageTemplateError else {
        return false
      }
      return reason.contains("2:")
    }
  }

  @Test func styleThatEndsItselfIsRefused() throws {
    #expect(throws: PageTemplateError.styleEndsEarly) {
      try PageTemplate([], style: Array("p{}</STYLE><b>".utf8))
    }
  }

  @Test(arguments: ["'</Script>'", "<!-- x"])
  func scriptThatEndsItselfIsRefused(script: String) {
    #expect(throws: PageTemplateError.scriptEndsEarly) {
      try PageTemplate([], style: [], script: Array(script.utf8))
    }
  }

  @Test func scriptMakesNoMarkupAndNoCode() throws {
    let script = String(decoding: try templateBytes("report.js"), as: UTF8.self)
    #expect(script.utf8.count < 6_000)
    for word in ["innerHTML", "outerHTML", "insertAdjacent", "eval", "Function(", "document.write"]
    {
      #expect(!script.contains(word), "\(word)")
    }
  }
}
