import Findings
import Fuzzing
import ListRecords
import MonthlyRun
import Receipts
import Validation
import Values

// Any bytes as a file that was sent, through everything that `validate` does but reading it from
// the disk: format, bureau, lists, rules, and what is printed.
let settings = RunSettings(now: Instant(seconds: 1_654_300_000))
let resources = try Resources(templates: nil)
let run = try ValidateRun(
  .init(inputs: [], period: Period("2022-05")), settings: settings, resources: resources)
Fuzzer.run { bytes in
  let outcome = run.check(bytes, path: "常州市.xlsx")
  _ = TextRenderer(resources.rules, usesColour: true, namesFiles: true).render(outcome.findings)
  _ = outcome.lines(tool: ("validate", "fuzz"), settings: settings, rules: resources.rules)
  precondition(!outcome.files.isEmpty, "a file has a verdict")
  for list in outcome.files.flatMap(\.lists) where list.isChecked {
    let rows = list.accounts.reduce(0) { $0 + $1.account.data }
    precondition(list.records.count == rows, "every row is a record")
  }
}
