import Files
import Workbook
import ZipArchive

extension SubmissionReader {
  /// The bytes of a submitted file.
  ///
  /// - Parameters:
  ///   - path: Its path, as its ``Submission`` has it.
  ///   - bytes: The bytes of the file on disk.
  ///   - source: Path of the file on disk: of the archive, where `path` is a member of one.
  ///   - limits: What an archive may ask for.
  /// - Returns: `bytes`, or those of the member; none where they can't be read.
  public static func content(
    of path: String, in bytes: [UInt8], source: String, limits: IntakeLimits
  ) -> [UInt8] {
    guard FileFormat.sniff(bytes) == .archive else { return bytes }
    let limits = limits.workbook.archive
    // A bureau's folder above the archive may have been left out of either path.
    guard let archive = try? ZipReader(bytes: bytes, limits: limits),
      let member = ArchiveMembers.files(of: archive).first(where: {
        let name = source.split(separator: "/").last ?? ""
        return path.hasSuffix("\(name)/\($0.path)")
      })
    else { return [] }
    return (try? archive.read(member.entry)) ?? []
  }
}

/// The files in an archive of submissions.
enum ArchiveMembers {
  /// A file, and its path inside the archive.
  struct Member {
    var path: String
    var entry: ZipEntry
  }

  /// The files of an archive ordered by the bytes of their paths, those that a folder would pass
  /// over left out.
  static func files(of archive: ZipReader) -> [Member] {
    archive.entries.filter { !$0.isFolder }
      .map { Member(path: path(of: $0), entry: $0) }
      .filter { member in
        let parts = member.path.split(separator: "/")
        return !parts.isEmpty && !parts.contains { MonthFolder.isPassedOver(name: String($0)) }
          && !parts.contains("__MACOSX")
      }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Archives packed on Windows have names in GBK unless they say otherwise.
  private static func path(of entry: ZipEntry) -> String {
    var name = entry.name
    if !entry.isUTF8, let text = try? decodeText(name) { name = text.bytes }
    // The second byte of a GBK character may be a backslash, so that one is replaced only now.
    let text = String(decoding: name, as: UTF8.self)
    return text.replacing("\\", with: "/").split(separator: "/")
      .filter { $0 != "." && $0 != ".." }.joined(separator: "/")
  }
}
