import LessonLanguage
import Typesetting

/// A small lesson to begin one's own with: a neuron with all that a lesson usually has.
enum StarterLesson {
  /// Its name, which is that of the file in which one would keep it.
  static let name = Localized(es: "mia", en: "mine")

  /// The file in which one would keep it.
  static func file(_ language: Language) -> String { "\(name[language]).lesson" }

  /// The lesson as found, named in a language; its texts are in both.
  static func loaded(_ language: Language) throws(LessonError) -> LoadedLesson {
    let (lessons, source) = try LessonParser.read(text(language), file: name[language])
    return LoadedLesson(syntax: lessons[0], source: source, isBuiltIn: true)
  }

  /// Its text.
  static func text(_ language: Language) -> String {
    """
    lesson \(name[language])
      es "Una neurona"  en "One neuron"
      examples in columns

    note
      es "Cambia lo que quieras (un número, una fórmula, otra neurona) y pulsa Calcular."
      en "Change whatever you like (a number, a formula, another neuron) and press Run."

    settings
      η = 0.5  as lr   es "tasa de aprendizaje"            en "learning rate"

    data
      x = [1; 2]       es "entradas"                       en "inputs"
      y = 0.3          es "lo que debería salir"           en "what should come out"

    parameters
      w = [0.1 0.2]    es "pesos"                          en "weights"
      b = 0            es "sesgo"                          en "bias"

    forward
      z = w·x + b      es "suma ponderada"                 en "weighted sum"
      a = σ(z)         es "salida de la neurona"           en "output of the neuron"

    loss
      E = ½·(a − y)²   es "error"                          en "error"

    backward
      dw = ∂E/∂w       es "cuánto cambia E con cada peso"  en "how E changes with each weight"
      db = ∂E/∂b       es "cuánto cambia E con el sesgo"   en "how E changes with the bias"

    update
      w by dw
      b by db

    run
      stop after 20 iterations

    pictures
      curve E          es "El error en cada iteración"     en "The error at each iteration"

    """
  }
}
