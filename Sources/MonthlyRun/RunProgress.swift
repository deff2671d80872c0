/// How far a run has come.
public enum RunProgress: Hashable, Sendable {
  /// Files are read and checked.
  case checking(done: Int, of: Int)
  /// The lists are put together and the ledger is carried forward.
  case merging
  /// The report is made and written.
  case writing
  /// What merges left of several months is read.
  case gathering(done: Int, of: Int)
  /// A template is filled.
  case filling(bytes: Int)
}

extension RunProgress {
  /// The step for the person who waits.
  public var chinese: String {
    switch self {
    case .checking(let done, let count): "正在检查文件：\(done)/\(count)"
    case .merging: "正在合并、接台账"
    case .writing: "正在生成报告"
    case .gathering(let done, let count): "正在读取各月数据：\(done)/\(count)"
    case .filling(let bytes): "正在填写：已写出 \(bytes >> 20) MB"
    }
  }
}
