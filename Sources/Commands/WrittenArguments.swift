import Findings
public import ListSchema
public import Values

/// What people write for months, bureaus and lists on a command line.
public enum WrittenArguments {
  /// A month in any usual spelling.
  ///
  /// - Parameters:
  ///   - text: The argument.
  ///   - option: The option that it is given to, if any.
  /// - Returns: The month.
  /// - Throws: ``UsageError`` where it is none.
  public static func month(_ text: String, of option: String = "") throws -> Period {
    guard let period = Period(written: text) else {
      throw UsageError("\(option)“\(text)”不是月份；应如 2022-05")
    }
    return period
  }

  /// A list by its key or its title.
  ///
  /// - Parameters:
  ///   - text: The argument.
  ///   - option: The option that it is given to, if any.
  /// - Returns: The list.
  /// - Throws: ``UsageError`` where it is none.
  public static func list(_ text: String, of option: String = "") throws -> ListName {
    guard let list = ListName.allCases.first(where: { [$0.rawValue, $0.chinese].contains(text) })
    else {
      let names = ListName.allCases.map { "\($0.chinese)（\($0.rawValue)）" }
      throw UsageError("\(option)“\(text)”不是清单名；可用 \(names.joined(separator: "、"))")
    }
    return list
  }

  /// A bureau by any of its names.
  ///
  /// - Parameters:
  ///   - text: The argument.
  ///   - directory: The bureaus.
  /// - Returns: The bureau.
  /// - Throws: ``UsageError`` where it names none, or several.
  public static func bureau(_ text: String, _ directory: BureauDirectory) throws -> Bureau {
    let codes = directory.recognise(text)
    guard codes.count == 1, let bureau = directory[codes[0]] else {
      throw unknownBureau(text, directory)
    }
    return bureau
  }

  static func unknownBureau(_ text: String, _ directory: BureauDirectory) -> UsageError {
    let near = directory.nearest(to: text).map(\.name)
    let asked = near.isEmpty ? "" : "您是否要用 \(near.joined(separator: "、"))？"
    let names = directory.bureaus.map(\.name).joined(separator: "、")
    return UsageError("“\(text)”不是设区市；\(asked)可用 \(names)")
  }
}
