import Testing

@testable import TemplateFill

/// Row 5 of 表 stands 4 times, row 9 twice; rows 2 and 3 of the other sheet 3 times.
private let maps = [
  "表": RowMap(blocks: [
    RowBlock(rows: 5...5, list: "a", listRows: 4), RowBlock(rows: 9...9, list: "b", listRows: 2),
  ]),
  "it's": RowMap(blocks: [RowBlock(rows: 2...3, list: "a", listRows: 3)]),
]

private func shifted(_ formula: String, row: Int? = nil, grows: Bool = false) -> String {
  let shift = FormulaShift(maps: maps, sheet: "表", row: row, growsCells: grows)
  return String(decoding: shift.shifted(formula.utf8), as: UTF8.self)
}

@Test(arguments: [
  // What stands above stays, what stands below moves, by every list above it.
  ("A1+$B$4", "A1+$B$4"), ("A6", "A9"), ("A10*2", "A14*2"), ("$A$6-A$8", "$A$9-A$11"),
  // Ranges over a repeated row grow with it.
  ("SUM(D5:D5)", "SUM(D5:D8)"), ("SUM($D$5:$E$5)", "SUM($D$5:$E$8)"),
  ("SUM(D4:D5)", "SUM(D4:D8)"), ("SUM(D5:D6)", "SUM(D5:D9)"), ("SUM(D1:D20)", "SUM(D1:D24)"),
  ("SUM(D9:D9)", "SUM(D12:D13)"), ("D5:D5", "D5:D8"), ("SUM(5:5)", "SUM(5:8)"),
  ("SUM(A:A)", "SUM(A:A)"), ("SUM($A:$C)", "SUM($A:$C)"),
  // A single cell stands for the list where a function goes over ranges.
  ("SUM(D5)", "SUM(D5:D8)"), ("sum( D5 )", "sum( D5:D8 )"), ("SUM(A1,D5,B1)", "SUM(A1,D5:D8,B1)"),
  ("AVERAGE(D5)", "AVERAGE(D5:D8)"), ("D5*2", "D5*2"), ("SUM(D5*2)", "SUM(D5*2)"),
  ("SUMIF(A5,A1,D5)", "SUMIF(A5:A8,A1,D5:D8)"), ("SUMIF(A5,A5,D5)", "SUMIF(A5:A8,A5,D5:D8)"),
  ("COUNTIFS(A5,\"x\",B5,B1)", "COUNTIFS(A5:A8,\"x\",B5:B8,B1)"),
  ("SUMIFS(D5,A5,\"x\")", "SUMIFS(D5:D8,A5:A8,\"x\")"),
  ("SUMPRODUCT((A5=1)*D5)", "SUMPRODUCT((A5:A8=1)*D5:D8)"),
  ("IF(D5>0,SUM(D5),0)", "IF(D5>0,SUM(D5:D8),0)"), ("ROUND(D5,1)", "ROUND(D5,1)"),
  // Names, strings, errors and functions that look like cells.
  ("LOG10(A6)+\"A6\"&\"\"\"A6\"", "LOG10(A9)+\"A6\"&\"\"\"A6\""), ("A6&#REF!&A6", "A9&#REF!&A9"),
  ("TAX_A6+A6.B+ABCD6", "TAX_A6+A6.B+ABCD6"), ("总A6", "总A6"), ("1E6+A6", "1E6+A9"),
  ("SUM({1,2;3,4})+A6", "SUM({1,2;3,4})+A9"),
  ("Table1[[#This Row],[A6]]", "Table1[[#This Row],[A6]]"),
  // Other sheets move by their own lists.
  ("表!A6", "表!A9"), ("'表'!A6", "'表'!A9"), ("其他!A6", "其他!A6"),
  ("'it''s'!A4+SUM('IT''S'!A2:A3)", "'it''s'!A8+SUM('IT''S'!A2:A7)"),
  ("[1]表!A6", "[1]表!A6"), ("'[1]表'!A6", "'[1]表'!A6"), ("表:其他!A6", "表:其他!A6"),
  ("SUM('表'!D5)", "SUM('表'!D5:D8)"), ("A6:INDEX(A:A,9)", "A9:INDEX(A:A,9)"),
  // The last row of the sheet does not move out of it.
  ("SUM(A6:A1048576)", "SUM(A9:A1048576)"), ("XFD6", "XFD9"), ("XFE6", "XFE6"),
])
func formulaElsewhereFollowsRows(formula: String, expected: String) {
  #expect(shifted(formula) == expected)
}

@Test(arguments: [
  ("D5*E5", "D#*E#"), ("$D5", "$D#"), ("D$5", "D$5"), ("SUM(C5:E5)", "SUM(C#:E#)"),
  ("SUM(D$5:D5)", "SUM(D$5:D#)"), ("SUM(D5:D$5)", "SUM(D#:D$8)"),
  ("D5/SUM(D$5:D$5)", "D#/SUM(D$5:D$8)"), ("D5/SUM(D$5)", "D#/SUM(D$5:D$8)"),
  ("SUM(D5)", "SUM(D#)"), ("B1*D6", "B1*D9"), ("SUM(D4:D5)", "SUM(D4:D#)"),
  ("SUM(D9)+D5", "SUM(D12:D13)+D#"), ("表!D5+其他!D5", "表!D#+其他!D5"),
])
func formulaOfRepeatedRowStaysOnItsRow(formula: String, expected: String) {
  let shift = FormulaShift(maps: maps, sheet: "表", row: 5)
  let text = shift.pieces(of: Array(formula.utf8)).map { piece in
    switch piece {
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .row(let row, _): row == 5 ? "#" : "#\(row)"
    }
  }
  #expect(text.joined() == expected)
}

@Test func nameOfRepeatedCellStandsForAllCopies() {
  #expect(shifted("表!$D$5", grows: true) == "表!$D$5:$D$8")
  #expect(shifted("表!$A$1,表!$D$9", grows: true) == "表!$A$1,表!$D$12:$D$13")
}

@Test(arguments: [
  ("A1+$A1+A$1+$A$1", "C4+$A4+C$1+$A$1"), ("SUM(A1:B2)", "SUM(C4:D5)"), ("LOG10(A1)", "LOG10(C4)"),
  ("XFD1", "B4"), ("A:A", "C:C"), ("表!A1&\"A1\"", "表!C4&\"A1\""),
])
func sharedFormulaIsWordedForItsCell(formula: String, expected: String) {
  let bytes = FormulaShift.shared(Array(formula.utf8), rows: 3, columns: 2)
  #expect(String(decoding: bytes, as: UTF8.self) == expected)
}

@Test(arguments: [
  "(((", "A1:", "'", "[", "[[']", "\"", "#", "!", "$", "A1:B2:C3", ")", "}{", "'x'!",
])
func brokenFormulaStaysAsItIs(formula: String) {
  #expect(FormulaShift.shared(Array(formula.utf8), rows: 0, columns: 0) == Array(formula.utf8))
}
