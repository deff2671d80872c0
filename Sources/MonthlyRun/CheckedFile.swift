public import Findings
public import Receipts
public import Validation
public import Values

/// A file of a submission, read and checked.
public struct CheckedFile: Sendable {
  /// Path relative to the folder given.
  public var path: String
  /// Path of the file on disk: that of the archive, where it is a member of one.
  public var source: String
  /// SHA-256 of its bytes, hexadecimal.
  public var sha256: String
  /// Its size.
  public var bytes: Int
  /// The bureau that filed it, as far as it can be told.
  public var bureau: BureauCode?
  /// Whether it is a submission at all (else F010).
  public var isSubmission: Bool
  /// Whether it was refused as a whole: F001–F008.
  public var isRefused: Bool
  /// Lists that a sheet is named for, but that can't be read (T002).
  public var unreadableLists: [ListName]
  /// The lists it holds.
  public var lists: [CheckedList]
  /// How the columns of its tables were understood, by sheet and row.
  public var tables: [TableColumns] = []
  /// Everything found in it, places complete.
  public var findings: [Finding]
  /// When it was received.
  public var receipt: Receipt?

  /// The names of the lists it holds or tries to hold.
  public var listNames: [ListName] { (lists.map(\.list) + unreadableLists).sorted() }
}
