/// Why an archive, or one entry of it, can't be read or written.
///
/// Names are the entries' names as text, for a message; offsets count bytes from the file's start.
public enum ZipError: Error, Equatable, Sendable {
  /// No end-of-directory record: not a ZIP file, or its end is cut off.
  case notAnArchive
  /// A record of the directory is cut off or lacks its signature.
  case damagedDirectory(offset: Int)
  /// The archive is spread over several files.
  case severalVolumes
  /// An entry's local header is not where the directory says.
  case damagedEntry(name: String, offset: Int)
  /// No entry has this name.
  case missingEntry(name: String)
  /// The entry is encrypted.
  case encrypted(name: String)
  /// The entry is compressed by a method other than stored and deflated.
  case unsupportedMethod(name: String, method: Int)
  /// The entry's compressed data break off or are no deflate stream.
  case damagedData(name: String)
  /// The entry's data are not what was put into the archive.
  case checksumMismatch(name: String)
  /// The entry's data are shorter or longer than the directory states.
  case sizeMismatch(name: String, stated: Int)
  /// More entries than allowed.
  case tooManyEntries(count: Int, limit: Int)
  /// The entries' sizes add up to more than allowed; `bytes` is the sum where it first did.
  case totalTooLarge(bytes: Int, limit: Int)
  /// An entry is larger than allowed.
  case entryTooLarge(name: String, bytes: Int, limit: Int)
  /// An entry inflates to more than its compressed size can honestly hold.
  case ratioTooHigh(name: String, inflated: Int, compressed: Int, limit: Int)
  /// zlib could not get memory for its state.
  case outOfMemory
}
