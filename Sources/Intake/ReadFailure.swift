public import Files
public import Findings
public import Workbook
public import ZipArchive

/// Why a file can't be read: what becomes the one F finding that refuses it.
public enum ReadFailure: Error, Equatable, Sendable {
  /// It is damaged or cut off (F001).
  case damaged(reason: String)
  /// It is protected by a password (F002).
  case encrypted
  /// It is of a format that is not read (F003).
  case wrongFormat(FileFormat)
  /// Its encoding can't be told, or bytes of it are invalid (F004).
  case encoding(reason: String)
  /// It breaks a limit (F005).
  case limit(name: String, limit: String, actual: String)

  /// The rule that reports it.
  public var rule: RuleCode {
    switch self {
    case .damaged: "F001"
    case .encrypted: "F002"
    case .wrongFormat: "F003"
    case .encoding: "F004"
    case .limit: "F005"
    }
  }

  /// What the rule's message is filled with.
  public var values: [MessageValue] {
    switch self {
    case .damaged(let reason), .encoding(let reason): [MessageValue("actual", reason)]
    case .encrypted: []
    case .wrongFormat(let format):
      [MessageValue("actual", format.title), MessageValue("expected", format.remedy)]
    case .limit(let name, let limit, let actual):
      [
        MessageValue("field", name), MessageValue("limit", limit),
        MessageValue("actual", actual),
      ]
    }
  }

  /// Reports the failure.
  ///
  /// - Parameters:
  ///   - place: The file, and the sheet where one is at fault.
  ///   - sink: Where the finding goes.
  public func report(at place: Place, into sink: inout FindingSink) {
    sink.emit(rule, at: place, values: values)
  }
}

extension ReadFailure {
  /// The failure that an error of the workbook reader means.
  public init(_ error: WorkbookError) {
    switch error {
    case .encrypted: self = .encrypted
    case .compoundFile: self = .wrongFormat(.compoundFile)
    case .notAWorkbook: self = .wrongFormat(.unknown)
    case .binaryWorkbook: self = .wrongFormat(.binaryWorkbook)
    case .archive(let error): self.init(error)
    case .tooDeep(_, let limit): self = .limit(name: "XML 嵌套层数", limit)
    case .textTooLong(_, _, _, let limit): self = .limit(name: "单元格字符数", limit)
    case .tooManySharedStrings(let limit): self = .limit(name: "共享字符串数", limit)
    case .tooManyCells(let limit): self = .limit(name: "单元格数", limit)
    default: self = .damaged(reason: error.explanation)
    }
  }

  /// The failure that an error of the archive reader means.
  public init(_ error: ZipError) {
    switch error {
    case .encrypted: self = .encrypted
    case .tooManyEntries(let count, let limit):
      self = .limit(name: "压缩包内文件数", limit: "\(limit)", actual: "\(count)")
    case .totalTooLarge(let bytes, let limit):
      self = .limit(name: "解压后总大小", limit: size(limit), actual: size(bytes))
    case .entryTooLarge(_, let bytes, let limit):
      self = .limit(name: "解压后单个文件大小", limit: size(limit), actual: size(bytes))
    case .ratioTooHigh(_, let inflated, let compressed):
      self = .limit(
        name: "压缩比", limit: "200 : 1", actual: "\(inflated / max(compressed, 1)) : 1")
    default: self = .damaged(reason: error.explanation)
    }
  }

  /// The failure that an error in decoding text means.
  public init(_ error: TextEncodingError) {
    switch error {
    case .invalid(let encoding, let offset):
      self = .encoding(reason: "按 \(encoding.title) 读到第 \(offset + 1) 个字节时出现无效字节")
    case .unknown:
      let place = (error.offset ?? 0) + 1
      self = .encoding(reason: "既不是 UTF-8 也不是 GB18030，第 \(place) 个字节无法识别")
    case .unavailable(let encoding):
      self = .encoding(reason: "本机不支持 \(encoding.title) 编码")
    }
  }

  static func limit(name: String, _ limit: Int) -> ReadFailure {
    .limit(name: name, limit: "\(limit)", actual: "超过 \(limit)")
  }
}

/// A size for a clerk: whole MiB where it is that many, else bytes.
func size(_ bytes: Int) -> String {
  bytes >= 1 << 20 && bytes % (1 << 20) == 0
    ? "\(bytes >> 20) MiB"
    : bytes >= 1 << 20 ? "\((bytes >> 20) + 1) MiB" : "\(bytes) 字节"
}

extension TextEncoding {
  /// The encoding's usual name.
  var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .gb18030: "GB18030"
    case .named(let name): name
    }
  }
}

extension WorkbookError {
  /// What is damaged, for a clerk.
  fileprivate var explanation: String {
    switch self {
    case .notAnArchive: "压缩结构不完整，可能没有传完"
    case .noWorksheet: "工作簿里没有工作表"
    case .missingPart(let name): "缺少部件 \(name)"
    case .sharedPart(let name): "两张工作表指向同一个部件 \(name)"
    case .wrongPart(let name): "部件 \(name) 的内容不对"
    case .malformed(let part, let line, _, _): "部件 \(part) 第 \(line) 行不是有效的 XML"
    case .documentType(let part, _): "部件 \(part) 含有不允许的 DOCTYPE"
    case .badAddress(let part, let row, let address):
      "部件 \(part) 第 \(row) 行的单元格地址“\(address)”不对"
    case .missingSharedString(let part, let row, _):
      "部件 \(part) 第 \(row) 行引用的共享字符串不存在"
    case .outOfMemory: "内存不足"
    default: "文件内容不完整"
    }
  }
}

extension ZipError {
  /// What is damaged, for a clerk.
  fileprivate var explanation: String {
    switch self {
    case .notAnArchive, .damagedDirectory: "压缩结构不完整，可能没有传完"
    case .severalVolumes: "分卷压缩包不完整"
    case .damagedEntry(let name, _), .damagedData(let name): "压缩包内的 \(name) 已损坏"
    case .missingEntry(let name): "缺少部件 \(name)"
    case .unsupportedMethod(let name, let method): "压缩包内的 \(name) 用了不支持的压缩方法 \(method)"
    case .checksumMismatch(let name): "压缩包内的 \(name) 校验和不符"
    case .sizeMismatch(let name, _): "压缩包内的 \(name) 大小不符"
    case .outOfMemory: "内存不足"
    default: "压缩包不完整"
    }
  }
}
