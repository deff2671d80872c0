import Table
import XMLStream

/// The comments of one worksheet (ECMA-376 Part 1, 18.7.6 `comments`).
///
/// Those of our author are taken out, and our text behind other people's, before new ones come in:
/// an earlier copy leaves nothing behind.
struct CommentPart {
  /// Who writes our comments.
  static let author = "省商务厅校验"
  /// What stands between somebody's comment and ours on the same cell.
  private static let divider = "———— 省商务厅校验 ————"

  /// Cells that bear somebody else's comment.
  private(set) var others: Set<CellReference> = []
  /// Cells that bore a comment of ours alone.
  private(set) var removed: Set<CellReference> = []
  private let part: String
  private let bytes: [UInt8]
  private var authors: [String] = []

  /// A part without comments.
  static func empty(namespace: String) -> [UInt8] {
    Array(
      "\(xmlDeclaration)<comments xmlns=\"\(namespace)\"><authors/><commentList/></comments>".utf8)
  }

  /// Reads a part.
  init(part: String, bytes: [UInt8]) throws(ReturnCopyError) {
    self.part = part
    self.bytes = bytes
    var scanner = MarkupScanner(part: part, bytes: bytes)
    while let token = try scanner.next() {
      guard scanner.level == 3, token == .start || token == .empty else { continue }
      if scanner.isNamed("author") {
        authors.append(try Self.elementText(&scanner, token))
      } else if scanner.isNamed("comment"), let cell = try Self.cell(scanner) {
        if try isOurs(scanner) { removed.insert(cell) } else { others.insert(cell) }
      }
    }
  }

  /// Whether an earlier copy left comments of ours, or text in another's.
  var bearsOurs: Bool {
    !removed.isEmpty || bytes.place(of: Self.divider, from: 0) != nil
  }

  private func isOurs(_ scanner: MarkupScanner) throws(ReturnCopyError) -> Bool {
    try author(scanner) == Self.author
  }

  private func author(_ scanner: MarkupScanner) throws(ReturnCopyError) -> String? {
    guard let number = try scanner.number("authorId"), authors.indices.contains(number) else {
      return nil
    }
    return authors[number]
  }

  private static func cell(_ scanner: MarkupScanner) throws(ReturnCopyError) -> CellReference? {
    try scanner.text("ref").flatMap { CellReference($0.utf8) }
  }

  private static func elementText(
    _ scanner: inout MarkupScanner, _ token: MarkupScanner.Token
  ) throws(ReturnCopyError) -> String {
    guard token == .start else { return "" }
    let start = scanner.range.upperBound
    let level = scanner.level
    while let token = try scanner.next(), !(token == .end && scanner.level == level) {}
    return Markup.text(of: scanner.bytes[start..<scanner.range.lowerBound])
  }

  // MARK: Writing

  /// The part with new comments, one a cell; where somebody's stands, ours follows his in it.
  ///
  /// The companion of a threaded comment, which Excel writes anew from the thread, stays as it is.
  func written(_ texts: [CellReference: String]) throws(ReturnCopyError) -> [UInt8] {
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var copy = MarkupCopy(of: bytes)
    let number = authors.firstIndex(of: Self.author) ?? authors.count
    let needsAuthor = number == authors.count && texts.keys.contains { !others.contains($0) }
    while let token = try scanner.next() {
      let prefix = String(decoding: scanner.prefix, as: UTF8.self)
      switch (scanner.level, token) {
      case (2, .empty), (2, .end):
        var addition = ""
        if scanner.isNamed("authors"), needsAuthor {
          addition = "<\(prefix)author>\(Self.author)</\(prefix)author>"
        } else if scanner.isNamed("commentList") {
          for cell in texts.keys.sorted() where !others.contains(cell) {
            addition += Self.comment(
              texts[cell] ?? "", at: cell, author: number, prefix: prefix)
          }
        }
        guard !addition.isEmpty else { continue }
        if token == .empty {
          copy.fill(Array(addition.utf8), emptyAt: scanner)
        } else {
          copy.insert(addition, at: scanner.range.lowerBound)
        }
      case (3, .start):
        guard scanner.isNamed("comment"), let cell = try Self.cell(scanner) else { continue }
        let start = scanner.range.lowerBound
        let ours = try isOurs(scanner)
        let isThreaded = try author(scanner)?.hasPrefix("tc=") ?? false
        try scanner.skipElement()
        let range = start..<scanner.range.upperBound
        if ours {
          copy.replace(range, with: [])
        } else if !isThreaded {
          let comment = Array(bytes[range])
          let changed = try appending(texts[cell], to: try withoutOurs(comment))
          if changed != comment { copy.replace(range, with: changed) }
        }
      default: break
      }
    }
    return copy.finish()
  }

