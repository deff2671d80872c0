public import Values

/// A 设区市商务局.
public struct Bureau: Sendable, Equatable {
  /// The city's code of GB/T 2260.
  public let code: BureauCode
  /// The city's name, `苏州市`.
  public let name: String
  /// Other names of the city and its bureau.
  public let aliases: [String]
}

/// The bureaus of the province, and their names in folder names, file names and on forms.
public struct BureauDirectory: Sendable {
  /// A name and what it stands for: a bureau, or `nil` for a word that only looks like one.
  private struct Term {
    let name: FoldedText
    let code: BureauCode?
    /// Latin names and codes count as whole words only: `suzhou`, `320500`.
    let isWord: Bool
  }

  /// The bureaus, in code order.
  public let bureaus: [Bureau]
  /// The province that they report to, by its own code, `320000`.
  public let province: Bureau
  /// Terms by their first character, longest first.
  private let terms: [UInt16: [Term]]
  private let folding: TextFolding

  /// A directory of bureaus.
  ///
  /// - Parameters:
  ///   - bureaus: The bureaus.
  ///   - province: Their province; `nil` for the one that the first bureau's code tells.
  ///   - lookalikes: Words that hold a bureau's name and mean no bureau.
  ///   - folding: How names are compared.
  init(bureaus: [Bureau], province: Bureau?, lookalikes: [String], folding: TextFolding) {
    self.bureaus = bureaus.sorted { $0.code < $1.code }
    self.province = province ?? Self.province(of: self.bureaus)
    self.folding = folding
    var terms: [UInt16: [Term]] = [:]
    func add(_ text: String, _ code: BureauCode?) {
      let name = folding.folded(text)
      guard let first = name.first else { return }
      terms[first, default: []]
        .append(Term(name: name, code: code, isWord: name.allSatisfy { $0 < 0x80 }))
    }
    for bureau in self.bureaus {
      for name in [bureau.name, bureau.code.description] + bureau.aliases { add(name, bureau.code) }
    }
    for word in lookalikes { add(word, nil) }
    self.terms = terms.mapValues { $0.sorted { $0.name.count > $1.name.count } }
  }

  /// The province of bureaus whose file does not name it.
  private static func province(of bureaus: [Bureau]) -> Bureau {
    let code = bureaus.first?.code.province ?? .province
    return code == .province
      ? Bureau(code: code, name: "江苏省", aliases: ["江苏"])
      : Bureau(code: code, name: "全省", aliases: [])
  }

  /// The bureau of a code.
  ///
  /// - Parameter code: A code of GB/T 2260.
  /// - Returns: `nil` if no bureau has it.
  public subscript(code: BureauCode) -> Bureau? { bureaus.first { $0.code == code } }

  /// The bureaus that a folder name, a file name or a 填报单位 line names.
  ///
  /// At each place the longest name counts. County-level cities are no bureaus: `常熟`, `昆山`
  /// name none.
  ///
  /// - Parameter text: The name or line, in any spelling.
  /// - Returns: The codes, each once: Chinese names in the order of the text, then Latin names
  ///   and codes.
  public func recognise(_ text: String) -> [BureauCode] {
    // White space parts Latin words, yet may stand inside a Chinese name.
    let found = codes(in: folding.folded(text), areWords: false)
    return found
      + codes(in: FoldedText(folding.text(text)), areWords: true).filter { !found.contains($0) }
  }

  /// The bureaus whose names are most like a text that names none.
  ///
  /// - Parameter text: The text.
  /// - Returns: The bureaus, the most alike first; none where nothing is alike enough.
  public func nearest(to text: String) -> [Bureau] {
    let names = bureaus.flatMap { bureau in
      ([bureau.name] + bureau.aliases).map { (bureau: bureau, name: folding.folded($0)) }
    }
    let near = Similarity.nearest(
      to: folding.folded(text), among: names.map(\.name), limit: 5, least: 500)
    return near.map { names[$0].bureau }.reduce(into: []) { bureaus, bureau in
      if !bureaus.contains(bureau) { bureaus.append(bureau) }
    }
  }

  private func codes(in key: FoldedText, areWords: Bool) -> [BureauCode] {
    var found: [BureauCode] = []
    var place = 0
    while place < key.count {
      guard let term = longestTerm(at: place, in: key, areWords: areWords) else {
        place += 1
        continue
      }
      if let code = term.code, !found.contains(code) { found.append(code) }
      place += term.name.count
    }
    return found
  }

  private func longestTerm(at place: Int, in key: FoldedText, areWords: Bool) -> Term? {
    terms[key[place]]?.first { term in
      let end = place + term.name.count
      guard term.isWord == areWords, end <= key.count,
        key[place..<end].elementsEqual(term.name)
      else { return false }
      guard areWords else { return true }
      let letters: ClosedRange<UInt16> = term.name[0] <= 0x39 ? 0x30...0x39 : 0x61...0x7A
      return !(place > 0 && letters.contains(key[place - 1]))
        && !(end < key.count && letters.contains(key[end]))
    }
  }
}
