import Typesetting

extension VariantDrawing {
  /// Which names vary and which do not, and the variants, for programs.
  ///
  /// - Parameters:
  ///   - files: where each was written; nil where the texts were not written to files, and are facts themselves.
  ///   - name: the lesson's.
  package func fact(_ variants: [Variant], of name: String, seed: UInt32, files: [String]?) -> Fact {
    .record(
      ("lesson", .text(name)), ("seed", .integer(seed)), ("varied", .list(varied.map { .text($0.name) })),
      ("kept", .list(kept.map { .record(("name", .text($0.name)), ("reason", .words($0.reason))) })),
      (
        "variants",
        .list(
          variants.enumerated().map { place, variant in
            let file = files.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            return variant.fact.adding(
              ("file", file.map { .text($0) }), ("text", file == nil ? .text(variant.text) : nil))
          })
      ))
  }
}

extension Variant {
  /// Its name, its numbers and how they were found, for programs.
  package var fact: Fact {
    .record(
      ("name", .text(name)), ("number", .text(number.text)), ("seed", .integer(seed)),
      (
        "values",
        .list(
          values.map { value in
            .record(
              ("name", .text(value.name)), ("numbers", .list(value.numbers.map { .number($0) })),
              ("written", .list(value.rows.map { .list($0.map { .text($0) }) })))
          })
      ), ("attempts", .integer(attempts)),
      (
        "refused",
        .list(
          refusals.map { refusal in
            .record(
              ("attempt", .integer(refusal.attempt)), ("kind", .text(refusal.kind.rawValue)),
              ("reason", .words(refusal.message)))
          })
      ))
  }
}
