import Values

/// The names under which zones are found, folded.
struct ZoneNames: Sendable {
  /// A name within a bureau, or in the whole province for `nil`.
  private struct Place: Hashable {
    let bureau: BureauCode?
    let name: FoldedText
  }

  /// Full names and aliases.
  private var exact: [Place: Int] = [:]
  /// Names without their ordinary parts; -1 where two zones share one.
  private var cores: [Place: Int] = [:]
  /// Core of each zone, by index.
  private var coreOfZone: [FoldedText] = []
  /// Folded names of each bureau, longest first.
  private var bureauNames: [BureauCode: [FoldedText]] = [:]
  private let folding: TextFolding
  /// What a zone's name may begin with: its province, its rank.
  private let prefixes: [FoldedText]

  private static let suffixes = [
    "党工委管委会", "管理委员会", "管委会", "党工委", "经济技术开发区", "经济开发区", "技术开发区", "经开区", "开发区",
    "国家级", "省级", "省", "市",
  ].map(FoldedText.init)
  private static let cityLevelNames = ["市本级", "本级", "市级", "市直", "市直属"].map(FoldedText.init)
  private static let office = FoldedText("局")

  init(zones: [Zone], bureaus: BureauDirectory, folding: TextFolding) {
    self.folding = folding
    let province = [bureaus.province.name] + bureaus.province.aliases
    prefixes = province.map { folding.folded($0) } + ["国家级", "省级"].map(FoldedText.init)
    for bureau in bureaus.bureaus {
      let names = ([bureau.name] + bureau.aliases).map { folding.folded($0) }
      bureauNames[bureau.code] = names.sorted { $0.count > $1.count }
    }
    for (index, zone) in zones.enumerated() {
      for name in [zone.name] + zone.aliases {
        note(folding.folded(name), zone.bureau, index, in: \.exact)
      }
    }
    for (index, zone) in zones.enumerated() {
      let core = self.core(folding.folded(zone.name))
      coreOfZone.append(core)
      var spellings = Set(([zone.name] + zone.aliases).map { self.core(folding.folded($0)) })
      spellings.formUnion(withoutBureau(core, zone.bureau))
      for spelling in spellings { note(spelling, zone.bureau, index, in: \.cores) }
    }
  }

  private mutating func note(
    _ name: FoldedText, _ bureau: BureauCode, _ index: Int,
    in table: WritableKeyPath<ZoneNames, [Place: Int]>
  ) {
    guard !name.isEmpty else { return }
    for place in [Place(bureau: bureau, name: name), Place(bureau: nil, name: name)] {
      let other = self[keyPath: table][place]
      self[keyPath: table][place] = other == nil || other == index ? index : -1
    }
  }

  /// Index of the zone that a text means within a bureau, in the whole province for `nil`.
  func zone(_ text: String, of bureau: BureauCode?) -> Int? {
    let key = folding.folded(text)
    func find(_ name: FoldedText, _ table: [Place: Int]) -> Int? {
      let index = table[Place(bureau: bureau, name: name)]
      return index == -1 ? nil : index
    }
    if let index = find(key, exact) { return index }
    let core = self.core(key)
    // `江苏常州经济开发区` has nothing left but the city's name, which must stay.
    let others = bureau.map { withoutBureau(core, $0) } ?? withoutAnyBureau(core)
    for spelling in [core] + others {
      if let index = find(spelling, cores) { return index }
    }
    return nil
  }

  /// Whether a text names the city itself: `市本级`, `苏州市本级`, `苏州市商务局`.
  func isCityLevel(_ text: String, of bureau: BureauCode?) -> Bool {
    let key = folding.folded(text)
    if Self.cityLevelNames.contains(key) { return true }
    guard let bureau, let names = bureauNames[bureau] else { return false }
    return names.contains { name in
      guard key.begins(with: name) else { return false }
      let rest = FoldedText(key.dropFirst(name.count))
      return Self.cityLevelNames.contains(rest) || (rest.isEmpty && name.ends(with: Self.office))
    }
  }

  /// Indices of the zones most like a text, nearest first.
  func nearest(to text: String, among candidates: Range<Int>, limit: Int) -> [Int] {
    let core = self.core(folding.folded(text))
    let found = Similarity.nearest(to: core, among: coreOfZone[candidates], limit: limit)
    return found.map { candidates.lowerBound + $0 }
  }

  /// A name without the province, 国家级, 管委会, 经济技术开发区 and the like.
  private func core(_ key: FoldedText) -> FoldedText {
    var rest = key[...]
    var isChanged = true
    while isChanged {
      isChanged = false
      for prefix in prefixes where rest.begins(with: prefix) && rest.count > prefix.count {
        rest = rest.dropFirst(prefix.count)
        isChanged = true
      }
      for suffix in Self.suffixes where rest.ends(with: suffix) && rest.count > suffix.count {
        rest = rest.dropLast(suffix.count)
        isChanged = true
      }
    }
    return FoldedText(rest)
  }

  private func withoutBureau(_ core: FoldedText, _ bureau: BureauCode) -> [FoldedText] {
    for name in bureauNames[bureau] ?? [] where core.begins(with: name) && core != name {
      return [self.core(FoldedText(core.dropFirst(name.count)))]
    }
    return []
  }

  private func withoutAnyBureau(_ core: FoldedText) -> [FoldedText] {
    bureauNames.keys.sorted().flatMap { withoutBureau(core, $0) }
  }
}
