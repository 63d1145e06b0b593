import Calculus
import LessonLanguage
import Marking
import Stepping
import Trace
import Typesetting
import Verification

/// An iteration of a lesson with numbers left out, for a student to compute.
package struct Exercise {
  package let scope: Scope
  /// The numbers of the iteration.
  package let moment: Moment
  /// What is to be computed, in the order of the derivation.
  package let tasks: [Task]

  /// The entries of one quantity that are to be computed.
  package struct Task {
    package let definition: Definition
    package let blanks: [Blank]

    /// Whether every entry of the quantity is a blank.
    package var isWhole: Bool { blanks.count == definition.quantity.shape.count }
  }

  package var blanks: [Blank] { tasks.flatMap { $0.blanks } }

  /// - Parameters:
  ///   - list: quantities and entries, separated by commas: `z1,dW1[1,1],E`.
  ///   - digits: how the numbers are to be written.
  /// - Throws: what is wrong with the list.
  package init(_ list: String, _ digits: AskedDigits, in moment: Moment, _ scope: Scope) throws(Refusal) {
    let program = moment.program
    let steps = Walk.steps(of: program)
    var wanted: [Int: [(entry: Entry, question: Question)]] = [:]
    for piece in Self.pieces(list) {
      var addresses = [piece]
      let (names, unknown) = RecordedQuantity.names(piece, of: program)
      if unknown == nil {
        guard let step = steps.first(where: { names.contains($0.quantity.name) }) else {
          throw Refusal(
            es: "«\(piece)» es un dato: no hay nada que calcular.",
            en: "“\(piece)” is given: there is nothing to compute.")
        }
        guard step.quantity.shape.count <= Question.mostEntries else {
          throw Refusal(
            es: "«\(piece)» tiene \(step.quantity.shape.count) números, y a mano se calculan hasta "
              + "\(Question.mostEntries): pide algunos, como \(piece)[1,1].",
            en: "“\(piece)” has \(step.quantity.shape.count) numbers, and by hand one computes up to "
              + "\(Question.mostEntries): ask for some of them, like \(piece)[1,1].")
        }
        addresses = Question.addresses(of: [step], only: names).addresses
      }
      for address in addresses {
        let question: Question
        do throws(LessonError) {
          question = try Question(address, moment.iteration, in: scope)
        } catch {
          throw Refusal(es: error.message.es, en: error.message.en)
        }
        guard let entry = question.entry, steps.contains(where: { $0.quantity == entry.quantity }) else {
          throw Refusal(
            es: "«\(address)» no es un número que calcule una línea de la lección.",
            en: "“\(address)” is no number that a line of the lesson computes.")
        }
        guard moment.entry(entry.quantity, entry.offset).isFinite else {
          throw Refusal(
            es: "«\(address)» no tiene un valor finito en la iteración \(moment.iteration).",
            en: "“\(address)” has no finite value in iteration \(moment.iteration).")
        }
        if wanted[entry.quantity.id]?.contains(where: { $0.entry == entry }) == true { continue }
        wanted[entry.quantity.id, default: []].append((entry, question))
      }
    }
    let noise = RoundingNoise(moment)
    func value(_ entry: Entry) -> Double {
      let value = moment.entry(entry.quantity, entry.offset)
      guard value.magnitude < Self.small else { return value }
      // What is left of terms that cancel is 0 to whoever computes by hand.
      let all = noise.noise(of: Resolved(moment.formula(of: entry.quantity) ?? .reference(entry.quantity)))
      let own = all.indices.contains(entry.offset) ? all[entry.offset] : 0
      return RoundingNoise.isZero(value, most: own) ? 0 : value
    }
    guard !wanted.isEmpty else {
      throw Refusal(es: "No se pide ningún número.", en: "No number is asked for.")
    }
    self.scope = scope
    self.moment = moment
    tasks = steps.compactMap { step in
      guard let asked = wanted[step.quantity.id] else { return nil }
      let blanks = asked.sorted { $0.entry.offset < $1.entry.offset }.map { entry, question in
        Blank(question: question, entry: entry, value: value(entry), digits: digits)
      }
      return Task(definition: step, blanks: blanks)
    }
  }

  /// Only of numbers below this is asked whether they are anything but rounding.
  private static let small = 1e-9

  /// Why a list of blanks cannot be used.
  package struct Refusal: Error, Hashable, Sendable {
    package let message: Localized

    init(es: String, en: String) { message = Localized(es: es, en: en) }
  }

  /// The parts of a list; commas within brackets part nothing.
  private static func pieces(_ list: String) -> [String] {
    var pieces: [String] = [""]
    var depth = 0
    for character in list {
      if character == "[" || character == "(" { depth += 1 }
      if character == "]" || character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces.map { $0.trimmed }.filter { !$0.isEmpty }
  }
}
