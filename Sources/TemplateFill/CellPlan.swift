import Table

/// A cell of a template, made ready to be written many times. Its bytes lie in its row's.
struct CellPlan {
  /// A part of a cell that mixes text and values.
  enum Part {
    case text([UInt8])
    case field(Int)
    case value(Int)
  }

  enum Content {
    /// Nothing but the style.
    case empty
    /// What stands behind the style to the element's end.
    case fixed(Range<Int>)
    /// A field of the list, whose value keeps its type.
    case field(Int)
    /// A value that stands for itself, which keeps its type.
    case value(Int)
    /// Text with placeholders in it, by index in the row's.
    case mixed(Int)
    /// The same in parts that look different, by index in the row's.
    case rich(Int)
    /// A formula, by index in the row's.
    case formula(Int)
  }

  /// Column from 1.
  var column: Int
  /// Whether it states its address. One that does not stands behind the cell before.
  var isPlaced: Bool
  /// `<c r="C`, up to the row number; nothing where the address goes unstated.
  var head: Range<Int>
  /// Index of the cell's format.
  var style: Int
  /// Whether the format shows a date.
  var showsDate: Bool
  /// Further attributes, but the type.
  var further: Range<Int>
  /// `" s="5"` and further attributes but the type; with `<c` before it where the address goes
  /// unstated.
  var tail: Range<Int>
  /// The tail of a cell without a value, to its end.
  var empty: Range<Int>
  /// The tail, and what begins a number or date: `><v>`.
  var numberHead: Range<Int>
  /// The tail, and what begins a truth value: ` t="b"><v>`.
  var booleanHead: Range<Int>
  /// The tail, and what begins a text: ` t="inlineStr"><is><t>`.
  var textHead: Range<Int>
  /// The tail, and what begins the number of a shared text: ` t="s"><v>`.
  var sharedHead: Range<Int>
  /// What the cell holds.
  var content: Content

  /// Bytes that a number or code takes at most to be a short value.
  static let short = 32

  /// Bytes that the cell takes at most with a short value, or around a text.
  var room: Int {
    // Row number, value, what ends it, and what may be written over behind that.
    let around = 20 + Self.short + 13 + MutableRawSpan.overhang
    let heads = [empty, numberHead, booleanHead, textHead, sharedHead].map(\.count).max() ?? 0
    if case .fixed(let bytes) = content { return head.count + heads + around + bytes.count }
    return head.count + heads + around
  }

  /// Whether values of the data stand in it.
  var isFilled: Bool {
    switch content {
    case .field, .value, .mixed, .rich: true
    case .empty, .fixed, .formula: false
    }
  }
}

/// What is known of the value that a formula comes to.
enum FormulaResult {
  /// Nothing.
  case unknown
  /// The number that was worked out for it.
  case number([UInt8])
  /// That of a value or of a field of the list.
  case stated(ValueSource)
}
