import Trace
import Typesetting

/// What `lesson study all` shows: every question with its answer and the time it took, and how long studies will take.
package struct StudyList {
  private let words: StudyWords

  package init(_ language: Language) { words = StudyWords(language: language) }

  /// One study: the question, the answer, the time.
  package func blocks(_ result: StudyResult, seconds: Double) -> [Block] {
    let study = result.study
    let command = "lesson study \(study.lesson) \(study.name)"
    let time = Text([.code(command), .faint(" · \(Self.time(seconds)[words.language])")])
    return [.heading(2, Text(words.heading(study))), .paragraph(words.answer(result))] + words.expectation(result)
      + [.paragraph(time)]
  }

  /// `3.1 s`, `2 min`
  package static func time(_ seconds: Double) -> Localized {
    if seconds >= 90 { return Localized(both: "\(Int((seconds / 60).rounded())) min") }
    if seconds >= 10 { return Localized(both: "\(Int(seconds.rounded())) s") }
    let tenths = DecimalDigits(seconds)?.rounded(toDecimals: 1).fixed(decimals: 1) ?? "0"
    return Localized(both: "\(tenths) s")
  }

  /// What is said before runs that will take long.
  package static func announcement(runs: Int, seconds: Double) -> Localized {
    let time = time(seconds)
    return Localized(
      es: "\(runs) ejecuciones; en esta máquina, a lo sumo unos \(time.es).",
      en: "\(runs) runs; on this machine about \(time.en) at most.")
  }

  /// How far studies have come.
  package static func progress(_ study: Study, done: Int, beginning: Int, seconds: Double) -> Localized {
    let left = Int(seconds * Double(study.runs - done) / Double(max(1, done - beginning)))
    let clock = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60)"
    return Localized(
      es: "\(study.lesson) \(study.name): ejecución \(done) de \(study.runs) · faltan \(clock)",
      en: "\(study.lesson) \(study.name): run \(done) of \(study.runs) · \(clock) left")
  }

  /// There is no such study.
  package static func unknown(_ name: String, in lesson: String, known: [String], near: String?) -> Localized {
    guard !known.isEmpty else {
      return Localized(
        es: "«\(lesson)» no tiene ningún estudio; di qué varía: --vary 'lr=0.1,0.5' --solved 'E < 0.01'",
        en: "“\(lesson)” has no study; say what is to be varied: --vary 'lr=0.1,0.5' --solved 'E < 0.01'")
    }
    let list = known.joined(separator: ", ")
    return Localized(
      es: "«\(lesson)» no tiene el estudio «\(name)»; tiene: \(list)",
      en: "“\(lesson)” has no study “\(name)”; it has: \(list)")
      + (near.map { Localized(es: ". ¿Querías decir «\($0)»?", en: ". Did you mean “\($0)”?") } ?? Localized(both: ""))
  }
}
