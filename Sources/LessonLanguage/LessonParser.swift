import Typesetting

/// Reads lesson files and formulas that a reader types.
package enum LessonParser {
  /// The lessons of a file (`.lesson` or `.expect`): at least one.
  ///
  /// - Throws: what is wrong first, with its place.
  package static func parse(_ text: String, file: String) throws(LessonError) -> [LessonSyntax] {
    do throws(LocatedError) {
      var parser = FileParser(try Lexer.lines(of: text))
      return try parser.lessons()
    } catch {
      throw SourceText(file: file, text: text).error(error)
    }
  }

  /// A formula by itself: an address (`∂E/∂W1[1,1]`, `dW1[2,1]`, `c.1`) or a setting's value.
  ///
  /// - Throws: what is wrong first; its file is the empty text.
  package static func formula(_ text: String) throws(LessonError) -> FormulaSyntax {
    do throws(LocatedError) {
      let lines = try Lexer.lines(of: text)
      guard let line = lines.first else {
        throw LocatedError(nil, es: "aquí debería haber una fórmula", en: "there should be a formula here")
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
