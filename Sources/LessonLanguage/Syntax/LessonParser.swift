import Typesetting

/// Reads lesson files and formulas that a reader types.
package enum LessonParser {
  /// The lessons of a file (`.lesson` or `.expect`): at least one.
  ///
  /// - Throws: what is wrong first, with its place.
  package static func parse(_ text: String, file: String) throws(LessonError) -> [LessonSyntax] {
    try read(text, file: file).lessons
  }

  /// The lessons of a file, and its lines for the errors that are found later.
  ///
  /// - Throws: what is wrong first, with its place.
  package static func read(
    _ text: String, file: String
  ) throws(LessonError) -> (lessons: [LessonSyntax], source: SourceText) {
    // A file that is too long is refused as a whole, before it is cut into lines.
    let typed = text.utf8.count <= Limits.fileBytes ? SourceText.typedLines(text) : []
    let source = SourceText(file: file, typed: typed)
    do throws(LocatedError) {
      var parser = FileParser(typed.isEmpty ? try Lexer.lines(of: text) : try Lexer.lines(of: typed))
      return (try parser.lessons(), source)
    } catch {
      throw source.error(error)
    }
  }

  /// A formula by itself: an address (`∂E/∂W1[1,1]`, `dW1[2,1]`, `c.1`) or a setting's value.
  ///
  /// - Throws: what is wrong first; its file is the empty text.
  package static func formula(_ text: String) throws(LessonError) -> FormulaSyntax {
    do throws(LocatedError) {
      let lines = try Lexer.lines(of: text)
      guard let line = lines.first else {
        throw LocatedError(nil, es: "se esperaba una fórmula", en: "expected a formula")
      }
      var parser = LineParser(line)
      let formula = try parser.sum()
      try parser.expectEnd()
      if let next = lines.dropFirst().first {
        throw LocatedError(next.range, es: "una fórmula ocupa una sola línea", en: "a formula stands on one line")
      }
      return formula
    } catch {
      throw SourceText(file: "", text: text).error(error)
    }
  }
}
