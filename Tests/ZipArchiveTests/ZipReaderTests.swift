import Testing

@testable import ZipArchive

@Suite struct ZipReaderTests {
  private func failure(_ body: () throws(ZipError) -> Void) -> ZipError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func refusal(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) -> ZipError? {
    failure { () throws(ZipError) in
      let reader = try ZipReader(bytes: bytes, limits: limits)
      for entry in reader.entries { _ = try reader.read(entry) }
    }
  }

  @Test func entryIsFoundByOtherCaseAndSlashes() throws {
    let reader = try ZipReader(bytes: archive(["XL\\Workbook.xml": text("one")]))
    #expect(reader.entry(named: "/xl/workbook.xml")?.size == 3)
    #expect(reader.entry(named: "xl/workbook2.xml") == nil)
  }

  @Test func exactNameGoesBeforeFoldedName() throws {
    var writer = try ZipWriter()
    try writer.addEntry("A.xml", text("upper"))
    try writer.addEntry("a.xml", text("lower"))
    let reader = try ZipReader(bytes: writer.finish())
    let entry = try #require(reader.entry(named: "a.xml"))
    #expect(try reader.read(entry) == text("lower"))
  }

  @Test func bytesBeforeTheArchiveAndAfterItAreTolerated() throws {
    let plain = try archive(["a": text("one")])
    let reader = try ZipReader(bytes: text("#!/bin/sh\n") + plain + text("\n"))
    #expect(try reader.read(try #require(reader.entry(named: "a"))) == text("one"))
  }

  @Test func everyTruncationIsRefusedOrReadWhole() throws {
    let whole = try archive(["a.xml": noise(5_000), "b.xml": text("two")])
    for length in 0..<whole.count {
      let error = refusal([UInt8](whole[..<length]))
      #expect(error != nil, "cut at \(length)")
    }
  }

  @Test func everyFlippedByteIsSurvived() throws {
    let whole = try archive(["a.xml": text("some text, some text"), "b": noise(300)])
    var refused = 0
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 0xff
      if refusal(damaged) != nil { refused += 1 }
    }
    #expect(refused > whole.count / 2)
  }

  @Test func wrongChecksumIsRefused() throws {
    var bytes = try archive(["a": text("one")])
    let header = try #require(bytes.lastIndex(ofRecord: Signature.directoryHeader))
    bytes[header + 16] ^= 1
    #expect(refusal(bytes) == .checksumMismatch(name: "a"))
  }

  @Test(arguments: [2, 4, 4_000_000_000]) func falseSizeIsRefused(stated: Int) throws {
    var bytes = try archive(["a": text("one")])
    let header = try #require(bytes.lastIndex(ofRecord: Signature.directoryHeader))
    bytes.setField(4, stated, at: header + 24)
    let error = refusal(bytes)
    if stated < 100 {
      #expect(error == .sizeMismatch(name: "a", stated: stated))
    } else {
      #expect(error == .totalTooLarge(bytes: (2 << 30) + 1, limit: 2 << 30))
    }
  }

  @Test func bombIsRefusedByItsRatio() throws {
    let bytes = try archive(["a": [UInt8](repeating: 0, count: 20 << 20)])
    guard case .ratioTooHigh("a", let inflated, let compressed, limit: 200) = refusal(bytes) else {
      Issue.record("not refused for its ratio")
      return
    }
    #expect(inflated <= (10 << 20) + (64 << 10))
    #expect(compressed < inflated / 200)
  }

  @Test func limitsNameTheirFigures() throws {
    let bytes = try archive(["a": noise(100), "b": noise(100)])
    #expect(
      refusal(bytes, limits: ZipLimits(entries: 1)) == .tooManyEntries(count: 2, limit: 1))
    #expect(
      refusal(bytes, limits: ZipLimits(totalBytes: 150)) == .totalTooLarge(bytes: 200, limit: 150))
    #expect(
      refusal(bytes, limits: ZipLimits(entryBytes: 99))
        == .entryTooLarge(name: "a", bytes: 100, limit: 99))
    #expect(refusal(bytes, limits: ZipLimits(entries: 2, totalBytes: 200, entryBytes: 100)) == nil)
    #expect(refusal(bytes, limits: ZipLimits(totalBytes: .max, entryBytes: .max)) == nil)
  }

  @Test func encryptedAndForeignMethodsAreRefused() throws {
    var bytes = try archive(["a": text("one")])
    let header = try #require(bytes.lastIndex(ofRecord: Signature.directoryHeader))
    bytes[header + 8] |= 1
    #expect(refusal(bytes) == .encrypted(name: "a"))
    bytes[header + 8] &= ~1
    bytes[header + 10] = 12
    #expect(refusal(bytes) == .unsupportedMethod(name: "a", method: 12))
  }

  @Test func emptyArchiveHasNoEntries() throws {
    #expect(try ZipReader(bytes: archive([:])).entries.isEmpty)
    #expect(refusal([]) == .notAnArchive)
    #expect(refusal(text("PK")) == .notAnArchive)
  }

  @Test func streamGivesWhatReadGives() throws {
    let data = noise(300_000)
    let reader = try ZipReader(bytes: archive(["a": data]))
    var stream = try reader.stream(reader.entries[0])
    var joined: [UInt8] = []
    while let chunk = try stream.next() {
      #expect(!chunk.isEmpty && chunk.count <= 64 << 10)
      joined += chunk
    }
    #expect(joined == data)
    #expect(stream.position == data.count)
    #expect(try stream.next() == nil)
  }
}

func text(_ string: String) -> [UInt8] { [UInt8](string.utf8) }

/// Bytes that hardly compress, the same every time.
func noise(_ count: Int) -> [UInt8] {
  var state: UInt64 = 42
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}

/// An archive of deflated entries, in the order of their names.
func archive(_ entries: [String: [UInt8]]) throws -> [UInt8] {
  var writer = try ZipWriter()
  for (name, data) in entries.sorted(by: { $0.key < $1.key }) { try writer.addEntry(name, data) }
  return writer.finish()
}

extension [UInt8] {
  /// Where the last record with `signature` begins.
  func lastIndex(ofRecord signature: Int) -> Int? {
    indices.last { hasSignature(signature, at: $0) }
  }
}
