import Calculus
import LessonLanguage
import Trace
import Typesetting

/// The pictures of a lesson that can be drawn to a file, as they are asked for, and its studies.
package struct PictureList {
  private let lesson: String
  private let entries: [Entry]
  private let studies: [(name: String, title: Localized?)]

  private struct Entry {
    let kind: PictureSyntax.Kind
    let title: Localized?
    let formula: String
  }

  /// Whether the lesson has more with other settings.
  private let hasOthers: Bool

  /// The pictures of a lesson that are charts, in the order of the file; throws the first line of `pictures` that cannot be
  /// drawn.
  ///
  /// - Parameter lesson: as the reader names it.
  package init(_ lesson: String, _ scope: Scope) throws(LessonError) {
    self.lesson = lesson
    entries = try LessonPictures(scope).pictures.filter { $0.kind.isChart }.map {
      Entry(kind: $0.kind, title: $0.meaning, formula: $0.subjectText)
    }
    studies = scope.lesson.syntax.studies.enumerated().map { ($1.name ?? "\($0 + 1)", $1.title?.localized) }
    let lines = scope.lesson.syntax.sections.filter { $0.kind == .pictures }.flatMap { $0.lines }
    let charts = lines.count { if case .picture(let picture) = $0 { picture.kind.isChart } else { false } }
    hasOthers = charts > entries.count
  }

  /// The numbers of the pictures, from 1.
  package var numbers: Range<Int> { 1..<entries.count + 1 }

  /// The picture that was asked for by its number, or by a part of its title or its formula that no other has; by all of
  /// either, others may have it as a part.
  package func find(_ asked: String) -> Found {
    if let number = Int(asked) { return numbers.contains(number) ? .one(number) : .no(nothing(asked)) }
    let wanted = asked.lowercased()
    func names(_ number: Int) -> [String] {
      let entry = entries[number - 1]
      return ([entry.title?.es, entry.title?.en].compactMap { $0 } + [entry.formula]).map { $0.lowercased() }
    }
    let whole = numbers.filter { names($0).contains(wanted) }
    let found = whole.isEmpty ? numbers.filter { names($0).contains { $0.range(ofLast: wanted) != nil } } : whole
    if found.count == 1 { return .one(found[0]) }
    return .no(found.isEmpty || wanted.isEmpty ? nothing(asked) : several(asked, found))
  }

  /// Whether a study of the lesson has this name.
  package func hasStudy(_ asked: String) -> Bool {
    Int(asked) == nil && studies.contains { $0.name == asked }
  }

  /// What came of looking for a picture: its number, or what would have fit.
  package enum Found: Hashable, Sendable {
    case one(Int)
    case no(Localized)
  }

  private func nothing(_ asked: String) -> Localized {
    guard !entries.isEmpty || !studies.isEmpty else { return none }
    let names = studies.map { $0.name }.joined(separator: ", ")
    let words = [
      entries.isEmpty ? nil : said(Array(numbers)),
      studies.isEmpty ? nil : Localized(es: "los estudios \(names)", en: "the studies \(names)"),
    ].compactMap { $0 }
    let list = words.count == 2 ? words[0] + Localized(es: " y ", en: " and ") + words[1] : words[0]
    let verb = entries.isEmpty ? "are" : "is"
    return Localized(es: "No hay ningún dibujo '\(asked)'; hay ", en: "There is no picture '\(asked)'; there \(verb) ")
      + list + Localized(both: ".")
  }

  private func several(_ asked: String, _ found: [Int]) -> Localized {
    Localized(
      es: "'\(asked)' está en varios dibujos; di su número: ",
      en: "'\(asked)' is in several pictures; say its number: ")
      + said(found) + Localized(both: ".")
  }

  /// That there is nothing to draw.
  package var none: Localized {
    let words =
      hasOthers
      ? Localized(
        es: "Con estos ajustes '\(lesson)' no tiene dibujos que llevar a un archivo; con otros, sí.",
        en: "With these settings '\(lesson)' has no pictures that a file could hold; with others it has.")
      : Localized(
        es: "'\(lesson)' no tiene dibujos que llevar a un archivo.",
        en: "'\(lesson)' has no pictures that a file could hold.")
    guard let name = studies.first?.name else { return words }
    return words
      + Localized(
        es: " Sus estudios se dibujan por su nombre: lesson plot \(lesson) \(name) --out x.svg",
        en: " Its studies are drawn by name: lesson plot \(lesson) \(name) --out x.svg")
  }

  /// `1 (the loss), 2 (A1 by y)`
  private func said(_ numbers: [Int]) -> Localized {
    func list(_ language: Language) -> String {
      numbers.map { "\($0) (\(entries[$0 - 1].title?[language] ?? entries[$0 - 1].formula))" }.joined(separator: ", ")
    }
    return Localized(es: list(.spanish), en: list(.english))
  }

  /// A row for each picture, and how one is drawn; the same for studies.
  package func blocks(_ language: Language) -> [Block] {
    guard !entries.isEmpty || !studies.isEmpty else { return [.paragraph(Text(none[language]))] }
    return (entries.isEmpty ? [] : pictureBlocks(language)) + (studies.isEmpty ? [] : studyBlocks(language))
  }

  private func studyBlocks(_ language: Language) -> [Block] {
    let headings = [Localized(es: "estudio", en: "study"), Localized(es: "pregunta", en: "question")]
    return [
      .table(
        Table(
          headings: headings.map { Text($0[language]) }, alignments: [.left, .left],
          rows: studies.map { [Text([.code($0.name)]), Text($0.title?[language] ?? "")] })),
      .table(
        Table(
          headings: [], alignments: [.left, .left],
          rows: [
            [
              Text([.code("lesson plot \(lesson) \(studies[0].name) --out x.svg")]),
              Text(Localized(es: "un estudio: lo ejecuta y lo dibuja", en: "a study: runs it and draws it")[language]),
            ]
          ])),
    ]
  }

  private func pictureBlocks(_ language: Language) -> [Block] {
    let headings = [
      Localized(both: "#"), Localized(es: "dibujo", en: "picture"), Localized(es: "de", en: "of"),
      Localized(es: "clase", en: "kind"),
    ]
    let last = numbers.upperBound - 1
    return [
      .table(
        Table(
          headings: headings.map { Text($0[language]) }, alignments: [.right, .left, .left, .left],
          rows: entries.enumerated().map { place, entry in
            [
              Text("\(place + 1)"), Text(entry.title?[language] ?? ""), Text([.code(entry.formula)]),
              Text(entry.kind.words[language]),
            ]
          })),
      .table(
        Table(
          headings: [], alignments: [.left, .left],
          rows: commands(last).map { [Text([.code($0)]), Text($1[language])] })),
    ]
  }

  /// How one of so many is drawn, and how all are.
  private func commands(_ count: Int) -> [(line: String, words: Localized)] {
    let all = Localized(es: "todos", en: "all")
    let several: [(line: String, words: Localized)] = [
      ("lesson plot \(lesson) \(count) --out x.svg", Localized(es: "uno, en SVG", en: "one, as SVG")),
      (
        "lesson plot \(lesson) --out x.svg",
        all + Localized(es: ": de x-1.svg a x-\(count).svg", en: ": x-1.svg to x-\(count).svg")
      ),
      ("lesson plot \(lesson) --out x.tex", all + Localized(es: ", para LaTeX", en: ", for LaTeX")),
    ]
    guard count == 1 else { return several }
    return [
      ("lesson plot \(lesson) --out x.svg", Localized(es: "en SVG", en: "as SVG")),
      ("lesson plot \(lesson) --out x.tex", Localized(es: "para LaTeX", en: "for LaTeX")),
    ]
  }

  /// The pictures with their numbers, and the studies.
  ///
  /// - Parameters:
  ///   - files: where each was drawn; empty where none was.
  ///   - drawn: the study that was drawn, and where.
  package func fact(files: [Int: String] = [:], study drawn: (name: String, path: String)? = nil) -> Fact {
    .record(
      ("lesson", .text(lesson)), ("pictures", pictures(files: files)),
      (
        "studies",
        studies.isEmpty
          ? nil
          : .list(
            studies.map { study in
              .record(
                ("study", .text(study.name)), ("title", study.title.map { .words($0) }),
                ("file", drawn?.name == study.name ? drawn.map { .text($0.path) } : nil))
            })
      ))
  }

  /// The pictures with their numbers.
  ///
  /// - Parameter files: where each was drawn; empty where none was.
  package func pictures(files: [Int: String] = [:]) -> Fact {
    .list(
      entries.enumerated().map { place, entry in
        .record(
          ("number", .integer(place + 1)), ("chart", .text(entry.kind.rawValue)), ("of", .text(entry.formula)),
          ("title", entry.title.map { .words($0) }), ("file", files[place + 1].map { .text($0) }))
      })
  }

  /// The numbers of a picture, of all that were made after a run; nil where there is no such picture.
  package static func fact(_ number: Int, of drawn: [DrawnPicture]) -> Fact? {
    let drawn = drawn.filter { $0.picture.kind.isChart }
    return drawn.indices.contains(number - 1) ? drawn[number - 1].fact : nil
  }

  /// The charts of the pictures with these numbers, of all that were made after a run, and why others are not drawn.
  package static func charts(
    _ drawn: [DrawnPicture], _ numbers: [Int], _ language: Language
  ) -> (found: [(number: Int, charts: [Chart])], missing: [Localized]) {
    let drawn = drawn.filter { $0.picture.kind.isChart }
    var found: [(number: Int, charts: [Chart])] = []
    var missing: [Localized] = []
    for number in numbers where drawn.indices.contains(number - 1) {
      let picture = drawn[number - 1]
      if case .missing(let reason) = picture.content {
        let title = picture.picture.meaning ?? Localized(both: picture.picture.subjectText)
        missing.append(title + PictureBlocks.notDrawn(reason))
        continue
      }
      let blocks = PictureBlocks(language).blocks([picture])
      found.append((number, blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }))
    }
    return (found, missing)
  }
}

extension PictureSyntax.Kind {
  /// Whether it is drawn, and not written as a table or in formulas.
  package var isChart: Bool {
    switch self {
    case .curve, .points, .map, .surface, .path, .bars, .image: true
    case .inequalities, .steps, .derive, .trace, .methods: false
    }
  }

  fileprivate var words: Localized {
    switch self {
    case .curve: Localized(es: "curva", en: "curve")
    case .points: Localized(es: "puntos", en: "points")
    case .map: Localized(es: "mapa", en: "map")
    case .surface: Localized(es: "superficie", en: "surface")
    case .path: Localized(es: "camino", en: "path")
    case .bars: Localized(es: "barras", en: "bars")
    case .image: Localized(es: "imagen", en: "image")
    case .inequalities: Localized(es: "desigualdades", en: "inequalities")
    case .steps: Localized(es: "tabla de pasos", en: "table of steps")
    case .derive: Localized(es: "derivada", en: "derivative")
    case .trace: Localized(es: "traza", en: "trace")
    case .methods: Localized(es: "métodos", en: "methods")
    }
  }
}
