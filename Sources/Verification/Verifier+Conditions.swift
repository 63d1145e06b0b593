import Calculus
import LessonLanguage
import Typesetting

extension Verifier {
  /// What a line of `expect` is run with besides the lesson's own: `with η = 0.1, seed = 3`.
  struct Conditions: Hashable {
    var overrides: [String: LessonSettings.Override] = [:]
    /// The seed of the draws, where the line asks for one.
    var seed: UInt32?
  }

  /// `with η = 0.1, gate = xor, seed = 3` as overrides, and the seed unless the lesson has something of that name.
  func conditions(
    of expectation: Expectation, _ source: SourceText, _ main: Scope
  ) throws(LocatedError) -> Conditions {
    var found = Conditions()
    for setting in expectation.qualifiers.settings {
      guard let name = setting.name.plain else { continue }
      let key = Spelling.canonical(name)
      if key == "seed", !main.hasOwnSeed {
        found.seed = try seed(setting.value, main)
        continue
      }
      switch setting.value {
      case .name(let choice): found.overrides[key] = .choice(choice.plain.map(Spelling.canonical) ?? "")
      default: found.overrides[key] = .formula(setting.value, source.text(setting.value.range))
      }
    }
    return found
  }

  private func seed(_ syntax: FormulaSyntax, _ main: Scope) throws(LocatedError) -> UInt32 {
    let number = try main.number(syntax)
    guard let seed = UInt32(exactly: number) else {
      throw LocatedError(
        syntax.range, es: "una semilla es un número entero, de 0 a \(UInt32.max)",
        en: "a seed is a whole number, from 0 to \(UInt32.max)")
    }
    return seed
  }
}

extension Scope {
  /// Whether the lesson calls something `seed` that a reader may change.
  fileprivate var hasOwnSeed: Bool {
    program.settings.contains { $0.symbol.name == "seed" || $0.option == "seed" } || names.contains("seed")
  }
}
