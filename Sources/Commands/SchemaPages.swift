public import ListSchema
import Values

/// Prints the definitions of the lists as Table Schemas.
public enum SchemaPages {
  /// Prints one list's schema, or an object with all four by name.
  ///
  /// - Parameters:
  ///   - definitions: The lists.
  ///   - only: A list; `nil` for all.
  /// - Throws: ``UsageError`` where there is no such list.
  public static func print(_ definitions: Definitions, only: String?) throws {
    guard let only else {
      let members = definitions.lists.map { "\"\($0.name.rawValue)\": \($0.json)" }
      return Console.print("{\n" + members.joined(separator: ",\n") + "\n}\n")
    }
    Console.print(definitions[try WrittenArguments.list(only)].json + "\n")
  }
}
