import ListSchema
import Testing

@testable import Intake

@Suite struct LabelledTextTests {
  private func pieces(_ text: String) -> [LabelledText] {
    LabelledText.pieces(of: shipped.folding.key(text))
  }

  @Test func lineIsTakenApartAtItsLabels() {
    #expect(
      pieces("填报单位（盖章）：苏州市商务局   报告期：2022年5月  填报日期：2022年6月2日") == [
        LabelledText(label: .bureau, value: "苏州市商务局"),
        LabelledText(label: .period, value: "2022年5月"),
        LabelledText(label: .day, value: "2022年6月2日"),
      ])
  }

  @Test func unitIsNoBureau() {
    #expect(pieces("（单位：起、人、万元）") == [LabelledText(label: .unit, value: "起、人、万元")])
    #expect(pieces("单位：苏州市商务局") == [LabelledText(label: .bureau, value: "苏州市商务局")])
  }

  @Test func labelAloneHasNoValue() {
    #expect(pieces("填报单位：") == [LabelledText(label: .bureau, value: "")])
  }

  @Test func wordsInATitleAreNoLabels() {
    #expect(pieces("2022年5月份生产经营单位隐患清单").map(\.label) == [nil])
  }
}
