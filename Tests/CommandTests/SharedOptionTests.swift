import Testing

/// The flags of all commands, at their ends.
@Suite struct SharedOptionTests {
  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "-3000000000", "300000000000"])
  func clockBeyondTheMonthsIsBadUse(epoch: String) throws {
    let ended = try Program.merge.run(
      ["2022-05"], environment: ["SOURCE_DATE_EPOCH": epoch])
    #expect(ended.status == 64)
    #expect(ended.errors.contains("环境变量 SOURCE_DATE_EPOCH“\(epoch)”超出范围"))
  }

  @Test func anyNumberOfJobsIsOne() throws {
    let file = "\(Sandbox.fixtures)/2022-04/常州市.xlsx"
    let arguments = [file, "--now", clock["2022-04"] ?? ""]
    let many = try Program.validate.run(
      arguments + ["--jobs", "9223372036854775807"], isBounded: true)
    #expect(many.status == 0)
    #expect(many.output == (try Program.validate.run(arguments)).output)
  }

  @Test(arguments: ["9999-12-31T00:00:00", "0001-01-01 00:00", "1900-12-31T23:59:59+08:00"])
  func givenClockBeyondTheMonthsIsBadUse(now: String) throws {
    let ended = try Program.merge.run(["2022-05", "--now", now])
    #expect(ended.status == 64)
    #expect(ended.errors.contains("--now“\(now)”超出范围；要在 1901 年到 9997 年之间"))
  }
}
