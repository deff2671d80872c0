/// Why `monthly-merge.yaml` can't be used.
public enum SettingsError: Error, Equatable {
  /// The text is no YAML; where, in words.
  case notYAML(place: String)
  /// A key that means nothing: probably misspelt, so it is not passed over in silence.
  case unknown(key: String)
  /// A value of the wrong form.
  case wrongForm(key: String)

  /// How a key is written, for who wrote it otherwise.
  ///
  /// - Parameter key: The key, with those above it: `deadline.time`.
  /// - Returns: An example.
  public static func rightForm(of key: String) -> String {
    switch key {
    case "deadline.day": "deadline: {day: 3}（1 至 31 的整数）"
    case "deadline.time": #"deadline: {time: "17:30"}（时:分，到 "24:00" 为止）"#
    case "deadline.policy":
      "deadline: {policy: none}（none、statutory-holidays 或 next-workday）"
    case "deadline": #"deadline: {day: 3, time: "24:00", policy: none}"#
    case "bureaus": #"bureaus: ["320100", "320500"]（设区市的行政区划代码）"#
    case _ where key.hasPrefix("severities"):
      "severities: {H006: info}（error、warning、info 或 off）"
    case _ where key.hasPrefix("limits"): "limits: {file_bytes: 67108864}（1 以上的整数）"
    default: #"每行一项，如 bureaus: ["320100"]"#
    }
  }
}
