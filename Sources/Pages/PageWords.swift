import Typesetting

/// The few words that only a page has.
enum PageWords {
  static let close = Localized(es: "Cerrar", en: "Close")
  static let parts = Localized(es: "De dónde sale", en: "Where it comes from")
  static let next = Localized(es: "Después del paso", en: "After the step")
  static let printed = Localized(es: "En los apuntes:", en: "In the notes:")
  static let operations = Localized(es: "Las operaciones", en: "The operations")
  static let pictures = Localized(es: "Dibujos y tablas", en: "Pictures and tables")
  static let top = Localized(es: "Arriba", en: "Top")

  /// What can be done on the page.
  static let hint = Localized(
    es: "Cada número subrayado se puede abrir: enseña la fórmula, la sustitución y los números de los que sale.",
    en: "Every underlined number can be opened: it shows the formula, the substitution and the numbers it comes from.")

  /// Which numbers are not opened.
  static func unopened(_ entries: Int) -> Localized {
    Localized(
      es:
        "De las cantidades con más de \(entries) números, o cuando en la página ya hay demasiados, no se abre cada uno: "
        + "lo hace ",
      en:
        "Of quantities with more than \(entries) numbers, or where there are too many on the page already, not every one "
        + "is opened: that is done by ")
  }
}

extension PageWords {
  /// What the script says of the pad.
  static let ofPad: [(name: String, words: Localized)] = [
    ("pad", Localized(es: "Dibuja una cifra", en: "Draw a digit")),
    (
      "padNotice",
      Localized(
        es:
          "La red solo ha visto cifras blancas sobre negro, centradas y del mismo tamaño: la tuya se prepara igual antes de "
          + "preguntarle. Los diez números suman siempre 1: uno alto no dice que la red esté segura, y ninguno puede decir "
          + "«esto no es una cifra»; también de un garabato dirá alguna.",
        en:
          "The network has only seen white digits on black, centred, all of one size: yours is prepared in the same way before "
          + "it is asked. The ten numbers always add up to 1: a high one does not say that the network is sure, and none can "
          + "say “this is no digit”; of a scribble, too, it will name one.")
    ),
    (
      "padKeys",
      Localized(
        es:
          "Con el ratón o el dedo; o con las flechas, que mueven la pluma, y la barra espaciadora, que la apoya o la "
          + "levanta.",
        en:
          "With the mouse or a finger; or with the arrow keys, which move the pen, and the space bar, which puts it down "
          + "or lifts it.")
    ),
    ("clear", Localized(es: "Borrar", en: "Clear")),
    ("example", Localized(es: "Un ejemplo", en: "An example")),
    ("penWidth", Localized(es: "Grosor de la pluma", en: "Width of the pen")),
    ("scaled", Localized(es: "Ampliar o reducir a 20×20", en: "Enlarge or shrink to 20×20")),
    ("centred", Localized(es: "Centrar por su masa", en: "Centre by its mass")),
    ("inverted", Localized(es: "Negro sobre blanco", en: "Black on white")),
    (
      "digitMeant",
      Localized(es: "Es un (para la pérdida y los gradientes):", en: "It is a (for the loss and the gradients):")
    ),
    ("penDown", Localized(es: "Pluma apoyada:", en: "Pen down:")),
    ("penUp", Localized(es: "Pluma levantada:", en: "Pen up:")),
    (
      "noInk",
      Localized(
        es: "Todavía no hay tinta. La red contestaría también a un lienzo vacío; la página no le pregunta.",
        en: "There is no ink yet. The network would answer to an empty pad, too; the page does not ask it.")
    ),
    ("networkSays", Localized(es: "Lo que dice la red", en: "What the network says")),
    ("networkSees", Localized(es: "Lo que ve la red: 28×28", en: "What the network sees: 28×28")),
  ]

