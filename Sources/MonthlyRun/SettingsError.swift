/// Why `monthly-merge.yaml` can't be used.
public enum SettingsError: Error, Equatable {
  /// The text is no YAML; where, in words.
  case notYAML(place: String)
  /// A key that means nothing: probably misspelt, so it is not passed over in silence.
  case unknown(key: String)
  /// A value of the wrong form, and what is to be written, said after the key.
  case wrongForm(key: String, expected: String)
}