  private static func comment(
    _ text: String, at cell: CellReference, author: Int, prefix: String
  ) -> String {
    "<\(prefix)comment ref=\"\(cell)\" authorId=\"\(author)\"><\(prefix)text>"
      + run(text, prefix: prefix) + "</\(prefix)text></\(prefix)comment>"
  }

  private static func run(_ text: String, prefix: String) -> String {
    "<\(prefix)r><\(prefix)rPr><\(prefix)sz val=\"9\"/><\(prefix)rFont val=\"宋体\"/></\(prefix)rPr>"
      + "<\(prefix)t xml:space=\"preserve\">\(CellMarkup.escaped(text))</\(prefix)t></\(prefix)r>"
  }

  /// A comment with our text behind its own, in a run of its own.
  private func appending(_ text: String?, to comment: [UInt8]) throws(ReturnCopyError) -> [UInt8] {
    guard let text else { return comment }
    var scanner = MarkupScanner(part: part, bytes: comment)
    var copy = MarkupCopy(of: comment)
    var isDone = false
    func run(_ prefix: String) -> String { Self.run("\n\(Self.divider)\n\(text)", prefix: prefix) }
    while let token = try scanner.next() {
      let prefix = String(decoding: scanner.prefix, as: UTF8.self)
      switch (scanner.level, token) {
      case (3, .start) where scanner.isNamed("t"):
        // Text without runs becomes a run, as only runs may follow one another.
        let start = scanner.range.lowerBound
        copy.insert("<\(prefix)r>", at: start)
        try scanner.skipElement()
        copy.insert("</\(prefix)r>", at: scanner.range.upperBound)
      case (3, .start), (3, .empty):
        if !isDone, scanner.isNamed("rPh") || scanner.isNamed("phoneticPr") {
          copy.insert(run(prefix), at: scanner.range.lowerBound)
          isDone = true
        }
        if token == .start { try scanner.skipElement() }
      case (2, .end) where scanner.isNamed("text") && !isDone:
        copy.insert(run(prefix), at: scanner.range.lowerBound)
        isDone = true
      case (2, .empty) where scanner.isNamed("text"):
        copy.fill(Array(run(prefix).utf8), emptyAt: scanner)
        isDone = true
      default: break
      }
    }
    return copy.finish()
  }

  /// A comment without what an earlier copy put behind its text.
  private func withoutOurs(_ comment: [UInt8]) throws(ReturnCopyError) -> [UInt8] {
    var scanner = MarkupScanner(part: part, bytes: comment)
    var copy = MarkupCopy(of: comment)
    var isBehind = false
    while let token = try scanner.next() {
      guard token == .start, scanner.isNamed("t") || scanner.level == 3 && scanner.isNamed("r")
      else { continue }
      let element = scanner.range
      if isBehind {
        if scanner.level == 3 {
          try scanner.skipElement()
          copy.replace(element.lowerBound..<scanner.range.upperBound, with: [])
        }
        continue
      }
      guard scanner.isNamed("t") else { continue }
      try scanner.skipElement()
      let text = element.upperBound..<scanner.range.lowerBound
      guard var place = comment.place(of: Self.divider, from: text.lowerBound),
        place < text.upperBound
      else { continue }
      if place > text.lowerBound, comment[place - 1] == 0x0a { place -= 1 }
      copy.replace(place..<text.upperBound, with: [])
      isBehind = true
    }
    return copy.finish()
  }
}

/// Text in a worksheet's parts.
enum CellMarkup {
  /// Text as the content of a `t` element: what looks like an escape (`_x000D_`) is kept from being
  /// read as one (ECMA-376 Part 1, 22.9.2.19 `ST_Xstring`).
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text.replacing("_x", with: "_x005F_x").utf8, in: .text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
