import Stepping
import Typesetting

/// What the full screen of `step` says besides the steps themselves.
package enum StepScreenTexts {
  static let keys = Localized(
    es: "n sigue · b atrás · ] [ iteración · Tab matriz · w caminos · ? ayuda · q sale",
    en: "n next · b back · ] [ iteration · Tab matrix · w paths · ? help · q quit")
  static let matrixKeys = Localized(
    es: "flechas o hjkl mueven · Enter (Intro) abre · w caminos · n sigue · Esc sale",
    en: "arrows or hjkl move · Enter opens · w paths · n next · Esc leaves")
  static let overlayKeys = Localized(
    es: "↓ ↑ Re Pág y Av Pág mueven · Esc vuelve", en: "↓ ↑ Page Up and Page Down move · Esc goes back")
  /// What keys do as long as something is sought.
  static func soughtKeys(_ text: String) -> Localized {
    Localized(
      es: "«\(text)»: n siguiente · N anterior · Esc deja de buscar",
      en: "“\(text)”: n next match · N the one before · Esc ends the search")
  }
  static let search = Localized(es: "Buscar: ", en: "Search: ")
  static let change = Localized(
    es: "Cambiar (lr=0.5, W1[1,2]=0.4, b1=[0; 0]; vacío: deshacer): ",
    en: "Change (lr=0.5, W1[1,2]=0.4, b1=[0; 0]; empty: take back): ")
  static let firstExample = Localized(es: "ejemplo 1", en: "example 1")
  static let before = Localized(es: "antes", en: "before")
  static let otherShape = Localized(
    es: ": antes esta cantidad no existía, o tenía otras dimensiones.",
    en: ": before, there was no such quantity, or it had another shape.")

  /// On the way to an iteration.
  package static let anyKeyStops = Localized(es: " · cualquier tecla para", en: " · any key stops")
  /// After a change has been taken back.
  package static let takenBack = Localized(
    es: "Todo vuelve a estar como en la lección.", en: "Everything is as in the lesson again.")
  /// Where nothing had been changed.
  package static let nothingChanged = Localized(
    es: "No hay cambios que deshacer.", en: "There is no change to take back.")
  /// When a run was stopped by a key.
  package static let stopped = Localized(es: "Parado aquí.", en: "Stopped here.")
  /// What a terminal that is too small says.
  package static func tooSmall(columns: Int, rows: Int) -> Localized {
    Localized(
      es: "Hacen falta 80×24 caracteres, y aquí hay \(columns)×\(rows). Agranda la ventana, o sal con q y usa --line.",
      en: "80×24 characters are needed, and here are \(columns)×\(rows). Enlarge the window, or quit with q and use "
        + "--line.")
  }

  /// What is said about a key.
  package static func note(_ note: ScreenNote) -> Localized {
    switch note {
    case .unknownKey(let character):
      let shown = String(character.visible)
      return Localized(
        es: "La tecla «\(shown)» no hace nada; con ? se ven todas.",
        en: "The key “\(shown)” does nothing; ? shows them all.")
    case .noMatch(let text):
      let shown = text.bounded(whole: 30).visible
      return Localized(
        es: "Ninguna operación tiene «\(shown)» en su nombre ni en su significado.",
        en: "No operation has “\(shown)” in its name or meaning.")
    case .marked: return Localized(es: "Lugar marcado; ' vuelve a él.", en: "Place marked; ' comes back to it.")
    case .unmarked: return Localized(es: "Marca quitada.", en: "Mark removed.")
    case .noBookmarks:
      return Localized(es: "No hay lugares marcados; m marca este.", en: "No places are marked; m marks this one.")
    }
  }

  /// Every key with its meaning.
  package static func help(_ language: Language) -> [Block] {
    let keys: [(String, Localized)] = [
      (
        "n → 5n",
        Localized(
          es: "la operación siguiente (también el espacio); cinco más allá",
          en: "the next operation (the space bar, too); five further on")
      ),
      ("N b ←", Localized(es: "la operación anterior", en: "the operation before")),
      (
        "] [ ↓ ↑",
        Localized(
          es: "la misma operación de la iteración siguiente o anterior",
          en: "the same operation of the next or previous iteration")
      ),
      (
        "f F",
        Localized(
          es: "la parte siguiente o anterior: hacia adelante, pérdida, atrás…",
          en: "the next or previous part: forward, loss, backward…")
      ),
      (
        "g G 120g",
        Localized(es: "la primera iteración, la última, la 120", en: "the first iteration, the last, the 120th")
      ),
      (
        "/",
        Localized(
          es: "busca una operación; después, n y N van de una a otra hasta Esc",
          en: "search for an operation; then n and N are the matches, until Esc")
      ),
      (
        "Tab",
        Localized(
          es: "entra en el resultado: flechas o hjkl; Esc sale", en: "into the result: arrows or hjkl; Esc leaves")
      ),
      (
        "Enter",
        Localized(
          es: "abre el número en un árbol, hasta los datos", en: "open the number as a tree: where it comes from")
      ),
      (
        "w",
        Localized(
          es: "los caminos por los que la pérdida depende de él", en: "the paths along which the loss depends on it")
      ),
      (
        Localized(es: "Re/Av Pág", en: "PgUp PgDn")[language],
        Localized(es: "mueve lo que no cabe", en: "scroll what does not fit")
      ),
      ("r", Localized(es: "ejecuta hasta el final; cualquier tecla para", en: "run on to the end; any key stops")),
      (
        "s",
        Localized(
          es: "cambia un ajuste, un peso o un dato: lr=0.5, W1[1,2]=0.4; antes y después",
          en: "change a setting, a weight or an input: lr=0.5, W1[1,2]=0.4; before and after")
      ),
      (
        "m '",
        Localized(
          es: "marca este lugar; va al lugar marcado siguiente", en: "mark this place; go to the next marked one")
      ),
      (
        "c e",
        Localized(
          es: "ejemplos en filas o columnas; español o inglés", en: "examples in rows or columns; English or Spanish")
      ),
      ("? q", Localized(es: "esta ayuda; salir", en: "this help; quit")),
    ]
    return [
      .table(
        Table(
          headings: [
            Text(Localized(es: "tecla", en: "key")[language]),
            Text(Localized(es: "qué hace", en: "what it does")[language]),
          ], alignments: [.left, .left], rows: keys.map { [Text([.code($0.0)]), Text($0.1[language])] }))
    ]
  }
}
