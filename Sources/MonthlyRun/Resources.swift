import Embedded
public import Files
public import Findings
public import ListSchema
public import Receipts

/// What the program carries, or a folder given in its stead: lists, rules, calendars, templates.
public struct Resources: Sendable {
  /// The lists, vocabularies, roster and bureaus.
  public let definitions: Definitions
  /// The rules.
  public let rules: RuleCatalogue
  private let store: TemplateStore

  /// Loads everything that checks need.
  ///
  /// - Parameter templates: A folder whose files stand in for the embedded ones.
  /// - Throws: ``ResourceError`` naming the file and what is wrong with it.
  public init(templates: String?) throws(ResourceError) {
    do {
      let store = try TemplateStore(folder: templates)
      self.store = store
      definitions = try Definitions.load { name in try store.bytes(of: name) }
      rules = try RuleCatalogue(json: store.bytes(of: "rules.json"))
    } catch let error as FileError {
      throw .folder(error)
    } catch {
      throw .damaged("\(error)")
    }
  }

  /// The State Council's calendars, which only a merge needs.
  ///
  /// - Returns: The calendars.
  /// - Throws: ``ResourceError`` where a calendar contradicts itself.
  public func calendar() throws(ResourceError) -> WorkCalendar {
    do {
      return try WorkCalendar(json: store.bytes(of: "holidays.json"))
    } catch {
      throw .damaged("holidays.json：\(error)")
    }
  }

  /// The bytes of a template.
  ///
  /// - Parameter name: Its path below the templates.
  /// - Returns: The file of the folder given, else the embedded one.
  /// - Throws: ``ResourceError``.
  public func template(_ name: String) throws(ResourceError) -> [UInt8] {
    do {
      return try store.bytes(of: name)
    } catch {
      throw .damaged("\(error)")
    }
  }
}

/// Why the lists, rules or templates can't be used.
public enum ResourceError: Error {
  /// The folder of templates can't be read.
  case folder(FileError)
  /// A file of it is not as it must be.
  case damaged(String)
}
