import Testing

@testable import TemplateFill

@Test(arguments: [
  (#"SUM(B5:B5)+N("{total}")"#, "SUM(B5:B5)", "total"),
  (#"IF(A1="","/",A1 + n( "{ a.b }" ) )"#, #"IF(A1="","/",A1  )"#, "a.b"),
  (#"A1&"+N(""{total}"")"+N("{x}")"#, #"A1&"+N(""{total}"")""#, "x"),
  (#"'a+N("{b}")'!A1"#, #"'a+N("{b}")'!A1"#, nil),
  (#"SUM(B5)+N("a note")"#, #"SUM(B5)+N("a note")"#, nil),
  (#"SUM({1,2})+N(A1)"#, #"SUM({1,2})+N(A1)"#, nil),
  (#"1+N("{open"#, #"1+N("{open"#, nil),
])
func statedValueIsTakenOut(whole: String, formula: String, name: String?) throws {
  let stated = try StatedFormula(Array(whole.utf8))
  #expect(String(decoding: stated.formula, as: UTF8.self) == formula)
  #expect(stated.name == name)
}

@Test(arguments: [
  #"1+N("{a} and {b}")"#, #"1+N("{a}")+N("{b}")"#, #"1+N("{a")"#, #"1+N("\{a\}")"#,
])
func statedValueThatIsNoneIsRefused(whole: String) {
  #expect(throws: PlaceholderText.Fault.self) { try StatedFormula(Array(whole.utf8)) }
}

/// Cells of a filled row 1 with formulas that state their values, as their part has them.
private func filled(_ formulas: String..., values: [String: TemplateValue]) throws -> String {
  let cells = formulas.enumerated().map { index, formula in
    "<c r=\"\(["A", "B", "C", "D", "E", "F"][index])1\"><f>\(formula)</f><v>1</v></c>"
  }
  let book = TestWorkbook(rows: "<row r=\"1\">\(cells.joined())</row>")
  return try book.filled(TemplateData(values: values)).sheet(1)
}

@Test func valueIsStoredByItsType() throws {
  let sheet = try filled(
    #"X1+N("{n}")"#, #"X1+N("{d}")"#, #"X1+N("{t}")"#, #"X1+N("{b}")"#, #"X1+N("{day}")"#,
    #"X1+N("{none}")"#,
    values: [
      "n": .integer(-3), "d": .decimal("12.50"), "t": .text("<—"), "b": .boolean(true),
      "day": TemplateDate(year: 2022, month: 5, day: 31).map { .date($0) } ?? .blank,
      "none": .blank,
    ])
  for cell in [
    #"<c r="A1"><f>X1</f><v>-3</v></c>"#, #"<c r="B1"><f>X1</f><v>12.50</v></c>"#,
    #"<c r="C1" t="str"><f>X1</f><v>&lt;—</v></c>"#, #"<c r="D1" t="b"><f>X1</f><v>1</v></c>"#,
    #"<c r="E1"><f>X1</f><v>44712</v></c>"#, #"<c r="F1" t="str"><f>X1</f><v></v></c>"#,
  ] { #expect(sheet.contains(cell), "\(cell) in \(sheet)") }
}

@Test func formulaOfARepeatedRowStatesTheValuesOfItsRow() throws {
  try TemplateCase(
    "stated values", count: 2,
    rows: row(1, "=A2*2+N(\"{a.n}\")") + row(2, "=SUM(A1:A1)", "=A1+N(\"{n}\")"),
    cells: "A1==A3*2→1 A2==A3*2→2 A3==SUM(A1:A2)→3 B3==A1→7"
  ).check()
}

@Test func statedValueThatDoesNotExistNamesItsCell() {
  #expect(
    throws: TemplateError.unknownValue(
      "tutal", at: TemplatePlace(sheet: "表", cell: "A1"), nearest: ["total"])
  ) { try filled(#"1+N("{tutal}")"#, values: ["total": .integer(1)]) }
  #expect(
    throws: TemplateError.malformedPlaceholder(
      "{a}{b}", at: TemplatePlace(sheet: "表", cell: "A1"))
  ) { try filled(#"1+N("{a}{b}")"#, values: [:]) }
  #expect(
    throws: TemplateError.notANumber("1e", at: TemplatePlace(sheet: "表", cell: "A1"))
  ) { try filled(#"1+N("{n}")"#, values: ["n": .decimal("1e")]) }
}
