/// The value of a cell of type `d`: an ISO 8601 date, date and time, or time of day
/// (ECMA-376 Part 1, 18.17.4.2).
struct ISODate {
  private var date: ArraySlice<UInt8> = []
  private var time: [UInt8] = []

  /// Reads `2022-05-03`, `2022-05-03T10:20`, `2022-05-03T10:20:00.000Z`, `10:20:00`; `nil` for
  /// anything else, such as a duration.
  init?(_ text: ArraySlice<UInt8>) {
    var clock = text
    if Self.matches(text.prefix(10), "dddd-dd-dd") {
      date = text.prefix(10)
      clock = text.dropFirst(10)
      if clock.isEmpty { return }
      guard let mark = clock.popFirst(), mark == UInt8(ascii: "T") || mark == 0x20 else {
        return nil
      }
    }
    if clock.last == UInt8(ascii: "Z") { clock.removeLast() }
    guard Self.matches(clock.prefix(5), "dd:dd") else { return nil }
    time = [UInt8](clock.prefix(5))
    clock = clock.dropFirst(5)
    if Self.matches(clock.prefix(3), ":dd") {
      time += clock.prefix(3)
      clock = clock.dropFirst(3)
    } else {
      time += [UInt8](":00".utf8)
    }
    guard let point = clock.popFirst() else { return }
    guard point == UInt8(ascii: ".") || point == UInt8(ascii: ","), !clock.isEmpty,
      clock.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
  }

  /// Appends the date, with the time unless it is midnight, to the second.
  func append(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: date)
    if !date.isEmpty {
      if time.isEmpty || time.elementsEqual("00:00:00".utf8) { return }
      bytes.append(UInt8(ascii: "T"))
    }
    bytes.append(contentsOf: time)
  }

  private static func matches(_ text: ArraySlice<UInt8>, _ shape: String) -> Bool {
    text.count == shape.utf8.count
      && zip(text, shape.utf8).allSatisfy { byte, mark in
        mark == UInt8(ascii: "d")
          ? byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") : byte == mark
      }
  }
}
