public import JSON

/// What `datapackage.json` says (Frictionless Data Package 1.0): a resource a table, each with its
/// Table Schema.
public struct DataDescription: Sendable {
  /// Name of the package.
  public var name: String
  /// Title of the package.
  public var title: String
  /// The tables, in order.
  public var resources: [DataResource]

  /// A description.
  public init(name: String, title: String, resources: [DataResource]) {
    self.name = name
    self.title = title
    self.resources = resources
  }

  /// The description that the text of a `datapackage.json` holds; `nil` where it is none that a
  /// merge writes.
  public init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let title = json["title"]?.string,
      let entries = json["resources"]?.elements
    else { return nil }
    let resources = entries.compactMap(DataResource.init)
    guard resources.count == entries.count else { return nil }
    self.init(name: name, title: title, resources: resources)
  }

  /// The file.
  public var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("name", name)
      json.member("title", title)
      json.member("profile", "tabular-data-package")
      json.member("resources") { json in
        json.array { json in
          for resource in resources { resource.write(into: &json) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }
}

/// A table of a data package, in one file or in parts of the same columns.
public struct DataResource: Sendable {
  /// A column of the table.
  public struct Column: Hashable, Sendable {
    /// Name in the heading row.
    public let name: String
    /// Its name for people.
    public let title: String
    /// Its type in a Table Schema, `integer`.
    public let type: String

    /// A column.
    public init(name: String, title: String, type: String) {
      self.name = name
      self.title = title
      self.type = type
    }
  }

  /// Name of the table.
  public let name: String
  /// Its name for people.
  public let title: String
  /// The files, relative to `datapackage.json`, with `/`. Each has the heading row.
  public var paths: [String]
  /// The columns, in order.
  public let columns: [Column]

  /// A table.
  public init(name: String, title: String, paths: [String], columns: [Column]) {
    self.name = name
    self.title = title
    self.paths = paths
    self.columns = columns
  }

  init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let title = json["title"]?.string,
      let path = json["path"], let fields = json["schema"]?["fields"]?.elements
    else { return nil }
    let columns = fields.compactMap { field -> Column? in
      guard let name = field["name"]?.string, let type = field["type"]?.string else { return nil }
      return Column(name: name, title: field["title"]?.string ?? name, type: type)
    }
    guard columns.count == fields.count else { return nil }
    self.init(
      name: name, title: title,
      paths: path.string.map { [$0] } ?? path.elements.compactMap(\.string), columns: columns)
  }

  fileprivate func write(into json: inout JSONText) {
    json.object { json in
      json.member("name", name)
      json.member("title", title)
      if paths == [name + ".csv"] {
        json.member("path", paths[0])
      } else {
        json.member("path", paths)
      }
      json.member("profile", "tabular-data-resource")
      json.member("format", "csv")
      json.member("mediatype", "text/csv")
      json.member("encoding", "utf-8")
      json.member("dialect") { json in
        json.object { json in
          json.member("delimiter", ",")
          json.member("lineTerminator", "\r\n")
          json.member("quoteChar", "\"")
          json.member("doubleQuote", true)
          json.member("header", true)
        }
      }
      json.member("schema") { json in writeSchema(into: &json) }
    }
  }

  private func writeSchema(into json: inout JSONText) {
    json.object { json in
      json.member("fields") { json in
        json.array { json in
          for column in columns {
            json.object { json in
              json.member("name", column.name)
              json.member("title", column.title)
              json.member("type", column.type)
            }
          }
        }
      }
      json.member("missingValues", [""])
    }
  }
}
