import Calculus
import Engine
import Execution
import LessonLanguage
import Matrices
import Pages

/// A page on which the reader draws the digit that a network is asked about.
extension PageCommand {
  /// A lesson that learns from digits, with a single one as its examples and with parameters that have been learned.
  struct Pad {
    let scope: Scope
    let options: RunOptions
    let parts: PageScript.Pad

    /// Nil for a lesson that does not tell digits apart, or reads files, and without parameters.
    ///
    /// - Parameters:
    ///   - scope: the lesson with the digits it has learned from; the first it is tested on is what the page shows first.
    ///   - options: what goes on from the parameters.
    init?(_ loaded: LoadedLesson, _ settings: RunArguments, _ scope: Scope, _ options: RunOptions) throws {
      let program = scope.program
      guard let start = options.start, let scores = program.scores, let source = program.examples,
        program.readsDigits, !program.readsFiles,
        let parameters = LearnedParameters.text(start.parameters(of: program), of: program)
      else { return nil }
      let first = try source.examples(of: .test).first(1)
      let image = Array(UnsafeBufferPointer(start: first.pixels, count: ExampleColumn.pixels.width))
      let label = first.classes[0]
      var own = settings.lesson
      own.digits = DrawnDigit(image, label: label)
      self.scope = try settings.blaming(loaded) { try loaded.lesson.program(settings: own).scope }
      var run = options
      run.start = start.parameters(of: self.scope.program)
      self.options = run
      parts = PageScript.Pad(
        parameters: parameters, image: image, label: Int(label), answer: scores.symbol.name)
    }
  }
}

extension Program {
  /// Whether examples of it are images of digits.
  var readsDigits: Bool { inputs.contains { if case .examples = $0.initializer { true } else { false } } }

  /// Whether some of its numbers come from a file.
  var readsFiles: Bool { inputs.contains { if case .file = $0.initializer { true } else { false } } }
}
