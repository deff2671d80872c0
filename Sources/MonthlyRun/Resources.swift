import Embedded
public import Files
public import Findings
public import ListSchema
public import Receipts
public import Report

/// What the program carries, or a folder given in its stead: lists, rules, calendars, templates.
public struct Resources: Sendable {
  /// The lists, vocabularies, roster and bureaus.
  public let definitions: Definitions
  /// The rules.
  public let rules: RuleCatalogue
  private let store: TemplateStore

  /// Loads everything that checks need.
  ///
  /// - Parameters:
  ///   - templates: A folder whose files stand in for the embedded ones.
  ///   - withExamples: Whether the rules' examples are needed too.
  /// - Throws: ``ResourceError`` naming the file and what is wrong with it.
  public init(templates: String?, withExamples: Bool = false) throws(ResourceError) {
    do {
      let store = try TemplateStore(folder: templates)
      self.store = store
      definitions = try Definitions.load { name in try store.bytes(of: name) }
      rules = try RuleCatalogue(
        json: store.bytes(of: "rules.json"), withExamples: withExamples || templates != nil)
    } catch let error as FileError {
      throw .folder(error)
    } catch {
      throw .damaged("\(error)")
    }
  }

  /// What the person who runs it should know: files of the folder that are no template.
  public var notices: [String] {
    let strangers = (try? store.strangers()) ?? []
    return strangers.map { "--templates 里的 \($0) 不是模板，没有采用；请核对文件名" }
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

extension Resources {
  /// A page's template with the style that all pages share.
  ///
  /// - Parameters:
  ///   - name: Its path below the templates, `report.html.mustache`.
  ///   - script: That of the page's script; `nil` for a page without.
  /// - Returns: The template, checked.
  /// - Throws: ``ResourceError`` where template or style can't be used.
  public func pageTemplate(
    _ name: String, script: String? = nil
  ) throws(ResourceError) -> PageTemplate {
    let (text, style) = (try template(name), try template("report.css"))
    var code: [UInt8] = []
    if let script { code = try template(script) }
    do throws(PageTemplateError) {
      return try PageTemplate(text, style: style, script: code)
    } catch {
      switch error {
      case .malformed(let reason): throw .damaged("\(name)：不是有效的 mustache 模板（\(reason)）")
      case .unescaped(let tag):
        throw .damaged("\(name)：\(tag) 不转义，只有 {{{style}}} 和 {{{script}}} 可以")
      case .styleEndsEarly: throw .damaged("report.css：含有 </style>")
      case .scriptEndsEarly: throw .damaged("\(script ?? name)：含有 </script> 或 <!--")
      }
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
