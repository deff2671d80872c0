import Testing

@testable import ZipArchive

@Suite struct ZipWriterTests {
  @Test func whatIsWrittenReadsBack() throws {
    var writer = try ZipWriter()
    writer.beginEntry("问题隐患清单.xml")
    writer.write(text("first, "))
    writer.write(text("second"))
    try writer.endEntry()
    try writer.addEntry("empty", [])
    writer.addStored("picture.png", noise(1_000))
    let reader = try ZipReader(bytes: writer.finish())
    #expect(reader.entries.map(\.text) == ["问题隐患清单.xml", "empty", "picture.png"])
    #expect(reader.entries.map(\.isUTF8) == [true, false, false])
    #expect(reader.entries.map(\.method) == [8, 8, 0])
    #expect(try reader.read(reader.entries[0]) == text("first, second"))
    #expect(try reader.read(reader.entries[1]) == [])
    #expect(try reader.read(reader.entries[2]) == noise(1_000))
  }

  @Test func sameCallsGiveSameBytes() throws {
    let entries = ["a": noise(100_000), "b": text("two")]
    #expect(try archive(entries) == archive(entries))
  }

  /// Large pieces are compressed on other threads, small ones between them must not pass them.
  @Test(arguments: [false, true]) func piecesOfAnySizeStayInOrder(streaming: Bool) throws {
    let pieces = [300_000, 10, 70_000, 64 << 10, 3, 3_500_000, 1 << 20, 1].map { noise($0) }
    func write() throws -> [UInt8] {
      var writer = try ZipWriter(level: 1)
      for name in ["a", "b"] {
        writer.beginEntry(name, streaming: streaming)
        for piece in pieces { writer.write(piece) }
        try writer.endEntry()
      }
      return writer.finish()
    }
    let bytes = try write()
    #expect(try bytes == write())
    let reader = try ZipReader(bytes: bytes)
    for entry in reader.entries { #expect(try reader.read(entry) == Array(pieces.joined())) }
  }

  /// Pieces are compressed in runs apart from each other, each of them as long as zlib looks back
  /// without moving on.
  @Test func repetitionsAreFoundInLargePieces() throws {
    let phrase = noise(1_000)
    var writer = try ZipWriter()
    writer.beginEntry("a")
    for _ in 0..<100 { writer.write(Array(repeatElement(phrase, count: 100).joined())) }
    try writer.endEntry()
    #expect(writer.finish().count < 10_000_000 / 30)
  }

  @Test func rawCopyKeepsTheCompressedBytes() throws {
    let source = try ZipReader(bytes: archive(["a": text("one one one one"), "b": noise(9)]))
    var writer = try ZipWriter()
    for entry in source.entries { writer.addRaw(entry, data: try source.rawData(entry)) }
    let copy = try ZipReader(bytes: writer.finish())
    for (old, new) in zip(source.entries, copy.entries) {
      #expect(try copy.rawData(new) == source.rawData(old))
      #expect(try copy.read(new) == source.read(old))
    }
  }

  @Test(arguments: [false, true]) func outputTakenAsItGrowsIsTheSameArchive(streaming: Bool) throws
  {
    func write(taking: Bool) throws -> [UInt8] {
      var writer = try ZipWriter()
      var bytes: [UInt8] = []
      for name in ["a", "b", "c"] {
        writer.beginEntry(name, streaming: streaming)
        for _ in 0..<5 {
          writer.write(noise(50_000))
          if taking { bytes += writer.takeOutput() }
        }
        try writer.endEntry()
        if taking { bytes += writer.takeOutput() }
      }
      return bytes + writer.finish()
    }
    let taken = try write(taking: true)
    #expect(try taken == write(taking: false))
    let reader = try ZipReader(bytes: taken)
    #expect(try reader.read(reader.entries[2]).count == 250_000)
  }

  @Test func moreEntriesThanSixteenBitsUseZIP64() throws {
    var writer = try ZipWriter()
    for index in 0..<70_000 { writer.addStored("\(index)", []) }
    let bytes = writer.finish()
    #expect(bytes.lastIndex(ofRecord: Signature.zip64End) != nil)
    let reader = try ZipReader(bytes: bytes, limits: ZipLimits(entries: 70_000))
    #expect(reader.entries.count == 70_000)
    #expect(reader.entry(named: "69999") != nil)
  }

  @Test func sizesBeyond32BitsUseZIP64() throws {
    // A directory header as a large archive has it; the data themselves need not be there.
    var writer = try ZipWriter()
    writer.addStored("a", text("one"))
    var bytes = writer.finish()
    let header = try #require(bytes.lastIndex(ofRecord: Signature.directoryHeader))
    let end = try #require(bytes.lastIndex(ofRecord: Signature.end))
    bytes.setField(4, 0xffff_ffff, at: header + 24)
    bytes.setField(2, 12, at: header + 30)
    var extra: [UInt8] = []
    extra.appendField(2, 1)
    extra.appendField(2, 8)
    extra.appendField(8, 5_000_000_000)
    bytes.setField(4, end - header + extra.count, at: end + 12)
    bytes.insert(contentsOf: extra, at: end)
    let limits = ZipLimits(totalBytes: 8 << 30, entryBytes: 8 << 30)
    #expect(try ZipReader(bytes: bytes, limits: limits).entries[0].size == 5_000_000_000)
  }
}
