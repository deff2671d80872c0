import Findings
import ListRecords
import ListSchema
public import Values

/// What one text was read as, for one field: the same for every row that holds the text.
enum FieldReading {
  /// A value; ``RecordCell/value(_:text:)``.
  case value(Int32)
  /// A number.
  case amount(Amount, decimals: Int)
  /// A value that a rule has something to say about.
  case flagged(Int32, RuleCode, severity: Severity?, [MessageValue])
  /// A date that the row and the month reported settle.
  case open(DateText)
  /// A fault: the cell enters no total.
  case fault(RuleCode, [MessageValue])
  /// The text stands, but breaks a rule on its form.
  case misshapen(RuleCode, [MessageValue])
  /// Another bureau's name in 设区市.
  case foreignBureau(String)
}

/// Reads texts as one field's type: the V rules that need nothing but the text.
///
/// A class, since a copy of its definitions would be made for every cell read.
final class FieldReader: Sendable {
  let field: Field
  let definitions: Definitions
  let vocabulary: Vocabulary?
  let bureau: BureauCode?
  /// Whether a plain number that stands for a date counts from 1904.
  let is1904: Bool

  init(_ field: Field, definitions: Definitions, bureau: BureauCode?, is1904: Bool) {
    self.field = field
    self.definitions = definitions
    self.bureau = bureau
    self.is1904 = is1904
    if case .vocabulary(let name) = field.kind {
      vocabulary = definitions.vocabularies[name]
    } else {
      vocabulary = nil
    }
  }

  /// Whether equal texts are worth remembering: few different ones, costly to read.
  var isRemembered: Bool {
    switch field.kind {
    case .vocabulary, .zone, .date, .bureau: true
    default: false
    }
  }

  /// Reads a text that is neither blank nor a placeholder.
  func read(_ text: String) -> FieldReading {
    switch field.kind {
    case .text, .explanation: length(text)
    case .sequence: .value(0)
    case .date(let forms): date(text, forms)
    case .integer: integer(text)
    case .number(let decimals): number(text, decimals)
    case .vocabulary: word(text)
    case .zone(let allowsCityLevel): zone(text, allowsCityLevel)
    case .bureau: city(text)
    case .hazardNumber: numbers([text])
    case .hazardNumbers: numbers(HazardNumberList.parts(of: text))
    case .phone: phone(text)
    }
  }

  /// Whether the text as it is filed is the value, of whatever length.
  var isPlain: Bool {
    switch field.kind {
    case .text, .explanation: true
    default: false
    }
  }

  private func length(_ text: String) -> FieldReading { read(length: Self.characters(in: text)) }

  /// What a plain text of so many characters is.
  func read(length: Int) -> FieldReading {
    if let least = field.minLength, length < least {
      return .misshapen("V005", [.init("actual", "\(length)"), .init("limit", "至少 \(least)")])
    }
    if let most = field.maxLength, length > most {
      return .misshapen("V005", [.init("actual", "\(length)"), .init("limit", "至多 \(most)")])
    }
    return .value(0)
  }

