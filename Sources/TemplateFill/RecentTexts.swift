import Table

/// What was found out of texts of pools that were met lately.
///
/// Most cells of a large list repeat a text of its last few thousand. What is kept of one is
/// what holds for good; a text that another has pushed out is looked at anew, and nothing that is
/// written depends on which those are. The memory is the same for any list.
struct RecentTexts {
  struct Text {
    /// Pool and number; 0 is no text.
    fileprivate var key: UInt64 = 0
    /// Item of the table of shared texts.
    var item = Item.unknown
    /// ``PlainWidth``; negative until it is worked out.
    fileprivate var width: Int32 = -1

    fileprivate static let notPlain = Int32.max
  }

  /// Where a text stands.
  enum Item: Equatable {
    /// It has not been settled.
    case unknown
    /// In its cell, whenever it is met.
    case none
    /// In the table.
    case number(Int32)
  }

  private static let places = 1 << 13

  private var texts = [Text](repeating: Text(), count: places)

  /// Forgets all: pools of another list follow.
  mutating func removeAll() {
    texts = [Text](repeating: Text(), count: Self.places)
  }

  @inline(__always)
  private static func key(of id: TextID, pool: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: pool + 1) << 32 | UInt64(id)
  }

  /// Numbers of texts that stand near each other are near each other too.
  @inline(__always)
  private static func place(of id: TextID) -> Int { Int(id) & (places - 1) }

  /// The place of a text, which is its own from now on.
  @inline(__always)
  mutating func place(of id: TextID, pool: Int) -> Int {
    let key = Self.key(of: id, pool: pool)
    let place = Self.place(of: id)
    if texts[place].key != key { texts[place] = Text(key: key) }
    return place
  }

  /// Whether a text is known to be plain and no wider than that.
  @inline(__always)
  func isKnown(_ id: TextID, pool: Int, within capacity: Int) -> Bool {
    let text = texts[Self.place(of: id)]
    return text.key == Self.key(of: id, pool: pool) && text.width >= 0
      && Int(text.width) <= capacity
  }

  /// What is known of the text at a place.
  subscript(place: Int) -> Text {
    @inline(__always) get { texts[place] }
    @inline(__always) set { texts[place] = newValue }
  }

  /// The ``PlainWidth`` of the text at a place.
  @inline(__always)
  mutating func width(of text: Span<UInt8>, at place: Int) -> Int? {
    let known = texts[place].width
    if known >= 0 { return known == Text.notPlain ? nil : Int(known) }
    let width = PlainWidth.of(text)
    texts[place].width = width.map { Int32(clamping: $0) } ?? Text.notPlain
    return width
  }

  /// The same where it was worked out before.
  @inline(__always)
  func knownWidth(at place: Int) -> Int? {
    let known = texts[place].width
    return known < 0 || known == Text.notPlain ? nil : Int(known)
  }
}
