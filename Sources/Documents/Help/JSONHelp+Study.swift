import Typesetting

extension JSONHelp {
  /// What `study` writes, and what `--out` saves in a .json file.
  static let study =
    Part(
      ["study"], es: "study", en: "study",
      [
        ("studies", "los estudios", "the studies"), ("lesson", "la lección", "the lesson"),
        ("study", "su nombre, o su número", "its name, or its number"), ("question", "la pregunta", "the question"),
        ("criterion", "cuándo se ha resuelto", "when a run is solved"),
        ("when", "once: en cuanto se cumple; end: al final", "once: as soon as it holds; end: at the end"),
        ("firstSeed", "la primera semilla", "the first seed"),
        ("seeds", "cuántas semillas", "how many seeds"), ("runs", "ejecuciones hechas", "runs that were made"),
        ("planned", "ejecuciones previstas", "runs that were planned"),
        ("combinations", "cada combinación de lo que varía", "each combination of what is varied"),
        ("settings", "lo que varía, con su valor", "what is varied, with its value"),
        ("solved", "cuántas se han resuelto", "how many were solved"),
        ("lost", "cuántas han divergido: no se han resuelto", "how many diverged: they are not solved"),
        ("share", "la parte resuelta", "the share that was solved"),
        ("interval", "su intervalo de Wilson del 95 %", "its 95 % Wilson interval"),
        (
          "iterations", "en qué iteración: cuartil, mediana, cuartil",
          "at which iteration: lower quartile, median, upper quartile"
        ),
        ("measures", "lo que se mira al final", "what is looked at in the end"), ("name", "su nombre", "its name"),
        ("quartiles", "cuartil, mediana, cuartil", "lower quartile, median, upper quartile"),
        ("expected", "lo que dicen los apuntes", "what the notes expect"),
        ("met", "si se cumple; falta si no se puede saber", "whether it came out; omitted where that is not known"),
        ("seconds", "con all: el tiempo que tardó", "with all: the time it took"),
        ("trials", "con --out: cada ejecución", "with --out: each run"), ("seed", "su semilla", "its seed"),
        ("iteration", "su última iteración", "its last iteration"),
        ("ending", "solved, unsolved, lost", "solved, unsolved, lost"),
        ("values", "lo medido", "what was measured"),
        (
          "fingerprint", "igual en estudios cuyas ejecuciones se pueden juntar",
          "the same in studies whose runs can be put together"
        ),
      ])
}
