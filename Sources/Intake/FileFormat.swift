import ZipArchive

/// What a file is, told from its first bytes and never from its extension.
public enum FileFormat: Sendable, Equatable {
  /// Office Open XML workbook, `.xlsx` or `.xlsm`.
  case workbook
  /// A text table.
  case text
  /// A ZIP archive of other files.
  case archive
  /// Nothing at all.
  case empty
  /// An OLE workbook under a password.
  case encryptedWorkbook
  /// An OLE compound file: `.xls`, `.et`, `.doc`.
  case compoundFile
  /// A binary workbook, `.xlsb`.
  case binaryWorkbook
  /// An OpenDocument file, `.ods`.
  case openDocument
  /// A text document, `.docx` or `.rtf`.
  case document
  /// A presentation, `.pptx`.
  case presentation
  /// `.pdf` or `.ofd`.
  case page
  /// A picture.
  case image
  /// A web page or XML table, often under the name `.xls`.
  case markup
  /// A packed file that is not unpacked: `.rar`, `.7z`, `.gz`.
  case otherArchive
  /// None of these.
  case unknown
}

extension FileFormat {
  /// Tells the format of a file.
  ///
  /// - Parameter bytes: The whole file; a ZIP's directory stands at its end.
  /// - Returns: The format; ``unknown`` for binary data of no known kind.
  public static func sniff(_ bytes: [UInt8]) -> FileFormat {
    if bytes.isEmpty { return .empty }
    for (signature, format) in signatures where bytes.starts(with: signature) { return format }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return isEncrypted(bytes) ? .encryptedWorkbook : .compoundFile
    }
    // A few bytes of its first four are a workbook that was cut off.
    if [0x50, 0x4B, 0x03].starts(with: bytes) { return .workbook }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return kind(ofArchive: bytes)
    }
    return kind(ofText: bytes)
  }

  private static let signatures: [([UInt8], FileFormat)] = [
    (Array("%PDF".utf8), .page), (Array("{\\rtf".utf8), .document),
    ([0x89, 0x50, 0x4E, 0x47], .image), ([0xFF, 0xD8, 0xFF], .image),
    (Array("GIF8".utf8), .image), ([0x49, 0x49, 0x2A, 0x00], .image),
    ([0x4D, 0x4D, 0x00, 0x2A], .image), (Array("Rar!".utf8), .otherArchive),
    ([0x37, 0x7A, 0xBC, 0xAF], .otherArchive), ([0x1F, 0x8B], .otherArchive),
  ]

  /// An encrypted workbook holds a stream of this name ([MS-OFFCRYPTO] 2.3.2), in UTF-16. It is
  /// looked for anywhere, so that a file whose end is cut off is told too.
  private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    var name: [UInt8] = []
    for letter in "EncryptedPackage".utf8 { name += [letter, 0] }
    return bytes.indices.contains { start in
      bytes[start] == name[0] && bytes[start...].starts(with: name)
    }
  }

  /// A ZIP archive by the parts it holds. One whose directory can't be read is left to the
  /// workbook reader, which says what is wrong with it.
  private static func kind(ofArchive bytes: [UInt8]) -> FileFormat {
    guard let archive = try? ZipReader(bytes: bytes) else { return .workbook }
    if archive.entry(named: "[Content_Types].xml") != nil {
      let names = archive.entries.map { $0.text.lowercased() }
      if names.contains("xl/workbook.bin") { return .binaryWorkbook }
      if names.contains(where: { $0.hasPrefix("word/") }) { return .document }
      if names.contains(where: { $0.hasPrefix("ppt/") }) { return .presentation }
      return .workbook
    }
    if archive.entry(named: "OFD.xml") != nil { return .page }
    if archive.entry(named: "mimetype") != nil, archive.entry(named: "content.xml") != nil {
      return .openDocument
    }
    return .archive
  }

  private static func kind(ofText bytes: [UInt8]) -> FileFormat {
    if bytes.starts(with: Array("BM".utf8)), bytes.count > 30, bytes[6..<10].allSatisfy({ $0 == 0 })
    {
      return .image
    }
    if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return .image
    }
    let start = String(decoding: bytes.prefix(512), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    if start.hasPrefix("<!doctype") || start.hasPrefix("<html") || start.hasPrefix("<?xml")
      || start.hasPrefix("<table") || start.hasPrefix("mime-version:")
    {
      return .markup
    }
    return isBinary(bytes) ? .unknown : .text
  }

  /// Whether the first bytes are no text in any encoding: control characters, or zero bytes on
  /// both sides of what would be UTF-16 units.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    var zeros = (even: 0, odd: 0)
    var controls = 0
    for (index, byte) in bytes.prefix(4096).enumerated() {
      if byte == 0 {
        if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
      } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D, byte != 0x0C {
        controls += 1
      }
    }
    let isMarked = [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]].contains {
      bytes.starts(with: $0)
    }
    if isMarked { return false }
    if zeros.even > 0, zeros.odd > 0 { return true }
    // Half of a Chinese character in UTF-16 may look like a control character.
    let length = bytes.prefix(4096).count
    return (zeros.even + zeros.odd) * 40 < length && controls > 2 + length / 64
  }

  /// The format's name for a clerk.
  public var title: String {
    switch self {
    case .workbook: "Excel 工作簿（.xlsx）"
    case .text: "文本表格（.csv）"
    case .archive: "压缩包（.zip）"
    case .empty: "空文件"
    case .encryptedWorkbook: "加密的工作簿"
    case .compoundFile: "旧版 Office/WPS 文件（.xls、.et、.doc）"
    case .binaryWorkbook: "二进制工作簿（.xlsb）"
    case .openDocument: "OpenDocument 文件（.ods）"
    case .document: "文字文档（.docx、.rtf）"
    case .presentation: "演示文稿（.pptx）"
    case .page: "版式文件（.pdf、.ofd）"
    case .image: "图片"
    case .markup: "网页或 XML 文件"
    case .otherArchive: "压缩文件（.rar、.7z、.gz）"
    case .unknown: "无法识别的文件"
    }
  }

  /// What the filer is to do with a file of this format.
  public var remedy: String {
    switch self {
    case .workbook, .text, .archive: ""
    case .empty: "重新导出后再报送"
    case .encryptedWorkbook: "取消打开密码后另存为 .xlsx"
    case .compoundFile, .binaryWorkbook, .openDocument, .markup:
      "用 Excel 或 WPS 打开，另存为 .xlsx"
    case .document, .presentation, .page, .image: "报送填好的 Excel 表（.xlsx）原件，不要报送文档、扫描件或照片"
    case .otherArchive: "解压后报送，或改用 .zip 压缩"
    case .unknown: "用 Excel 或 WPS 打开原表，另存为 .xlsx"
    }
  }
}
