import Values

/// Whether a list came, and in time.
public enum ReceiptState: String, CaseIterable, Sendable {
  /// By the nominal deadline.
  case onTime = "on_time"
  /// After the nominal deadline and by the effective one.
  case onTimeExtended = "on_time_extended"
  /// A version after the deadline that replaces one in time: still in time, and its data count.
  case resubmitted = "resubmitted"
  /// After the effective deadline.
  case late = "late"
  /// Nothing came.
  case missing = "missing"
  /// What came could not be read.
  case unreadable = "unreadable"

  /// The word that reports use.
  public var chinese: String {
    switch self {
    case .onTime: "按期"
    case .onTimeExtended: "按期(顺延)"
    case .resubmitted: "补报"
    case .late: "迟报"
    case .missing: "漏报"
    case .unreadable: "无法读取"
    }
  }

  /// Whether the list counts as received in time.
  public var isOnTime: Bool { self == .onTime || self == .onTimeExtended || self == .resubmitted }

  /// Whether the list counts as received.
  public var isReceived: Bool { isOnTime || self == .late }
}

/// How a bureau stands with one list of a month.
public struct ReceiptStatus: Hashable, Sendable {
  /// Whether it came, and in time.
  public let state: ReceiptState
  /// Calendar days in China from the effective day due to the day of receipt; 0 unless late,
  /// `nil` when missing. It is 0 for a late list too, where the time of the day due was missed.
  public let daysLate: Int?
  /// When the version that counts was received; `nil` if none can be read.
  public let received: Instant?

  /// The status of a list.
  ///
  /// - Parameters:
  ///   - versions: Times of receipt of all versions that could be read, in any order. The last
  ///     one counts; that an earlier one was in time keeps the list in time.
  ///   - hasUnreadable: Whether there is also a file that could not be read.
  ///   - deadline: When the list is due.
  public init(versions: [Instant], hasUnreadable: Bool = false, deadline: Deadline) {
    received = versions.max()
    guard let first = versions.min(), let last = received else {
      state = hasUnreadable ? .unreadable : .missing
      daysLate = hasUnreadable ? 0 : nil
      return
    }
    if last <= deadline.effective {
      state = last <= deadline.nominal ? .onTime : .onTimeExtended
    } else {
      state = first <= deadline.effective ? .resubmitted : .late
    }
    daysLate = state == .late ? last.day - deadline.effectiveDay : 0
  }

  /// The words that reports use, `迟报 3 天`.
  public var chinese: String {
    guard state == .late, let daysLate, daysLate > 0 else { return state.chinese }
    return "\(state.chinese) \(daysLate) 天"
  }
}
