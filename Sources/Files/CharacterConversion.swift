import Glibc

/// Converts a text by `iconv`, strictly.
///
/// - Parameters:
///   - bytes: All bytes of the file.
///   - start: Where the text begins.
///   - name: Name of the encoding for `iconv`.
///   - target: Name of the encoding wanted.
///   - encoding: The same for the error.
/// - Returns: The text in the encoding wanted, UTF-8 if nothing is said.
/// - Throws: ``TextEncodingError/invalid(encoding:offset:)`` at the first bytes that stand for no
///   character, ``TextEncodingError/unavailable(encoding:)`` for a name `iconv` does not know.
func convert(
  _ bytes: [UInt8], from start: Int, name: String, to target: String = "UTF-8",
  _ encoding: TextEncoding
) throws(TextEncodingError) -> [UInt8] {
  // A suffix such as //IGNORE would let wrong bytes pass.
  guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }),
    let converter = unsafe iconv_open(target, name), unsafe converter != iconv_t(bitPattern: -1)
  else { throw .unavailable(encoding: encoding) }
  defer { unsafe iconv_close(converter) }

  var text: [UInt8] = []
  text.reserveCapacity((bytes.count - start) * 3 / 2 + 64)
  var done = start
  while done < bytes.count {
    // Room for what is usual; what needs more goes round once more.
    let room = (bytes.count - done) * 3 / 2 + 64
    let before = text.count
    text.append(contentsOf: repeatElement(0, count: room))
    let step = unsafe step(converter, bytes, from: done, into: &text, from: before)
    text.removeLast(room - step.written)
    done += step.read
    switch step.failure {
    case 0: break
    case E2BIG where step.read > 0: break
    default: throw .invalid(encoding: encoding, offset: done)
    }
  }
  return text
}

/// One call of `iconv`: how far it came, and its `errno`, 0 if it took everything.
private func step(
  _ converter: iconv_t, _ bytes: [UInt8], from start: Int, into text: inout [UInt8],
  from end: Int
) -> (read: Int, written: Int, failure: Int32) {
  let count = bytes.count - start
  let room = text.count - end
  return unsafe bytes.withUnsafeBytes { source in
    unsafe text.withUnsafeMutableBytes { target in
      guard let from = source.baseAddress, let to = target.baseAddress else { return (0, 0, 0) }
      // iconv reads through this pointer only; its type lacks `const` for historical reasons.
      var input: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(
        mutating: from + start
      )
      .assumingMemoryBound(to: CChar.self)
      var output: UnsafeMutablePointer<CChar>? = unsafe (to + end)
        .assumingMemoryBound(to: CChar.self)
      var left = count
      var free = room
      let result = unsafe iconv(converter, &input, &left, &output, &free)
      return (count - left, room - free, result == -1 ? errno : 0)
    }
  }
}
