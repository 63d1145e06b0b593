import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whether an XML parser reads a text to its end.
enum XMLDocumentCheck {
  static func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }
}
