import TemplateFill

/// The names of a list's fields, and where each was found last.
struct FieldNames {
  /// The most that are kept: a worksheet has no more columns (18.3.1.13 `col`).
  static let limit = 16_384

  private(set) var names: [[UInt8]] = []
  private var indices: [[UInt8]: Int] = [:]

  /// The index of a name, which is most often the one behind the name before.
  func index(of name: [UInt8], guess: Int) -> Int? {
    if names.indices.contains(guess), names[guess] == name { return guess }
    return indices[name]
  }

  /// Adds a name; `nil` if there are too many.
  mutating func add(_ name: [UInt8]) -> Int? {
    guard names.count < Self.limit else { return nil }
    indices[name] = names.count
    names.append(name)
    return names.count - 1
  }
}

/// A row of a list, as its object is read: in the order of the object, not of the fields.
struct JSONRow {
  private struct Slot {
    var row = 0
    var scalar = JSONScalar.null
    var bytes = 0..<0
  }

  private var slots: [Slot] = []
  private var text: [UInt8] = []
  private var name: [UInt8] = []
  private var number = 0

  /// Reads the next object.
  ///
  /// - Parameters:
  ///   - scanner: Stands before the object.
  ///   - fields: The names of the list's fields.
  ///   - learns: Whether names that are not there are added.
  /// - Throws: `JSONScanner.Fault`.
  mutating func read(
    _ scanner: inout JSONScanner, fields: inout FieldNames, learns: Bool
  ) throws(JSONScanner.Fault) {
    number += 1
    text.removeAll(keepingCapacity: true)
    try scanner.expect(UInt8(ascii: "{"), "清单的每一行应是对象 {…}")
    if try scanner.peekPastBlanks() == UInt8(ascii: "}") { return scanner.skip() }
    var guess = 0
    repeat {
      let index = try field(&scanner, fields: &fields, learns: learns, guess: guess)
      let start = text.count
      slots[index].row = number
      slots[index].scalar = try scanner.readScalar(
        into: &text, nested: "清单里的值只能是文字、数字、true、false 或 null")
      slots[index].bytes = start..<text.count
      guess = index + 1
    } while try !scanner.takeEnd(UInt8(ascii: "}"))
  }

  private mutating func field(
    _ scanner: inout JSONScanner, fields: inout FieldNames, learns: Bool, guess: Int
  ) throws(JSONScanner.Fault) -> Int {
    try scanner.expectName()
    let offset = scanner.offset
    name.removeAll(keepingCapacity: true)
    try scanner.readString(into: &name)
    let known = fields.index(of: name, guess: guess)
    guard let index = known ?? (learns ? fields.add(name) : nil) else {
      throw .text(offset: offset, reason: "清单的字段超过 \(FieldNames.limit) 个")
    }
    while slots.count <= index { slots.append(Slot()) }
    guard slots[index].row != number else {
      let text = String(decoding: name, as: UTF8.self)
      throw .text(offset: offset, reason: "“\(text)”在一行里出现两次")
    }
    try scanner.expect(UInt8(ascii: ":"), "名称之后缺少冒号")
    return index
  }

  /// Appends the values in the order of the fields; those that the object has not are blank.
  func append(to row: inout TemplateRow, fields: Int) {
    for index in 0..<fields {
      guard slots.indices.contains(index), slots[index].row == number else {
        row.appendBlank()
        continue
      }
      switch slots[index].scalar {
      case .text: row.append(written: text[slots[index].bytes])
      case .number: row.append(decimal: text[slots[index].bytes])
      case .boolean(let truth): row.append(boolean: truth)
      case .null: row.appendBlank()
      }
    }
  }
}
