/// What a text of a vocabulary field means.
public struct VocabularyMatch: Hashable, Sendable {
  /// Index of the value in ``Vocabulary/values``.
  public let index: Int
  /// Whether the text belongs to another list in use and was folded onto the value; it is shown
  /// so (`危险化学品 → 化工及危险化学品`). A synonym is silent.
  public let isFolded: Bool
}

/// The values a field may take, with the other spellings that mean them.
public struct Vocabulary: Sendable {
  /// Name that fields refer to, `sector`.
  public let name: String
  /// The values, in the order forms offer them.
  public let values: [String]
  private let matches: [FoldedText: VocabularyMatch]
  private let keys: [FoldedText]

  /// A vocabulary of values, synonyms and crosswalk.
  ///
  /// - Parameters:
  ///   - name: Name that fields refer to.
  ///   - values: The values, in the order forms offer them.
  ///   - synonyms: Spelling → value, taken without a word.
  ///   - crosswalk: Entry of another list → value, shown as folded.
  ///   - folding: How spellings are compared.
  ///   - file: The file the vocabulary stands in, for errors.
  /// - Throws: ``SchemaError`` if a spelling has no value, or two.
  init(
    name: String, values: [String], synonyms: [(name: String, text: String)],
    crosswalk: [(name: String, text: String)],
    folding: TextFolding, file: String
  ) throws(SchemaError) {
    guard !values.isEmpty else { throw .emptyVocabulary(file: file, vocabulary: name) }
    let keys = values.map { folding.folded($0) }
    var matches: [FoldedText: VocabularyMatch] = [:]
    for (index, key) in keys.enumerated() {
      guard matches.updateValue(VocabularyMatch(index: index, isFolded: false), forKey: key) == nil
      else { throw .duplicateEntry(file: file, vocabulary: name, entry: values[index]) }
    }
    for (entries, isFolded) in [(synonyms, false), (crosswalk, true)] {
      for (entry, target) in entries {
        guard let index = values.firstIndex(of: target) else {
          throw .unknownTarget(file: file, vocabulary: name, entry: entry, target: target)
        }
        let key = folding.folded(entry)
        guard let other = matches[key] else {
          matches[key] = VocabularyMatch(index: index, isFolded: isFolded)
          continue
        }
        if other.index != index {
          throw .duplicateEntry(file: file, vocabulary: name, entry: entry)
        }
      }
    }
    self.name = name
    self.values = values
    self.keys = keys
    self.matches = matches
  }

  /// The value that a text means.
  ///
  /// - Parameters:
  ///   - text: What a filer wrote.
  ///   - folding: How spellings are compared.
  /// - Returns: `nil` if the text is no value, synonym or crosswalk entry.
  public func match(_ text: String, folding: TextFolding) -> VocabularyMatch? {
    matches[folding.folded(text)]
  }

  /// The values most like a text, nearest first.
  ///
  /// - Parameters:
  ///   - text: What a filer wrote.
  ///   - limit: Most to return.
  /// - Returns: Values; none if the text is like no value.
  public func nearest(to text: String, limit: Int) -> [String] {
    Similarity.nearest(to: FoldedText(text), among: keys, limit: limit).map { values[$0] }
  }
}
