/// A line `claim xor-three-steps` of `expect`: the name of a statement of the notes, which takes the lines below it, up
/// to the next one.
package struct ClaimSyntax: Hashable, Sendable {
  /// Its name: letters, digits, `-`, and points before digits.
  package var id: String
  /// What stands behind the name: what is wrong with the statement, or why no line judges it; nil where the lines below
  /// say whether it is right.
  package var standing: Standing?
  /// Why.
  package var reason: TextSyntax?
  /// The name.
  package var range: SourceRange

  package enum Standing: String, Hashable, Sendable, CaseIterable {
    /// The notes are wrong; the lines below say what is true.
    case misprint
    /// What is printed may have been read wrongly off a page, or off handwriting.
    case transcription
    /// It is meant rightly, and said so that it misleads.
    case wording
    /// It cannot be checked.
    case open
    /// It is about many runs of training.
    case study
  }

  package init(id: String, range: SourceRange) {
    self.id = id
    self.range = range
  }
}

extension ClaimSyntax.Standing {
  /// Whether it says that the notes are not right.
  package var isErratum: Bool {
    switch self {
    case .misprint, .transcription, .wording: true
    case .open, .study: false
    }
  }
}

extension SectionSyntax {
  /// A claim with the lines below it, and what studies have to find for it.
  package typealias ClaimLines = (claim: ClaimSyntax, lines: [ExpectSyntax], studies: [StudyClaimSyntax])

  /// The claims of a section `expect`, each with its lines.
  package var claims: [ClaimLines] {
    var found: [ClaimLines] = []
    for line in lines {
      switch line {
      case .claim(let claim): found.append((claim, [], []))
      case .expect(let line) where !found.isEmpty: found[found.count - 1].lines.append(line)
      case .study(let line) where !found.isEmpty: found[found.count - 1].studies.append(line)
      case .expect, .study, .statement, .loop, .run, .picture, .row: break
      }
    }
    return found
  }
}

extension LineSyntax {
  /// Whether it names a claim.
  var isClaim: Bool { if case .claim = self { true } else { false } }
}
