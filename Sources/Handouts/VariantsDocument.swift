import Exercises
import Typesetting

/// What `lesson variants` says of the variants it has written: their numbers, why others were refused, what does not vary.
package struct VariantsDocument {
  private let language: Language

  package init(_ language: Language) { self.language = language }

  private func say(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }

  /// All about them.
  ///
  /// - Parameter name: the lesson's.
  package func blocks(_ variants: [Variant], _ drawing: VariantDrawing, of name: String) -> [Block] {
    var blocks: [Block] = [
      .heading(1, Text("\(name) · \(Noun.variant(variants.count)[language])")), table(variants, drawing),
    ]
    let alike = Self.alike(variants)
    if !alike.isEmpty {
      let list = alike.map { $0.joined(separator: " = ") }.joined(separator: "; ")
      blocks.append(
        .paragraph(
          Text(
            say(
              "Con los mismos números: \(list). Hay pocos entre los que elegir: varía algo más.",
              "With the same numbers: \(list). There are few to choose from: vary something more."))))
    }
    let refused = refused(variants)
    if !refused.isEmpty {
      let attempts = variants.reduce(0) { $0 + $1.attempts }
      blocks.append(
        .heading(
          2,
          Text(
            say(
              "De \(attempts) sorteos, los que no sirvieron", "Of \(attempts) draws, those that would not do"))))
      blocks.append(.list(refused))
    }
    if !drawing.kept.isEmpty {
      blocks.append(.heading(2, Text(say("Lo que no varía", "What does not vary"))))
      blocks.append(
        .list(
          drawing.kept.map { kept in
            Block.Item(.remark, Text([.code(kept.name), .plain(": \(kept.reason[language])")]))
          }))
    }
    return blocks
  }

  private func table(_ variants: [Variant], _ drawing: VariantDrawing) -> Block {
    let names = drawing.varied.map { Text([.code($0.name)]) }
    return .table(
      Table(
        headings: [Text(say("variante", "variant"))] + names,
        alignments: [.left] + names.map { _ in .left },
        rows: variants.map { variant in [Text(variant.number.text)] + variant.values.map { numbers($0) } }))
  }

  /// The numbers of a name on one line: `0.1 0.9; 0.7 0.4`.
  private func numbers(_ value: Variant.Value) -> Text {
    var parts: [Inline] = []
    for (place, row) in value.rows.enumerated() {
      if place > 0 { parts.append(.plain("; ")) }
      for (place, digits) in row.enumerated() {
        if place > 0 { parts.append(.plain(" ")) }
        parts.append(.math(.number(digits)))
      }
    }
    return Text(parts)
  }

  /// How often draws were refused for each reason, the most frequent first, with an example.
  private func refused(_ variants: [Variant]) -> [Block.Item] {
    let all = variants.flatMap { $0.refusals }
    var counts: [VariantRefusal.Kind: Int] = [:]
    for refusal in all { counts[refusal.kind, default: 0] += 1 }
    let kinds = VariantRefusal.Kind.allCases.filter { counts[$0] != nil }.sorted {
      counts[$0, default: 0] > counts[$1, default: 0]
    }
    return kinds.compactMap { kind in
      guard let example = all.first(where: { $0.kind == kind }) else { return nil }
      let count = counts[kind, default: 0]
      let words = example.message[language]
      return Block.Item(
        .remark, Text(count == 1 ? words : say("\(count), como: \(words)", "\(count), like: \(words)")))
    }
  }

  /// The variants, by their numbers, that have the same numbers as another.
  private static func alike(_ variants: [Variant]) -> [[String]] {
    var groups: [[Variant.Value]: [String]] = [:]
    for variant in variants { groups[variant.values, default: []].append(variant.number.text) }
    var told: Set<[Variant.Value]> = []
    return variants.compactMap { variant in
      guard let group = groups[variant.values], group.count > 1, told.insert(variant.values).inserted else {
        return nil
      }
      return group
    }
  }

  /// That the variants read files, which they look for beside themselves.
  package static func reads(_ files: [String]) -> Localized {
    let list = files.map { "'\($0)'" }.joined(separator: ", ")
    return Localized(
      es: "La lección lee archivos, y una variante los busca en su carpeta: copia ahí \(list).",
      en: "The lesson reads files, and a variant looks for them in its folder: copy \(list) there.")
  }

  /// After `variants --out`.
  package static func written(_ place: String, _ count: Int) -> Localized {
    let variants = Noun.variant(count)
    return Localized(es: "\(variants.es) en '\(place)'.", en: "\(variants.en) in '\(place)'.")
  }
}

extension Noun {
  fileprivate static let variant = Noun(es: ("variante", "variantes"), en: ("variant", "variants"))
}
