import Typesetting

/// The lines of `pictures`.
extension LineParser {
  /// `map ŷ over X by t when … es "…"`
  mutating func picture() throws(LocatedError) -> PictureSyntax {
    let kinds = PictureSyntax.Kind.allCases.map { $0.rawValue }
    guard let word, let kind = PictureSyntax.Kind(rawValue: word) else {
      let list = kinds.joined(separator: ", ")
      throw unexpected(.both("uno de: \(list)", "one of: \(list)"), keywords: kinds)
    }
    let range = lineRange
    advance()
    var picture = PictureSyntax(kind, subject: try sum(), range: range)
    while kind.takesSeveral, take(.comma) { picture.others.append(try sum()) }
    switch kind {
    case .map:
      try expect(word: "over")
      picture.over = try sum()
    case .path:
      try expect(word: "over")
      picture.over = .name(try name(.both("el nombre de una función", "the name of a function")))
    case .surface:
      try expect(word: "over")
      try plane(into: &picture)
    case .curve: if take(word: "over") { picture.moved = [try moved()] }
    case .points, .bars, .inequalities, .steps, .image, .derive, .trace, .methods: break
    }
    switch kind {
    case .points, .map, .inequalities, .derive, .trace, .methods:
      try expect(word: "by")
      picture.by = try sum()
    case .surface: if picture.over != nil, take(word: "by") { picture.by = try sum() }
    case .curve, .path, .bars, .steps, .image: break
    }
    while let token = current {
      if try takeText(into: &picture.meaning) { continue }
      guard token.word == "when" else {
        try expectEnd(keywords: ["when", "es", "en"])
        break
      }
      if !picture.conditions.isEmpty { throw twice("when", token.range) }
      picture.conditions = try conditions()
    }
    return picture
  }

  /// `W1[1,1], W1[2,1]`, two numbers; or examples: `X`.
  private mutating func plane(into picture: inout PictureSyntax) throws(LocatedError) {
    let first = try moved()
    guard first.ends != nil || sign == .comma else {
      picture.over = first.place
      return
    }
    guard take(.comma) else {
      throw LocatedError(
        first.place.range, es: "una superficie se dibuja sobre dos números: over x = −1..1, y = −1..1",
        en: "a surface is drawn over two numbers: over x = −1..1, y = −1..1")
    }
    picture.moved = [first, try moved()]
  }

  /// `z = −5..5`, `W1[1,1]`
  mutating func moved() throws(LocatedError) -> MovedSyntax {
    let place = try sum()
    guard take(.equal) else { return MovedSyntax(place) }
    let from = try sum()
    try expect(.span)
    return MovedSyntax(place, MovedSyntax.Ends(from: from, to: try sum()))
  }
}
