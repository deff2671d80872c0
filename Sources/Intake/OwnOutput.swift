import Files

/// Tells folders that this product has written: their lists and 退回 copies are nobody's submission.
enum OwnOutput {
  /// How the files begin that tell of a merge, of a quarter, of a data package.
  private static let marks = [
    (file: "run.json", start: #"{"schema":"monthly-run/"#),
    (file: "run.json", start: #"{"schema":"monthly-span/"#),
    (file: "datapackage.json", start: #"{"name":"monthly-merge-"#),
  ]

  /// Whether one of them lies in a folder.
  static func isWritten(_ folder: String) -> Bool {
    marks.contains { mark in
      let start = try? readStart(mark.start.utf8.count, of: "\(folder)/\(mark.file)")
      return start?.elementsEqual(mark.start.utf8) == true
    }
  }
}
