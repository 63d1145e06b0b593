import Typesetting

/// A place such as `Clase 6, Ejemplo (l.45)`: a part of a document and, at its end, the line.
package struct PlaceInNotes {
  /// The place without its line.
  package let part: String
  /// The line, as `l.45` says it.
  package let line: Int?

  package init(_ place: String) {
    if place.hasSuffix(")"), let range = place.range(ofLast: " (l."),
      let number = Int(place[range.upperBound...].dropLast())
    {
      part = String(place[..<range.lowerBound])
      line = number
    } else {
      part = place
      line = nil
    }
  }
}
