import Typesetting

/// `lesson page --blank`: a page to write a lesson in.
extension PageCommand {
  static let blank = Option(
    "blank",
    help: Localized(
      es: "En lugar de una lección, una neurona para empezar la tuya: la página se abre con su texto para editarlo.",
      en: "In place of a lesson, a neuron to begin your own with: the page opens with its text to be edited."))

  /// The lesson, which `--blank` takes the place of.
  static let lesson: Argument = {
    var lesson = Argument.lesson
    lesson.isOptional = true
    return lesson
  }()

  /// The lesson that the page is of, and what it is called at a terminal.
  static func subject(_ context: Context) throws -> (lesson: LoadedLesson, name: String) {
    let arguments = context.arguments
    guard arguments.has(blank.name) else {
      guard let name = arguments[0] else { throw UsageError.missingArgument(.lesson) }
      return (try context.shelf.load(name), name)
    }
    if let name = arguments[0] {
      throw UsageError(
        es: "--blank hace una página sin lección: quita '\(name)', o quita --blank.",
        en: "--blank makes a page without a lesson: leave out '\(name)', or leave out --blank.")
    }
    for option in ["no-engine", "load"] where arguments.has(option) {
      throw UsageError(
        es: "Con --blank la página calcula lo que se escriba en ella, y con --\(option) no lleva el motor: quita uno.",
        en:
          "With --blank the page computes what is written in it, and with --\(option) it has no engine: leave out one.")
    }
    return (try StarterLesson.loaded(context.language), StarterLesson.file(context.language))
  }
}
