import Typesetting

/// A document of notes that the built-in lessons come from: its file, and the title by which a reader knows it.
package struct CourseDocument {
  /// The name of its file, as lessons and printed numbers give it.
  package let file: String
  /// Its own title, in its own language; where it has none, one that describes it.
  package let title: String

  /// The five documents; the first and the third have no title of their own.
  package static let all = [
    CourseDocument(file: "000_4b932e9dd040ca20.txt", title: "Red neuronal multicapa (MLP) para MNIST"),
    CourseDocument(file: "001_5350697d0ddce207.txt", title: "Apuntes sobre inteligencia artificial"),
    CourseDocument(file: "002_f54c0b0933e130cb.txt", title: "Proyecto concurrente: análisis de MNIST"),
    CourseDocument(file: "003_1d60109e5e97ea7a.txt", title: "Redes neuronales, clase #4"),
    CourseDocument(file: "004_5e7922fcad38bb23.txt", title: "Fundamentos de las redes neuronales, clase 6"),
  ]

  /// The document that a place such as `001_….txt, 1.1 El aprendizaje (l.51)` names first; nil for any other place.
  package static func of(_ place: String) -> CourseDocument? { all.first { place.hasPrefix($0.file) } }

  /// A place as a reader is told of it: `Apuntes sobre inteligencia artificial, §1.1 El aprendizaje`; one in other
  /// documents as it stands.
  package static func named(_ place: String) -> String {
    guard let document = of(place) else { return place }
    let parts = String(place.dropFirst(document.file.count)).parts(separatedBy: ", ")
    return document.title + parts.map { part in isSection(part) ? "§" + part : part }.joined(separator: ", ")
  }

  /// Whether it begins with the number of a section.
  private static func isSection(_ part: String) -> Bool {
    part.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false
  }
}
