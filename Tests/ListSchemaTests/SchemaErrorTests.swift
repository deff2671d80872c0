import ListSchema
import Testing

/// What the province may get wrong in the files it edits by hand.
@Suite struct SchemaErrorTests {
  private let hazards = "lists/hazards.schema.json"

  private func fault(_ old: String, _ new: String) throws -> SchemaError? {
    try TemplateFolder.fault(in: hazards, replacing: old, by: new)
  }

  @Test func missingKeyNamesTheField() throws {
    #expect(
      try fault(#""kind": "zone","#, "") == .missingKey(file: hazards, field: "zone", key: "kind"))
    #expect(
      try fault(#""title": "隐患部位","#, "")
        == .missingKey(file: hazards, field: "place", key: "title"))
    #expect(
      try fault(#""name": "seq","#, "") == .missingKey(file: hazards, field: "第 1 个", key: "name"))
    #expect(
      try fault(#""title": "问题隐患清单","#, "")
        == .missingKey(file: hazards, field: nil, key: "title"))
    #expect(
      try fault(#""vocabulary": "level","#, "")
        == .missingKey(file: hazards, field: "level", key: "vocabulary"))
  }

  @Test func unknownWordsAreNamed() throws {
    #expect(
      try fault(#""kind": "zone""#, #""kind": "园区""#)
        == .unknownKind(file: hazards, field: "zone", kind: "园区"))
    #expect(
      try fault(#""vocabulary": "level""#, #""vocabulary": "levels""#)
        == .unknownVocabulary(file: hazards, field: "level", name: "levels"))
    #expect(
      try fault(#""month-end""#, #""year-end""#)
        == .badValue(file: hazards, field: "due_on", key: "dateForms", value: "year-end"))
    #expect(
      try fault(#"["已整改", "已销号"]"#, #"["已整改", "已消号"]"#)
        == .badValue(file: hazards, field: "rectified_on", key: "requiredWhen", value: "已消号"))
    #expect(
      try fault(#""name": "hazards""#, #""name": "hazard""#)
        == .wrongListName(file: hazards, name: "hazard"))
    #expect(
      try fault(#""place": "甲类"#, #""plaza": "甲类"#)
        == .unknownField(file: hazards, key: "sample", field: "plaza"))
  }

  @Test func neededFieldCannotBeRemoved() throws {
    #expect(
      try fault(#""name": "due_on""#, #""name": "deadline""#)
        == .missingField(file: hazards, field: "due_on"))
  }

  @Test func headingOfTwoFieldsIsNamed() throws {
    #expect(
      try fault(#""aliases": ["地点","#, #""aliases": ["责任 单位","#)
        == .duplicateHeading(
          file: hazards, heading: "责任单位", first: "place", second: "responsible_unit"))
    #expect(
      try fault(#""name": "place""#, #""name": "zone""#)
        == .duplicateField(file: hazards, field: "zone"))
  }

  @Test func brokenTextIsNamed() throws {
    let cut = TemplateFolder.fault(in: hazards, text: #"{"name": "hazards", "#)
    guard case .notJSON(hazards, _) = cut else {
      Issue.record("\(String(describing: cut))")
      return
    }
    let typed = try fault(#""aliases": ["地点","#, #""aliases": [1, "#)
    guard case .wrongType(hazards, let path, _) = typed else {
      Issue.record("\(String(describing: typed))")
      return
    }
    #expect(path == "fields[5].aliases[0]")
    #expect(
      TemplateFolder.fault { try $0 == "roster.csv" ? [0xCB, 0xD5] : TemplateFolder.bytes($0) }
        == .notUTF8(file: "roster.csv"))
  }

  @Test func absentFileIsNamed() {
    struct Absent: Error {}
    let fault = TemplateFolder.fault { name in
      if name == "vocabularies.json" { throw Absent() }
      return try TemplateFolder.bytes(name)
    }
    guard case .unreadable("vocabularies.json", _) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test func vocabularyFaultsAreNamed() throws {
    let file = "vocabularies.json"
    #expect(
      try TemplateFolder.fault(in: file, replacing: #""待整改": "未整改""#, by: #""待整改": "未整""#)
        == .unknownTarget(file: file, vocabulary: "status", entry: "待整改", target: "未整"))
    #expect(
      try TemplateFolder.fault(in: file, replacing: #""待整改": "未整改""#, by: #""整改中": "未整改""#)
        == .duplicateEntry(file: file, vocabulary: "status", entry: "整改中"))
    #expect(
      try TemplateFolder.fault(in: file, replacing: #"["一般", "重大"]"#, by: "[]")
        == .emptyVocabulary(file: file, vocabulary: "level"))
  }

  @Test(arguments: [
    ("320999,无名开发区,national,", "设区市代码“320999”不在 bureaus.csv 中"),
    ("320400,新区,省级,", "kind 应为 national 或 provincial，不能是“省级”"),
    ("320400,,national,", "缺少开发区名称"),
    ("320400,江苏 武进 经济开发区,provincial,", "“江苏 武进 经济开发区”出现两次"),
  ])
  func rosterLineIsNamed(_ line: String, _ reason: String) throws {
    let text = String(decoding: try TemplateFolder.bytes("roster.csv"), as: UTF8.self)
    let fault = TemplateFolder.fault(in: "roster.csv", text: text + line + "\r\n")
    #expect(fault == .badLine(file: "roster.csv", line: 84, reason: reason))
  }

  @Test func tableFaultsAreNamed() {
    #expect(
      TemplateFolder.fault(in: "roster.csv", text: "a,b\n")
        == .badLine(file: "roster.csv", line: 1, reason: "表头应为 bureau,zone,kind,aliases"))
    #expect(
      TemplateFolder.fault(in: "bureaus.csv", text: "code,name,aliases\n3205,苏州市,\n")
        == .badLine(file: "bureaus.csv", line: 2, reason: "“3205”不是六位行政区划代码"))
    #expect(
      TemplateFolder.fault(
        in: "bureaus.csv", text: "code,name,aliases\n330000,浙江省,\n320000,江苏省,\n")
        == .badLine(file: "bureaus.csv", line: 3, reason: "已有 浙江省，只能有一个省"))
    #expect(
      TemplateFolder.fault(in: "traditional.txt", text: "# x\n隱隐險\n")
        == .badLine(file: "traditional.txt", line: 2, reason: "“險”没有对应的简体字"))
  }

  @Test func descriptionsNameFileAndField() {
    let error = SchemaError.unknownKind(file: hazards, field: "zone", kind: "园区")
    #expect(error.description == "lists/hazards.schema.json：字段“zone”的 kind“园区”无法识别")
    #expect(error.file == hazards)
  }

  @Test func byteOrderMarkAndQuotesAreRead() throws {
    let text = "\u{FEFF}" + String(decoding: try TemplateFolder.bytes("roster.csv"), as: UTF8.self)
    let definitions = try Definitions.load {
      $0 == "roster.csv"
        ? Array((text + "\"320400\",\"甲,乙园区\",provincial,\"甲园；乙园\"").utf8)
        : try TemplateFolder.bytes($0)
    }
    #expect(definitions.roster.zones.contains { $0.name == "甲,乙园区" && $0.aliases == ["甲园", "乙园"] })
  }
}
