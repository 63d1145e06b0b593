import Trace

/// The claims of the notes over all lessons, each once, by the documents they stand in.
package struct ClaimAccount: Sendable {
  /// The claims of one document.
  package struct Part: Sendable {
    /// The document's file, or what places call it.
    package let document: String
    /// Its title, where it is known.
    package let title: String
    /// In the order of their lines.
    package let claims: [ClaimFinding]

    /// How many claims came to this.
    package func count(_ belongs: (ClaimFinding.Outcome) -> Bool) -> Int { claims.count { belongs($0.outcome) } }
  }

  /// The documents in the order of the course, then others as they come.
  package let parts: [Part]

  package init(_ findings: [ClaimFinding]) {
    struct Key: Hashable {
      let document, id: String
    }
    var places: [Key: Int] = [:]
    var claims: [ClaimFinding] = []
    for finding in findings {
      let key = Key(document: finding.document, id: finding.id)
      if let place = places[key] {
        if finding.outcome.rank < claims[place].outcome.rank { claims[place] = finding }
      } else {
        places[key] = claims.count
        claims.append(finding)
      }
    }
    var documents = CourseDocument.all.map { $0.file }
    for claim in claims where !documents.contains(claim.document) { documents.append(claim.document) }
    parts = documents.compactMap { document in
      let own = claims.filter { $0.document == document }
      guard let first = own.first else { return nil }
      let sorted = own.enumerated().sorted { ($0.1.line ?? .max, $0.0) < ($1.1.line ?? .max, $1.0) }.map { $0.1 }
      return Part(document: document, title: CourseDocument.of(first.place)?.title ?? document, claims: sorted)
    }
  }

  /// All of them.
  package var claims: [ClaimFinding] { parts.flatMap { $0.claims } }
}
