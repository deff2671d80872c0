import Workbook
import XMLStream
import ZipArchive

/// The parts of a workbook: those of the file as they are, some changed, some new.
struct PackageParts {
  /// Largest part that is marked, in bytes.
  static let partLimit = 256 << 20

  private let zip: ZipReader
  private var changed: [String: [UInt8]] = [:]
  /// New parts, in the order they were added.
  private var added: [String] = []

  init(_ zip: ZipReader) { self.zip = zip }

  /// Whether there is a part of this name.
  func has(_ part: String) -> Bool {
    changed[Self.key(part)] != nil || zip.entry(named: part) != nil
  }

  /// The names of the file's entries.
  var names: [String] { zip.entries.map(\.text) }

  /// The data of a part, in UTF-8.
  func read(_ part: String) throws(ReturnCopyError) -> [UInt8] {
    if let bytes = changed[Self.key(part)] { return bytes }
    guard let entry = zip.entry(named: part) else { throw .missingPart(part) }
    guard entry.size <= Self.partLimit else {
      throw .tooLarge(part: part, limit: Self.partLimit)
    }
    let bytes: [UInt8]
    do throws(ZipError) {
      bytes = try zip.read(entry)
    } catch {
      throw .archive(part: part)
    }
    return try Self.inUTF8(bytes, part: part)
  }

  /// Sets the data of a part, whether it is there or new.
  mutating func write(_ bytes: [UInt8], to part: String) {
    let key = Self.key(part)
    if changed.updateValue(bytes, forKey: key) == nil, zip.entry(named: part) == nil {
      added.append(part)
    }
  }

  /// A name for a new part: `stem`, the first number that is free, `suffix`.
  func freeName(_ stem: String, _ suffix: String) -> String {
    var number = 1
    while has("\(stem)\(number)\(suffix)") { number += 1 }
    return "\(stem)\(number)\(suffix)"
  }

  /// The archive: entries that were not changed as they are, in their order, new ones behind.
  func archive(level: Int) throws(ReturnCopyError) -> [UInt8] {
    do throws(ZipError) {
      var writer = try ZipWriter(level: level)
      for entry in zip.entries {
        if let bytes = changed[Self.key(entry.text)] {
          try writer.addEntry(entry.text, bytes)
        } else {
          writer.addRaw(entry, data: try zip.rawData(entry))
        }
      }
      for part in added { try writer.addEntry(part, changed[Self.key(part)] ?? []) }
      return writer.finish()
    } catch {
      throw .archive(part: "")
    }
  }

  /// A name by which parts are told apart: case, a leading slash and `\` for `/` do not count.
  private static func key(_ part: String) -> String {
    part.lowercased().replacing("\\", with: "/").split(separator: "/").joined(separator: "/")
  }

  /// A part of another encoding is written anew, tag by tag.
  private static func inUTF8(_ bytes: [UInt8], part: String) throws(ReturnCopyError) -> [UInt8] {
    let isMarked = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
    let head = bytes.prefix(120)
    let isWide = head.prefix(4).contains(0)
    let text = String(decoding: head, as: UTF8.self)
    let declaration = text.prefix { $0 != ">" }.lowercased()
    let isOther =
      declaration.contains("<?xml") && declaration.contains("encoding=")
      && !declaration.contains("utf-8") && !declaration.contains("us-ascii")
    guard isMarked || isWide || isOther else { return bytes }
    do throws(XMLError) {
      var reader = XMLReader(bytes: bytes)
      var writer = XMLWriter()
      writer.declaration()
      while try reader.next() != nil { writer.copy(reader) }
      return writer.bytes
    } catch {
      throw .damagedPart(part, offset: 0)
    }
  }
}

// MARK: Relationships and content types

extension PackageParts {
  /// Name of the part that holds the relationships of `part`; of the package if empty.
  static func relationshipPart(of part: String) -> String {
    var folders = part.split(separator: "/").map(String.init)
    let file = folders.popLast() ?? ""
    return (folders + ["_rels", file + ".rels"]).joined(separator: "/")
  }

  /// A relationship of a part (ECMA-376 Part 2, 6.5).
  struct Relationship {
    var id: String
    var type: String
    /// Name of the part it leads to; empty if it leads outside.
    var target: String

    /// The last word of the type: `worksheet`, `comments`.
    var kind: Substring { type.split(separator: "/").last ?? "" }
  }

  /// The relationships of a part, in their order; none if it has no such part.
  func relationships(of part: String) throws(ReturnCopyError) -> [Relationship] {
    let name = Self.relationshipPart(of: part)
    guard has(name) else { return [] }
    let folder = part.lastIndex(of: "/").map { part[...$0] } ?? ""
    var scanner = MarkupScanner(part: name, bytes: try read(name))
    var result: [Relationship] = []
    while let token = try scanner.next() {
      guard token == .start || token == .empty, scanner.isNamed("Relationship"),
        let id = try scanner.text("Id")
      else { continue }
      let isOutside = try scanner.text("TargetMode") == "External"
      let target = try scanner.text("Target") ?? ""
      result.append(
        Relationship(
          id: id, type: try scanner.text("Type") ?? "",
          target: isOutside ? "" : Relationships.resolve(target, from: folder)))
    }
    return result
  }

  /// Adds a relationship to a part and gives its identifier.
  mutating func addRelationship(
    from part: String, type: String, to target: String
  ) throws(ReturnCopyError) -> String {
    let name = Self.relationshipPart(of: part)
    let known = Set(try relationships(of: part).map(\.id))
    var number = known.count + 1
    while known.contains("rId\(number)") { number += 1 }
    if !has(name) {
      let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
      write(
        Array("\(xmlDeclaration)<Relationships xmlns=\"\(namespace)\"></Relationships>".utf8),
        to: name)
    }
    try append(to: name) { prefix in
      "<\(prefix)Relationship Id=\"rId\(number)\" Type=\"\(Markup.attribute(type))\""
        + " Target=\"/\(Markup.attribute(target))\"/>"
    }
    return "rId\(number)"
  }

  /// States the content type of a new part.
  mutating func addContentType(_ type: String, of part: String) throws(ReturnCopyError) {
    try append(to: "[Content_Types].xml") { prefix in
      "<\(prefix)Override PartName=\"/\(Markup.attribute(part))\" ContentType=\"\(type)\"/>"
    }
  }

  /// States the content type of all parts of an extension, unless it is stated.
  mutating func addContentType(
    _ type: String, ofExtension suffix: String
  ) throws(ReturnCopyError) {
    let part = "[Content_Types].xml"
    var scanner = MarkupScanner(part: part, bytes: try read(part))
    while let token = try scanner.next() {
      guard token == .start || token == .empty, scanner.isNamed("Default") else { continue }
      if try scanner.text("Extension")?.lowercased() == suffix { return }
    }
    try append(to: part) { prefix in
      "<\(prefix)Default Extension=\"\(suffix)\" ContentType=\"\(type)\"/>"
    }
  }

  /// Appends an element to the root of a part; it is given the prefix of the root's name.
  private mutating func append(
    to part: String, _ element: (String) -> String
  ) throws(ReturnCopyError) {
    let bytes = try read(part)
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var copy = MarkupCopy(of: bytes)
    while let token = try scanner.next() {
      guard scanner.level == 1, token == .end || token == .empty else { continue }
      let addition = element(String(decoding: scanner.prefix, as: UTF8.self))
      if token == .empty {
        copy.fill(Array(addition.utf8), emptyAt: scanner)
      } else {
        copy.insert(addition, at: scanner.range.lowerBound)
      }
    }
    write(copy.finish(), to: part)
  }
}

/// What every part begins with.
let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
