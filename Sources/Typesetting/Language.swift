/// One of the two languages in which everything is written for a reader.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case spanish = "es"
  case english = "en"
}