  /// Number of characters. Where no character takes more than one scalar, as in Chinese text,
  /// scalars are counted; grapheme breaking would take most of the time that a text takes.
  static func characters(in text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x300, 0x0A, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: count += 1
      default: return text.count
      }
    }
    return count
  }

  private func date(_ text: String, _ forms: DateForms) -> FieldReading {
    switch DateText(text, forms: forms, is1904: is1904) {
    case .day(let day), .monthEnd(let day): .value(day.number)
    case .fromNumber(let day):
      .flagged(day.number, "V015", severity: nil, [.init("actual", day.description)])
    case .some(let open): .open(open)
    case nil: .fault("V002", [])
    }
  }

  private func integer(_ text: String) -> FieldReading {
    guard case .amount(let amount) = NumberText(text, unit: field.unit) else {
      return .fault("V003", [])
    }
    if amount < .zero { return .fault("V006", []) }
    guard amount.decimals == 0 else { return .fault("V007", []) }
    guard let count = Int32(exactly: amount.millionths / 1_000_000) else {
      return .fault("V003", [])
    }
    return .value(count)
  }

  private func number(_ text: String, _ decimals: Int) -> FieldReading {
    guard case .amount(let amount) = NumberText(text, unit: field.unit) else {
      return .fault("V003", [])
    }
    return amount < .zero ? .fault("V006", []) : .amount(amount, decimals: decimals)
  }

  private func word(_ text: String) -> FieldReading {
    guard let vocabulary else { return .value(0) }
    if let match = vocabulary.match(text, folding: definitions.folding) {
      return .value(Int32(match.index))
    }
    return .fault("V004", [.init("expected", Self.offer(vocabulary, for: text))])
  }

  /// Most entries that are all named, and most that need no nearest ones named beside them.
  private static let (most, few) = (12, 4)

  /// What may be chosen: all of it where that can be read through, so that what is nearest in
  /// letters is not taken for what is meant.
  private static func offer(_ vocabulary: Vocabulary, for text: String) -> String {
    let nearest = vocabulary.nearest(to: text, limit: 3).joined(separator: "、")
    let all = "可填：" + vocabulary.values.joined(separator: "、")
    if vocabulary.values.count <= few || nearest.isEmpty { return all }
    return vocabulary.values.count <= most ? "\(all)；相近：\(nearest)" : "相近：\(nearest)"
  }

  private func zone(_ text: String, _ allowsCityLevel: Bool) -> FieldReading {
    switch definitions.roster.match(text, in: bureau) {
    case .zone(let index): return .value(Int32(index))
    case .cityLevel where allowsCityLevel: return .value(ZonePayload.cityLevel)
    case .otherBureau(let index):
      let zone = definitions.roster.zones[index]
      let owner = definitions.bureaus[zone.bureau]?.name ?? zone.bureau.description
      return .flagged(
        Int32(index), "V013", severity: .error,
        [.init("nearest", "\(zone.name)（属于\(owner)）")])
    case .cityLevel:
      return .flagged(ZonePayload.unknown, "V013", severity: nil, [.init("nearest", "没有")])
    case .unknown(let nearest):
      return .flagged(
        ZonePayload.unknown, "V013", severity: nil,
        [.init("nearest", nearest.isEmpty ? "没有" : nearest.joined(separator: "、"))])
    }
  }

  private func city(_ text: String) -> FieldReading {
    let named = definitions.bureaus.recognise(text)
    guard let bureau, !named.isEmpty, !named.contains(bureau) else { return .value(0) }
    return .foreignBureau(named.compactMap { definitions.bureaus[$0]?.name }.joined(separator: "、"))
  }

  private func numbers(_ texts: [String]) -> FieldReading {
    texts.allSatisfy { HazardNumber(filed: $0) != nil } && !texts.isEmpty
      ? .value(0) : .fault("V008", [.init("expected", "应如 320500-202205-0001")])
  }

  private func phone(_ text: String) -> FieldReading {
    PhoneText.isNumber(text)
      ? .value(0) : .fault("V008", [.init("expected", "应为 11 位手机号，或带区号的固定电话")])
  }
}

/// A cell that holds several 隐患编号, by 、 or ；.
public enum HazardNumberList {
  /// The parts of a text, trimmed.
  static func parts(of text: String) -> [String] {
    text.split { "、；;，, \n\r\t\u{3000}".contains($0) }.map(String.init)
  }

  /// The numbers in a text; parts that are none are left out.
  public static func numbers(in text: String) -> [HazardNumber] {
    parts(of: text).compactMap { HazardNumber(filed: $0) }
  }
}

/// A mainland telephone number, mobile or fixed-line.
enum PhoneText {
  /// Eleven digits from 13–19; or 7–8 digits, with an area code and an extension or without;
  /// or a 400/800 number. Blanks and hyphens may part the digits.
  static func isNumber(_ text: String) -> Bool {
    var digits: [Int] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39: digits.append(Int(scalar.value) - 0x30)
      case 0xFF10...0xFF19: digits.append(Int(scalar.value) - 0xFF10)
      case 0x20, 0x2D, 0x28, 0x29, 0x2B, 0x3000, 0x2013, 0x2014, 0xFF08, 0xFF09, 0xFF0D: continue
      default: return false
      }
    }
    if digits.starts(with: [8, 6]), digits.count >= 13 { digits.removeFirst(2) }
    if digits.count == 11, digits[0] == 1 { return digits[1] >= 3 }
    if digits.count == 10, digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0]) {
      return true
    }
    if digits.first == 0 { return (10...16).contains(digits.count) }
    return (7...8).contains(digits.count) && digits[0] >= 2
  }
}
