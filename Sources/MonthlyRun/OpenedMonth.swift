import Files
import Intake
import ListSchema
import Receipts
import Values

/// A month's folder with what every run on it needs: settings, lists, rules.
struct OpenedMonth {
  /// Path of the folder, without `/` at its end.
  let folder: String
  /// The month in its name.
  let period: Period
  /// Flags, and what `monthly-merge.yaml` beside the folder says.
  let settings: RunSettings
  /// Lists, rules and templates.
  let resources: Resources
  /// What the person who runs it should know of settings that are not read.
  let notices: [String]

  /// Opens a folder.
  ///
  /// - Throws: ``RunError`` where it is none, its name is no month, or its settings can't be used.
  init(_ folder: String, _ settings: RunSettings) throws(RunError) {
    let folder = Self.withoutTrailingSlash(folder)
    do throws(FileError) {
      let status = try FileStatus(of: folder)
      guard status.kind == .folder else { throw FileError.notFolder(path: folder) }
      // Before anything is read through it: who may not enter it is told of the folder itself.
      _ = try Folder.names(in: folder)
    } catch {
      throw .folder(error)
    }
    let name = MonthName.name(of: folder)
    guard let period = Period(name) else { throw .notAMonth(name: name) }
    self.folder = folder
    self.period = period
    var settings = settings
    if let yaml = try Self.settingsFile(beside: folder) {
      do throws(SettingsError) {
        try settings.apply(yaml: yaml)
      } catch {
        throw .settings(error)
      }
    }
    self.settings = settings
    notices = Self.unreadSettings(of: folder)
    do throws(ResourceError) {
      resources = try Resources(templates: settings.templates)
    } catch {
      throw .resources(error)
    }
    do throws(SettingsError) {
      try settings.check(against: resources)
    } catch {
      throw .settings(error)
    }
  }

  /// When the month's lists are due.
  ///
  /// - Throws: ``RunError/resources(_:)`` where a calendar can't be used.
  func deadline() throws(RunError) -> Deadline {
    do throws(ResourceError) {
      return settings.deadline.deadline(of: period, in: try resources.calendar())
    } catch {
      throw .resources(error)
    }
  }

  private static func settingsFile(beside folder: String) throws(RunError) -> [UInt8]? {
    do throws(FileError) {
      return try readFile(
        "\(MonthName.parent(of: folder))/\(MonthFolder.settings)", limit: 1 << 20)
    } catch .notFound {
      return nil
    } catch {
      throw .folder(error)
    }
  }

  /// Files that look like settings but lie elsewhere, or are named otherwise, and so change nothing.
  private static func unreadSettings(of folder: String) -> [String] {
    let root = MonthName.parent(of: folder)
    let other = "monthly-merge.yml"
    let paths = [
      "\(folder)/\(MonthFolder.settings)", "\(folder)/\(other)",
      MonthName.path(of: other, in: root),
    ]
    let right = MonthName.path(of: MonthFolder.settings, in: root)
    return paths.filter { (try? FileStatus(of: $0)) != nil }.map {
      "\($0) 没有采用；设置要写在月份文件夹旁边的 \(right) 里"
    }
  }

  /// A path as it is joined to others.
  static func withoutTrailingSlash(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }
}
