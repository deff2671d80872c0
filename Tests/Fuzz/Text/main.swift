import DelimitedText
import Files
import Fuzzing
import Table

// Any bytes as a text table: encoding, delimiter, rows. The first byte chooses how it is read.
Fuzzer.run { bytes in
  let choice = bytes.first ?? 0
  let content = Array(bytes.dropFirst())
  let encodings: [TextEncoding?] = [
    nil, .utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030, .named("UTF-32LE"),
    .named("BIG5"), .named("SHIFT_JIS"),
  ]
  let text: DecodedText?
  if let encoding = encodings[Int(choice & 7)] {
    text = try? decodeText(content, as: encoding)
  } else {
    text = try? decodeText(content)
  }
  guard let text else { return }
  var reader =
    choice & 8 == 0
    ? CSVReader(text.bytes) : CSVReader(text.bytes, delimiter: nil, quote: nil)
  var row = RawRow()
  var number = 0
  while reader.read(into: &row) {
    precondition(row.number > number, "rows are counted")
    number = row.number
    for cell in row.cells {
      precondition(cell.column >= 1 && Int(cell.column) <= reader.fieldCount)
      precondition(!cell.text.isEmpty && Int(cell.text.upperBound) <= row.bytes.count)
    }
  }
  precondition(reader.isAtEnd)
}
