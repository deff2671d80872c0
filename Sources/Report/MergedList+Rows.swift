import JSON
import Ledger
import ListRecords
import ListSchema
import Table
import Values

// The rows of the list, part by part.
extension MergedList {
  /// Rows that stand in one part.
  private struct Run {
    let part: Int
    /// The first row.
    let first: Int
    /// The records that the rows are.
    let records: Range<Int>
  }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for run in runs(of: rows) { write(run, into: &sink) }
  }

  /// Hands what the workbook says of rows in words, whether they are overdue and new, to a sink.
  func writeTitles(rows: Range<Int>, into sink: inout TemplateSink) {
    for run in runs(of: rows) {
      let table = sources[run.part].table
      for record in run.records {
        let row = run.first + record - run.records.lowerBound
        let isOverdue = hazards?.reading.isOverdue(record, of: table) ?? false
        sink.word(isOverdue ? .overdue : .none)
        sink.word(hazards?.ledger.isNew(report: row) ?? false ? .new : .none)
        sink.endRow()
      }
    }
  }

  private func runs(of rows: Range<Int>) -> [Run] {
    var runs: [Run] = []
    var first = rows.lowerBound
    while first < rows.upperBound {
      let (part, record) = place(of: first)
      let end = min(record + rows.upperBound - first, parts[part].table.count)
      runs.append(Run(part: part, first: first, records: record..<end))
      first += end - record
    }
    return runs
  }

  private func write<Sink: ValueSink>(_ run: Run, into sink: inout Sink) {
    let source = sources[run.part]
    let table = source.table
    let (cells, distinct) = (table.cells, table.distinctCells)
    let words = pools[0].texts
    let texts = PartTexts(table, pool: run.part + 1)
    let (fields, hazards, sheets) = (fields, hazards, source.sheets)
    let marks = codes.marks[run.part]
    for record in run.records {
      let row = run.first + record - run.records.lowerBound
      sink.pooled(periodText, of: 0, words, .month)
      sink.pooled(source.code, of: 0, words, .string)
      sink.pooled(source.name, of: 0, words, .string)
      sink.number(row + 1)
      let start = record * table.width
      for index in fields.indices {
        let field = fields[index]
        if field.isHazardNumber, let hazards {
          writeNumber(of: row, hazards, into: &sink)
        } else {
          write(distinct[Int(cells[start + field.index])], as: field, texts, words, into: &sink)
        }
      }
      if let hazards {
        writeFiled(record, hazards, of: table, texts, into: &sink)
      }
      let (sheet, number) = (table.sheetIndex(record), table.row(record))
      sink.pooled(source.file, of: 0, words, .string)
      sink.pooled(sheets[sheet], of: 0, words, .string)
      sink.number(number)
      let isMarked = RowCodes.isMarked(number, marks)
      sink.pooled(isMarked ? codes[run.part, sheet, number] : 0, of: 0, words, .string)
      if table.extras.isEmpty { sink.blank() } else { writeExtras(of: table[record], into: &sink) }
      sink.endRow()
    }
  }

  /// The number that the ledger gives.
  private func writeNumber<Sink: ValueSink>(
    of row: Int, _ hazards: HazardColumns, into sink: inout Sink
  ) {
    if let number = hazards.ledger.number(ofReport: row) {
      sink.number(number)
    } else {
      sink.blank()
    }
  }

  /// The number that was filed, and whether the hazard is overdue.
  private func writeFiled<Sink: ValueSink>(
    _ record: Int, _ hazards: HazardColumns, of table: RecordTable, _ texts: PartTexts,
    into sink: inout Sink
  ) {
    if let field = hazards.numberField, !table.cell(record, field).isBlank {
      writeTrimmed(table.cell(record, field).text, texts, into: &sink)
    } else {
      sink.blank()
    }
    sink.flag(hazards.reading.isOverdue(record, of: table))
  }

  private func writeExtras<Sink: ValueSink>(of record: Record, into sink: inout Sink) {
    let extras = record.extras
    if extras.isEmpty {
      sink.blank()
    } else {
      var json = JSONText()
      json.object { json in
        for extra in extras { json.member(extra.heading, extra.text) }
      }
      sink.text(json.bytes.span)
    }
  }
}
