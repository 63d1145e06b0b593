extension JSONHelp {
  /// What `notebook` writes.
  static let notebook =
    Part(
      ["notebook"], es: "notebook", en: "notebook",
      [
        ("lesson", "el nombre", "the name"),
        ("file", "el cuaderno", "the notebook"),
        ("cells", "cuántas celdas tiene", "how many cells it has"),
        ("blanks", "cuántos números se piden", "how many numbers are asked for"),
        ("firstIteration", "la iteración que está línea a línea", "the iteration that stands line by line"),
        ("lastIteration", "aquella en que acaba el bucle", "the one in which the loop ends"),
        ("variables", "las cantidades y su nombre en Python", "the quantities and their names in Python"),
        ("quantity", "la cantidad", "the quantity"), ("variable", "su nombre en Python", "its name in Python"),
        ("remarks", "lo que no está en él, y por qué", "what is not in it, and why"),
      ])
}
