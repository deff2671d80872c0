import ZipArchive

/// How the large parts of a workbook are read.
enum ReadingWay {
  /// By their bytes where they have the plain shape, else by the parser.
  case quickest
  /// By the parser alone: what the quickest way must agree with.
  case parser

  /// Parts up to this size, in bytes, are inflated once and kept while they are read; larger ones
  /// are left to the parser, which is fed piece by piece.
  static let keptSize = 128 << 20
}

extension ZipReader {
  /// The inflated bytes of a part.
  func bytes(of entry: ZipEntry) throws(WorkbookError) -> [UInt8] {
    do throws(ZipError) {
      return try read(entry)
    } catch {
      throw WorkbookError(error)
    }
  }
}
