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
  /// It breaks a limit (F005), whose figure is `figure`; it asks for `met`, where that is known.
  case limit(Limit, figure: Int, met: Int?)

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
    case .limit(let limit, let figure, let met):
      [
        MessageValue("field", limit.title), MessageValue("limit", limit.text(figure)),
        MessageValue("actual", met.map(limit.text) ?? "超过 " + limit.text(figure)),
        MessageValue("expected", limit.entry.advice), MessageValue("key", limit.rawValue),
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
    case .tooDeep(_, let limit): self = .limit(.xmlDepth, figure: limit, met: nil)
    case .textTooLong(_, _, _, let limit): self = .limit(.textLength, figure: limit, met: nil)
    case .tooManySharedStrings(let limit): self = .limit(.sharedStrings, figure: limit, met: nil)
    case .tooManyCells(let limit): self = .limit(.cells, figure: limit, met: nil)
    case .tooManyRows(_, let limit): self = .limit(.rows, figure: limit, met: nil)
    case .tooManyColumns(_, _, let limit): self = .limit(.columns, figure: limit, met: nil)
    case .tooManySheets(let limit): self = .limit(.sheets, figure: limit, met: nil)
    case .tooMuchMemory(let limit): self = .limit(.memoryBytes, figure: limit, met: nil)
    case .outOfTime(let seconds): self = .limit(.seconds, figure: seconds, met: nil)
    default: self = .damaged(reason: error.explanation)
    }
  }

  /// The failure that an error of the archive reader means.
  public init(_ error: ZipError) {
    switch error {
    case .encrypted: self = .encrypted
    case .tooManyEntries(let count, let limit):
      self = .limit(.zipEntries, figure: limit, met: count)
    case .totalTooLarge(let bytes, let limit):
      self = .limit(.inflatedBytes, figure: limit, met: bytes)
    case .entryTooLarge(_, let bytes, let limit):
      self = .limit(.partBytes, figure: limit, met: bytes)
    case .ratioTooHigh(_, let inflated, let compressed, let limit):
      self = .limit(.inflationRatio, figure: limit, met: ratio(inflated, compressed))
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

extension ReadFailure {
  /// The failure in words, with what to do.
  public var chinese: String {
    switch self {
    case .damaged(let reason): "文件已损坏：\(reason)"
    case .encrypted: "文件设有打开密码；请取消密码后另存为 .xlsx"
    case .wrongFormat(let format):
      format.remedy.isEmpty
        ? "这是\(format.title)，不是一张表" : "这是\(format.title)，不能读取；请\(format.remedy)"
    case .encoding(let reason): "文字编码有误：\(reason)"
    case .limit(let limit, let figure, let met):
      "\(limit.title)超出限度：\(met.map(limit.text) ?? "超过 " + limit.text(figure))，"
        + "限 \(limit.text(figure))；\(limit.entry.advice)（设置项 limits.\(limit.rawValue)）"
    }
  }
}

/// Inflated bytes for one compressed, rounded up: what is over a limit never reads like the limit.
private func ratio(_ inflated: Int, _ compressed: Int) -> Int {
  (inflated + max(compressed, 1) - 1) / max(compressed, 1)
}
