import ListSchema
import Testing

@Suite struct VocabularyTests {
  let definitions: Definitions

  init() throws { definitions = try TemplateFolder.definitions.get() }

  private func match(_ text: String, _ name: String) throws -> (value: String, isFolded: Bool)? {
    let vocabulary = try #require(definitions.vocabularies[name])
    return vocabulary.match(text, folding: definitions.folding)
      .map { (vocabulary.values[$0.index], $0.isFolded) }
  }

  @Test(arguments: [
    ("已销号", "已销号 已闭环 已办结 已摘牌"), ("已整改", "已整改 已完成 完成整改 整改完毕 整改到位 已整改到位 100% １００％"),
    ("整改中", "整改中 正在整改 推进中 办理中 部分完成 阶段性完成 长期坚持 持续推进"), ("未整改", "未整改 未完成 待整改 未开始"),
  ])
  func statusSynonyms(_ value: String, _ spellings: String) throws {
    for spelling in spellings.split(separator: " ") {
      let match = try #require(try match(String(spelling), "status"), "\(spelling)")
      #expect(match == (value, false))
    }
  }

  @Test(arguments: ["是", "否", "", "整改", "已整改。"])
  func yesAndNoAreNoStatus(_ text: String) throws {
    #expect(try match(text, "status") == nil)
  }

  @Test(arguments: ["一般", "一般隐患", "一般事故隐患", "一 般"]) func ordinary(_ text: String) throws {
    #expect(try #require(try match(text, "level")) == ("一般", false))
  }

  @Test(arguments: ["重大", "重大隐患", "重大事故隱患"]) func major(_ text: String) throws {
    #expect(try #require(try match(text, "level")) == ("重大", false))
  }

  @Test(arguments: [
    ("化工及危险化学品", false), ("交通运输（除道路运输外）", false), ("交通运输(除道路运输外)", false), ("其它", false),
    ("危险化学品", true), ("危險化學品", true), ("消防安全", true), ("工矿商贸", true), ("建筑业", true),
  ])
  func sectorsFold(_ text: String, _ isFolded: Bool) throws {
    #expect(try #require(try match(text, "sector")).isFolded == isFolded)
  }

  /// Wuxi's 32 fields and the two groupings of the accident bulletins.
  @Test(arguments: [
    "宗教活动场所", "文化旅游和体育场所", "油气输送管道", "危险化学品", "冶金等工贸(含非煤矿山)", "烟花爆竹", "火灾防控",
    "教育(校园和校车)", "卫生", "道路交通", "群租房", "建筑施工", "危旧房屋", "城市地下管网", "城镇燃气",
    "交通运输及港口危险化学品", "水上交通运输", "户外广告", "铁路运输", "社会服务机构", "开发区、商业场所和废品回收站",
    "加油站和非法流动加油", "森林防火", "民用航空", "电力", "化工", "民爆物品", "船舶修造", "特种设备", "危废固废", "渔业",
    "农业机械", "煤矿", "金属非金属矿山", "化工和危险化学品", "工矿商贸其他", "工商贸其他", "生产经营性火灾", "水上交通",
    "铁路交通", "民航飞行", "渔业船舶", "农林牧渔业", "采矿业", "商贸制造业", "建筑业", "交通运输和仓储业", "其他行业",
    "化工及危险化学品安全", "矿山安全", "道路运输安全", "交通运输安全(除道路运输外)", "工贸安全", "建筑施工和城镇燃气安全",
    "农林渔业安全", "特种设备安全", "危险废物安全", "功能区安全",
  ])
  func fieldsOfOtherListsAreKnown(_ text: String) throws {
    #expect(try match(text, "sector") != nil)
  }

  @Test func nearestComesFirst() throws {
    let sector = try #require(definitions.vocabularies["sector"])
    #expect(sector.nearest(to: "危险化学品企业", limit: 2).first == "化工及危险化学品")
    #expect(sector.nearest(to: "特种装备", limit: 3).first == "特种设备")
    #expect(sector.nearest(to: "xyz", limit: 3).isEmpty)
    #expect(sector.nearest(to: "", limit: 3).isEmpty)
    let status = try #require(definitions.vocabularies["status"])
    #expect(status.nearest(to: "已经整改", limit: 1) == ["已整改"])
  }
}