  /// What the script says, by the names that it knows.
  static let ofScript: [(name: String, words: Localized)] = [
    ("stepByStep", Localized(es: "Paso a paso", en: "Step by step")),
    ("steps", Localized(es: "Pasos", en: "Steps")),
    ("previousStep", Localized(es: "Paso anterior", en: "Previous step")),
    ("nextStep", Localized(es: "Paso siguiente", en: "Next step")),
    ("previousIteration", Localized(es: "Iteración anterior", en: "Previous iteration")),
    ("nextIteration", Localized(es: "Iteración siguiente", en: "Next iteration")),
    ("iteration", Localized(es: "Iteración", en: "Iteration")),
    ("predict", Localized(es: "Predecir", en: "Predict")),
    ("check", Localized(es: "Comprobar", en: "Check")),
    ("hint", Localized(es: "Pista", en: "Hint")),
    ("skip", Localized(es: "Saltar y ver el valor", en: "Skip and see the value")),
    ("hidden", Localized(es: "por predecir", en: "to be predicted")),
    ("openNumber", Localized(es: "El número abierto", en: "The open number")),
    ("back", Localized(es: "Atrás", en: "Back")),
    ("close", close),
    ("change", Localized(es: "Cambiar a", en: "Change to")),
    ("apply", Localized(es: "Aplicar", en: "Apply")),
    ("changed", Localized(es: "Con cambios:", en: "With changes:")),
    ("undo", Localized(es: "Deshacer", en: "Undo")),
    ("before", Localized(es: "antes", en: "before")),
    ("language", Localized(es: "Idioma", en: "Language")),
    ("mark", Localized(es: "Marca decimal", en: "Decimal mark")),
    ("convention", Localized(es: "Dónde van los ejemplos", en: "Where examples lie")),
    ("columns", Localized(es: "columnas", en: "columns")),
    ("rows", Localized(es: "filas", en: "rows")),
    ("theme", Localized(es: "Claro u oscuro", en: "Light or dark")),
    ("print", Localized(es: "Imprimir", en: "Print")),
    ("blankSheet", Localized(es: "Hoja en blanco", en: "Blank sheet")),
    ("solvedSheet", Localized(es: "Hoja resuelta", en: "Solved sheet")),
    ("settings", Localized(es: "Ajustes", en: "Settings")),
    ("edit", Localized(es: "Editar la lección", en: "Edit the lesson")),
    ("text", Localized(es: "El texto de la lección", en: "The text of the lesson")),
    ("run", Localized(es: "Calcular", en: "Run")),
    ("save", Localized(es: "Guardar como .lesson", en: "Save as .lesson")),
    ("file", Localized(es: "Abrir un archivo", en: "Open a file")),
    ("restore", Localized(es: "Volver a la lección", en: "Back to the lesson")),
    (
      "edited",
      Localized(
        es: "La página calcula con el texto que has editado.",
        en: "The page computes with the text that you have edited.")
    ),
    (
      "restored", Localized(es: "La página vuelve a ser la de la lección.", en: "The page is that of the lesson again.")
    ),
    ("line", Localized(es: "Línea", en: "Line")),
    ("computing", Localized(es: "Calculando: iteración", en: "Computing: iteration")),
    (
      "trapped",
      Localized(
        es:
          "El cálculo ha agotado la memoria o la pila. El motor ha vuelto a empezar, y la página sigue como estaba.",
        en: "The computation ran out of memory or stack. The engine has started again, and the page is as it was."
      )
    ),
    (
      "noMath",
      Localized(
        es: "Este navegador no compone las fórmulas (le falta MathML): se leen escritas en una línea.",
        en: "This browser does not set formulas (it lacks MathML): they can be read written on a line.")
    ),
    (
      "noWebAssembly",
      Localized(
        es:
          "Este navegador no puede calcular (le falta WebAssembly o está desactivado): la página se lee y se imprime igual, "
          + "con los números que trae.",
        en:
          "This browser cannot compute (it lacks WebAssembly, or that is switched off): the page can be read and printed "
          + "all the same, with the numbers it comes with.")
    ),
    (
      "noDecompression",
      Localized(
        es:
          "Este navegador no puede calcular (le falta DecompressionStream; una versión más nueva lo tiene): la página se lee "
          + "y se imprime igual, con los números que trae.",
        en:
          "This browser cannot compute (it lacks DecompressionStream, which a newer version has): the page can be read and "
          + "printed all the same, with the numbers it comes with.")
    ),
  ]
}
