/// A function call that a formula's scanner is inside of.
struct FormulaCall {
  /// Which arguments of a function are ranges to go over.
  private enum Ranges {
    /// Every argument.
    case all
    /// Every argument, also where an array is worked out of it.
    case arrays
    /// Those of these numbers, from 0.
    case these([Int])
    /// Argument 0 and every second one from here on.
    case pairs(from: Int)
  }

  private let ranges: Ranges?
  /// Whether it is of a function, and no mere pair of brackets.
  let isFunction: Bool
  /// Whether it goes over ranges, but takes a stated number of them.
  private let isLimited: Bool
  /// Whether it counts or adds up what keeps conditions, over ranges of one sheet.
  let isConditional: Bool
  /// The argument that the scanner is in, from 0.
  var argument = 0

  /// A call of the function `name`; a mere pair of brackets has none.
  ///
  /// - Parameters:
  ///   - name: The name, or nothing.
  ///   - outer: The call that it stands in.
  init(name: ArraySlice<UInt8>, within outer: FormulaCall?) {
    isFunction = !name.isEmpty
    let word = String(decoding: name, as: UTF8.self).uppercased()
    isLimited = ["SUBTOTAL", "AGGREGATE", "ROWS", "COUNTBLANK"].contains(word)
    isConditional = Self.conditional.contains(word)
    if name.isEmpty, case .arrays = outer?.ranges {
      ranges = .arrays
    } else {
      ranges = Self.ranges(of: String(decoding: name, as: UTF8.self).uppercased())
    }
  }

  /// Functions whose results over several sheets add up.
  static let conditional: Set<String> = ["COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS"]

  /// Whether it is of a function that takes any number of ranges, as `SUM` does.
  var takesAnyNumber: Bool {
    if case .all = ranges { return !isLimited }
    return false
  }

  /// Whether a reference in this argument stands for all the rows of a list.
  ///
  /// - Parameter isWholeArgument: Whether the argument is nothing but the reference.
  /// - Returns: Whether the function goes over the cells of its argument.
  func goesOverRange(isWholeArgument: Bool) -> Bool {
    switch ranges {
    case nil: false
    case .arrays: true
    case .all: isWholeArgument
    case .these(let numbers): isWholeArgument && numbers.contains(argument)
    case .pairs(let first):
      isWholeArgument && (argument == 0 || argument >= first && (argument - first) % 2 == 0)
    }
  }

  private static func ranges(of name: String) -> Ranges? {
    switch name {
    case "SUM", "AVERAGE", "AVERAGEA", "COUNT", "COUNTA", "COUNTBLANK", "MAX", "MAXA", "MIN",
      "MINA", "PRODUCT", "MEDIAN", "MODE", "STDEV", "STDEVP", "VAR", "VARP", "SUMSQ", "GEOMEAN",
      "STDEV.S", "STDEV.P", "VAR.S", "VAR.P", "MODE.SNGL", "SUBTOTAL", "AGGREGATE", "ROWS",
      "_XLFN.STDEV.S", "_XLFN.STDEV.P", "_XLFN.VAR.S", "_XLFN.VAR.P", "_XLFN.MODE.SNGL":
      .all
    case "SUMPRODUCT": .arrays
    case "SUMIF", "AVERAGEIF": .these([0, 2])
    case "COUNTIF", "LARGE", "SMALL", "PERCENTILE", "QUARTILE", "INDEX": .these([0])
    case "RANK", "RANK.EQ", "_XLFN.RANK.EQ", "MATCH", "VLOOKUP", "HLOOKUP": .these([1])
    case "LOOKUP", "XLOOKUP", "_XLFN.XLOOKUP": .these([1, 2])
    case "COUNTIFS": .pairs(from: 2)
    case "SUMIFS", "AVERAGEIFS": .pairs(from: 1)
    default: nil
    }
  }
}
