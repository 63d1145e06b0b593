/// Words that other programs, and Spanish, have for what the language calls otherwise.
enum ForeignWords {
  /// The words of lines, with what may be meant by each, the likeliest first.
  private static let ofLines: [String: [String]] = [
    "truncado": ["truncated"], "truncada": ["truncated"], "redondeado": ["rounded"], "redondeada": ["rounded"],
    "arrastrado": ["carried"], "errata": ["misprint"], "erratum": ["misprint"], "cuando": ["when"], "si": ["when"],
    "con": ["by", "with"], "using": ["by", "with"], "en": ["at", "on"], "desde": ["from"],
    "de": ["from"], "dentro": ["within"], "como": ["as"], "fin": ["end"], "transcripción": ["transcription"],
    "redacción": ["wording"], "abierta": ["open"], "estudio": ["study"], "para": ["for"], "ejercicio": ["exercise"],
    "hueco": ["blank"], "huecos": ["blank"], "cifras": ["digits"], "decimales": ["decimals"], "regla": ["rule"],
    "truncar": ["truncated"], "redondear": ["rounded"],
  ]

  /// The functions of other programs.
  private static let ofFunctions: [String: String] = [
    "sen": "sin", "seno": "sin", "coseno": "cos", "th": "tanh", "tgh": "tanh", "tansig": "tanh", "sigm": "sigmoid",
    "sigmoide": "sigmoid", "logsig": "sigmoid", "logistic": "sigmoid", "logistica": "sigmoid", "expit": "sigmoid",
    "promedio": "mean", "media": "mean", "avg": "mean", "average": "mean", "sumatoria": "sum", "sumatorio": "sum",
    "suma": "sum", "raiz": "sqrt", "heaviside": "step", "escalon": "step", "umbral": "step", "hardlim": "step",
    "signo": "sign", "sgn": "sign", "norma": "norm", "maximo": "max", "minimo": "min", "maximum": "max",
    "minimum": "min", "fabs": "abs", "len": "size", "length": "size", "varianza": "var", "variance": "var",
  ]

  /// Functions of other programs that are a formula here, with how that is written.
  private static let asFormulas: [String: String] = {
    let deviation = "√var(x)"
    let determinant = "A[1,1]·A[2,2] − A[1,2]·A[2,1]"
    return [
      "std": deviation, "stdev": deviation, "stddev": deviation, "sd": deviation, "desviacion": deviation,
      "desv": deviation, "tan": "sin(x)/cos(x)", "tg": "sin(x)/cos(x)", "cot": "cos(x)/sin(x)", "det": determinant,
      "determinante": determinant, "trace": "Σ A ⊙ identity(2)", "traza": "Σ A ⊙ identity(2)", "dot": "A·B",
      "matmul": "A·B", "transpose": "Aᵀ", "traspuesta": "Aᵀ", "pow": "x^n", "square": "x²", "round": "floor(x + ½)",
      "mse": "mean((y − ŷ)²)", "ecm": "mean((y − ŷ)²)",
    ]
  }()

  /// What a word of a line is in the language, among the words that fit; nil when it is no such word.
  static func line(_ word: String, among fitting: [String]) -> String? {
    ofLines[word]?.first { fitting.contains($0) }
  }

  /// How a function of another program is written as a formula; nil when it is no such name.
  static func formula(_ name: String) -> String? { asFormulas[name.lowercased()] }

  /// What a function of another program is called; nil when it is no such name.
  static func function(_ name: String) -> String? { ofFunctions[name.lowercased()] }
}
