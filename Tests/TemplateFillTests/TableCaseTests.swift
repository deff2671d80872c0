import PackageRules
import Testing
import ZipArchive

@testable import TemplateFill

/// A table over heading and list, with a row of totals.
@Test(arguments: [0, 1, 3])
func tableGrowsWithItsList(count: Int) throws {
  var book = TestWorkbook(
    rows: row(1, "编号", "{v}") + row(2, "{a.n}", "=清单[[#This Row],[编号]]*2") + row(3, "合计")
      + row(5, "=SUM(清单[编号])"),
    tail: #"<tableParts count="1"><tablePart r:id="rId1"/></tableParts>"#)
  book.links = [1: [("table", "../tables/table1.xml")]]
  book.parts = [
    (
      "xl/tables/table1.xml",
      """
      <table xmlns="\(TestWorkbook.main)" id="1" name="清单" displayName="清单" ref="A1:B3" totalsRowCount="1">\
      <autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="编号" totalsRowLabel="{v}"/>\
      <tableColumn id="2" name="{v}"><calculatedColumnFormula>A2*2+$A$3</calculatedColumnFormula></tableColumn>\
      </tableColumns></table>
      """
    )
  ]
  let data = TemplateData(
    values: ["v": .text("名称")], lists: ["a": numbers(Array(0..<count))])
  let bytes = try book.filledBytes(data)
  #expect(try PackageCheck(bytes).faults == [])
  let table = try FilledWorkbook(zip: ZipReader(bytes: bytes)).part("xl/tables/table1.xml")
  let last = 1 + max(count, 1)
  #expect(table.contains("ref=\"A1:B\(last + 1)\""))
  #expect(table.contains("<autoFilter ref=\"A1:B\(last)\"/>"))
  #expect(table.contains("name=\"名称\"") && table.contains("totalsRowLabel=\"名称\""))
  #expect(table.contains("<calculatedColumnFormula>A2*2+$A$\(last + 1)<"))
}

@Test func commentsKeepTheirTextAndMove() throws {
  var book = TestWorkbook(
    rows: row(1, "{a.n}") + row(2, "尾"), tail: #"<legacyDrawing r:id="rId2"/>"#)
  book.links = [1: [("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vml1.vml")]]
  let text = "<text><t>{a.n} 是编号，{x} 不是</t></text>"
  book.parts = [
    (
      "xl/comments1.xml",
      "<comments xmlns=\"\(TestWorkbook.main)\"><authors><author>甲</author></authors><commentList>"
        + "<comment ref=\"A1\" authorId=\"0\">\(text)</comment><comment ref=\"A2\" authorId=\"0\">\(text)</comment></commentList></comments>"
    ),
    (
      "xl/drawings/vml1.vml",
      "<xml xmlns:x=\"u:x\"><x:ClientData><x:Anchor>1, 15, 1, 2, 3, 15, 4, 4</x:Anchor><x:Row>1</x:Row></x:ClientData></xml>"
    ),
  ]
  let bytes = try book.filledBytes(TemplateData(lists: ["a": numbers([1, 2, 3])]))
  #expect(try PackageCheck(bytes).faults == [])
  let result = FilledWorkbook(zip: try ZipReader(bytes: bytes))
  let comments = try result.part("xl/comments1.xml")
  #expect(comments.contains("<comment ref=\"A4\" authorId=\"0\">\(text)"))
  let boxes = try result.part("xl/drawings/vml1.vml")
  #expect(boxes.contains("<x:Anchor>1, 15, 3, 2, 3, 15, 6, 4</x:Anchor><x:Row>3</x:Row>"))
}
