/// What the time of a receipt rests on.
public enum ReceiptEvidence: String, Sendable {
  /// A row of the register that staff wrote.
  case register = "register"
  /// The file's modification time, which anyone can change without meaning to (D003).
  case modificationTime = "mtime"
}

/// When a file was received, and how that is known.
public struct Receipt: Hashable, Sendable {
  /// When.
  public let time: Instant
  /// What that rests on.
  public let evidence: ReceiptEvidence
  /// Row of the register as a spreadsheet program shows it; 0 for a row not yet written.
  public let row: Int

  /// The receipt of a file that no row of the register tells of: its modification time, and not
  /// later than the run that first sees it. One of no year that can be written tells nothing: it is
  /// the time of that run.
  ///
  /// - Parameters:
  ///   - modified: When the file was last changed.
  ///   - now: The clock of the run.
  public init(modified: Instant, now: Instant) {
    time = modified.isOfCalendar ? min(modified, now) : now
    evidence = .modificationTime
    row = 0
  }

  /// The receipt of a file registered as it arrives, its row not yet written.
  ///
  /// - Parameter now: The clock of the run.
  public init(registered now: Instant) {
    time = now
    evidence = .register
    row = 0
  }

  init(_ row: RegisterRow) {
    time = row.received
    evidence = row.evidence
    self.row = row.number
  }
}

/// A row of `收件登记.csv`: a file, and when it was received.
public struct RegisterRow: Hashable, Sendable {
  /// The way of registering that a run itself enters.
  public static let modificationTimeMethod = "文件时间"
  /// The way of registering of who registers files as they arrive, unless they name another.
  public static let registeredMethod = "登记"

  /// Bureau as written: a name or a code.
  public var unit: String
  /// File relative to the month's folder, with `/`; an archive by its own name.
  public var file: String
  /// SHA-256 of the file's bytes in 64 lower-case hexadecimal digits, `nil` if not given.
  public var sha256: String?
  /// When the file was received.
  public var received: Instant
  /// How that is known, such as 邮件; ``modificationTimeMethod`` is weak evidence.
  public var method: String
  /// Row number as a spreadsheet program shows it; 0 for a row not yet written.
  public var number: Int

  /// A row to be written.
  public init(
    unit: String, file: String, sha256: String?, received: Instant, method: String, number: Int = 0
  ) {
    self.unit = unit
    self.file = file
    self.sha256 = sha256
    self.received = received
    self.method = method
    self.number = number
  }

  /// What the row's time rests on.
  public var evidence: ReceiptEvidence {
    method == Self.modificationTimeMethod ? .modificationTime : .register
  }

  /// The row's fields, in the order of ``ReceiptRegister/heading``.
  public var fields: [String] { [unit, file, sha256 ?? "", received.registerText, method] }
}

/// The rows of `收件登记.csv`, which staff may edit and runs append to.
public struct ReceiptRegister: Sendable {
  /// The headings of the file, in order.
  public static let heading = ["单位", "文件", "SHA-256", "收件时间", "登记方式"]

  /// The rows that could be read, in file order.
  public private(set) var rows: [RegisterRow] = []
  /// What could not be read.
  public internal(set) var faults: [RegisterFault] = []
  /// Column of each heading in the file read, from 1, `nil` where it has none; empty where no
  /// heading was read.
  var places: [Int?] = []
  private var byFile: [String: [Int]] = [:]

  /// A register without rows.
  public init() {}

  /// A register that can't be read.
  public init(fault: RegisterFault) { faults = [fault] }

  /// The rows of a file, whatever version of it they tell of.
  ///
  /// - Parameter file: Path relative to the month's folder, with `/`.
  /// - Returns: The rows in file order.
  public func rows(of file: String) -> [RegisterRow] {
    (byFile[Self.folded(file)] ?? []).map { rows[$0] }
  }

  /// Adds a row.
  public mutating func append(_ row: RegisterRow) {
    byFile[Self.folded(row.file), default: []].append(rows.count)
    rows.append(row)
  }

  /// When a file was received, by the best row there is.
  ///
  /// A row counts for the file it names, unless it has the SHA-256 of other bytes: it then tells
  /// of another version. What staff wrote goes before what a run entered, then a row with the
  /// file's SHA-256 before one without any. Of equal ones with it the earliest counts, as
  /// the same bytes came again; of those without it the latest, as the file on disk is the last.
  ///
  /// - Parameters:
  ///   - file: Path relative to the month's folder, with `/`.
  ///   - sha256: SHA-256 of its bytes, hexadecimal.
  /// - Returns: The receipt; `nil` if no row counts for the file.
  public func receipt(of file: String, sha256: String) -> Receipt? {
    let sha256 = sha256.lowercased()
    let candidates = rows(of: file)
      .filter { $0.sha256 == nil || $0.sha256 == sha256 }
    let best = candidates.min { left, right in
      if left.evidence != right.evidence { return left.evidence == .register }
      if left.sha256 != right.sha256 { return left.sha256 != nil }
      return left.sha256 == nil ? left.received > right.received : left.received < right.received
    }
    return best.map(Receipt.init)
  }

  /// A path as written by hand or by another system, in the one form that is compared.
  static func folded(_ path: String) -> String {
    var parts = path.replacing("\\", with: "/").split(
      separator: "/", omittingEmptySubsequences: true)
    parts.removeAll { $0 == "." }
    // Blanks around a cell are lost when the register is read, so those around a name tell nothing.
    return parts.joined(separator: "/").trimmed
  }
}

extension StringProtocol {
  /// Without blanks at either end, ideographic ones included.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
