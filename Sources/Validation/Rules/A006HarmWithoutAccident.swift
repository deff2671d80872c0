import Findings
import ListRecords
import ListSchema
import Values

/// 没有事故，却有死亡、重伤或损失。
struct A006HarmWithoutAccident: RowRule {
  static let code: RuleCode = "A006"
  private let accidents: Int
  private let deaths: Int
  private let injuries: Int
  private let loss: Int

  init?(_ scope: RuleScope) {
    guard let accidents = scope[.accidents], let deaths = scope[.deaths],
      let injuries = scope[.seriousInjuries], let loss = scope[.directLoss]
    else { return nil }
    self.accidents = accidents
    self.deaths = deaths
    self.injuries = injuries
    self.loss = loss
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard record.count(accidents) == 0 else { return }
    for field in [deaths, injuries, loss] {
      guard let figure = record.figure(field), figure > .zero else { continue }
      sink.emit(Self.code, at: record, field, related: [accidents])
    }
  }
}
