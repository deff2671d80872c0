extension HeadingIndex {
  /// Folded headings of a field: group and leaf together, and the leaf alone.
  static func keys(of field: Field, folding: TextFolding) -> [(key: String, isJoined: Bool)] {
    let titles = ([field.title] + field.aliases).map { base($0, folding) }
    guard field.group != nil else {
      return ([field.heading, field.title] + field.aliases)
        .map { (base($0, folding), true) }
    }
    var keys = [(key: base(field.heading, folding), isJoined: true)]
    for title in titles {
      for group in groupNames(of: field, folding: folding) {
        keys.append((group + title, true))
        keys.append((title + group, true))
      }
    }
    return keys + titles.map { ($0, false) }
  }

  /// Folded spellings of a field's group; none if it has no group.
  static func groupNames(of field: Field, folding: TextFolding) -> [String] {
    guard let group = field.group else { return [] }
    var names: [String] = []
    for spelling in [group] + field.groupAliases {
      let name = PeriodWords.replaced(in: base(spelling, folding), year: nil)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Finds a heading that means two fields.
  ///
  /// - Throws: ``SchemaError/duplicateHeading(file:heading:first:second:)``. The leaf alone may
  ///   be shared by fields of different groups.
  static func checkHeadings(
    of list: ListDefinition, folding: TextFolding, file: String
  ) throws(SchemaError) {
    var owners: [String: Field] = [:]
    for field in list.fields {
      for (key, isJoined) in keys(of: field, folding: folding) {
        guard let owner = owners[key] else {
          owners[key] = field
          continue
        }
        if owner.key == field.key { continue }
        if !isJoined, owner.group != nil, owner.group != field.group { continue }
        throw .duplicateHeading(
          file: file, heading: key, first: owner.key.rawValue, second: field.key.rawValue)
      }
    }
  }

  private static func base(_ text: String, _ folding: TextFolding) -> String {
    FoldedHeading(text, folding: folding).base
  }
}

/// Months in headings, which change with the reporting month.
enum PeriodWords {
  /// A folded heading with its leading month in the words of the form: `1-5月` and `1—本月` as
  /// `累计`, `5月份` as `本月`, the same of the year before as `上年同期`.
  ///
  /// - Parameters:
  ///   - text: A folded heading.
  ///   - year: Year of the reporting month, if known.
  /// - Returns: The heading, unchanged if it begins with no month.
  static func replaced(in text: String, year: Int?) -> String {
    var rest = Array(FoldedHeading.withPlainDashes(text))[...]
    let stated = takeNumber(&rest, digits: 4...4, suffix: "年")
    let word: String
    if takeRange(&rest) {
      word = "累计"
    } else if takeNumber(&rest, digits: 1...2, suffix: "月") != nil {
      word = "本月"
    } else if let stated, let year, stated == year - 1 {
      word = ""
    } else {
      return text
    }
    for suffix in ["份", "累计", "同期", "累计"] where rest.starts(with: suffix) {
      if suffix != "同期" || word.isEmpty { rest = rest.dropFirst(suffix.count) }
    }
    if let stated, let year, stated == year - 1 { return (word == "本月" ? "上年" : "上年同期") + rest }
    return word + rest
  }

  /// Takes `1-5月`, `1-本月`.
  private static func takeRange(_ rest: inout ArraySlice<Character>) -> Bool {
    var copy = rest
    guard copy.popFirst() == "1" else { return false }
    if copy.first == "月" { copy.removeFirst() }
    guard copy.popFirst() == "-" else { return false }
    if copy.starts(with: "本月") {
      copy = copy.dropFirst(2)
    } else if takeNumber(&copy, digits: 1...2, suffix: "月") == nil {
      return false
    }
    rest = copy
    return true
  }

  private static func takeNumber(
    _ rest: inout ArraySlice<Character>, digits: ClosedRange<Int>, suffix: Character
  ) -> Int? {
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.contains(number.count), rest.dropFirst(number.count).first == suffix else {
      return nil
    }
    rest = rest.dropFirst(number.count + 1)
    return Int(String(number))
  }
}
