import Calculus
import Typesetting
import Verification

/// Explains the wrong numbers of a block, the likeliest cause first.
struct BlockExplanation {
  private let block: PrintedPage.Block
  private let search: HypothesisSearch
  /// What may be rounding alone, by number.
  private let remarks: [Int: (remark: Diagnosis.Remark, margin: Double)]
  /// What has been found of the numbers, by the first of them.
  private(set) var found: [Found] = []
  /// The numbers without a cause.
  private(set) var open: Set<Int>

  /// Numbers that have one explanation.
  struct Found {
    let numbers: [Int]
    let explanation: Diagnosis.Explanation
  }

  init(_ block: PrintedPage.Block) {
    self.block = block
    search = HypothesisSearch(block.numbers)
    open = Set(block.numbers.indices)
    var remarks: [Int: (remark: Diagnosis.Remark, margin: Double)] = [:]
    for (place, number) in block.numbers.enumerated() {
      let remark = RoundingRemark(number, fewestDecimals: block.fewestDecimals, unit: block.units[place]).found
      if let remark, remark.margin >= Scoring.probable { remarks[place] = remark }
    }
    self.remarks = remarks
  }

  /// Slips that were found in two numbers or more.
  var known: Set<String> {
    var found: Set<String> = []
    for explained in self.found where explained.numbers.count > 1 {
      if case .causes(let causes) = explained.explanation, causes.count == 1, let cause = causes.first {
        found.insert(cause.slip)
      }
    }
    return found
  }

  /// Takes the best hypothesis, then the best of what is left, as long as they are worth saying.
  ///
  /// - Parameter known: slips that the page makes elsewhere.
  mutating func explain(known: Set<String> = []) {
    while !open.isEmpty {
      let scored = candidates(known)
      let best = scored.first
      let remark = open.compactMap { place in remarks[place].map { (place, $0) } }.max { left, right in
        (left.1.margin, right.0) < (right.1.margin, left.0)
      }
      // Rounding is no error: what it explains nearly as well is not blamed on anybody.
      if let (place, remark) = remark, remark.margin >= (best?.margin ?? 0) - Scoring.alike {
        found.append(Found(numbers: [place], explanation: .remark(remark.remark)))
        open.remove(place)
        continue
      }
      guard let best, best.margin >= Scoring.probable else { return }
      let alike = scored.filter {
        $0.explained == best.explained && best.margin - $0.margin <= Scoring.alike
      }
      found.append(Found(numbers: best.explained, explanation: .causes(causes(best, alike))))
      open.subtract(best.explained)
    }
  }

  private struct Candidate {
    let hypothesis: Hypothesis
    let explained: [Int]
    let margin: Double
  }

  /// The hypotheses that give any of the open numbers, the likeliest first; of equally likely ones the first found.
  private func candidates(_ known: Set<String>) -> [Candidate] {
    var found: [Candidate] = []
    for key in search.order {
      guard let hypothesis = search.hypotheses[key] else { continue }
      let (gain, explained) = hypothesis.gain(block.numbers, open)
      guard !explained.isEmpty else { continue }
      let prior = Scoring.prior(
        weight: hypothesis.slip.weight, total: Slips.totalWeight, places: search.places(of: hypothesis),
        isKnown: known.contains(hypothesis.slip.id))
      let score = prior - Scoring.choice(of: explained.count, from: block.count) + gain
      found.append(Candidate(hypothesis: hypothesis, explained: explained, margin: Scoring.margin(score: score)))
    }
    // A sort that keeps the order of what is equal.
    return found.enumerated().sorted {
      ($1.element.margin, $0.offset) < ($0.element.margin, $1.offset)
    }.map { $0.element }
  }

  /// The causes that fit alike: of a family, and of a slip, the likeliest.
  private func causes(_ best: Candidate, _ alike: [Candidate]) -> [Diagnosis.Cause] {
    var causes: [(cause: Candidate, others: [String])] = []
    for candidate in alike {
      let slip = candidate.hypothesis.slip
      let same = causes.firstIndex { isSame($0.cause, candidate) }
      if let same {
        let first = causes[same].cause.hypothesis.slip.id
        if slip.id != first, !causes[same].others.contains(slip.id) { causes[same].others.append(slip.id) }
      } else {
        causes.append((candidate, []))
      }
    }
    return causes.prefix(Self.mostCauses).map { cause($0.cause, $0.others) }
  }

  /// More causes than these are not told.
  private static let mostCauses = 4

  /// Whether two slips come to the same: of one family and with the same value, or one slip in two places.
  private func isSame(_ one: Candidate, _ other: Candidate) -> Bool {
    let (left, right) = (one.hypothesis.slip, other.hypothesis.slip)
    guard let first = one.explained.first, let value = one.hypothesis.fits[first]?.value,
      let second = other.hypothesis.fits[first]?.value
    else { return false }
    let isEqual = (value - second).magnitude <= 1e-9 * value.magnitude
    return isEqual && (left.family != nil && left.family == right.family || left.id == right.id)
  }

  private func cause(_ candidate: Candidate, _ alike: [String]) -> Diagnosis.Cause {
    let hypothesis = candidate.hypothesis
    let place = candidate.explained.first ?? 0
    let number = block.numbers[place]
    let fit = hypothesis.fits[place] ?? Fit(bits: 0, value: number.right, source: .exact)
    var parts: [Character: MathText] = [:]
    if let neighbour = hypothesis.neighbour {
      let indices = neighbour.root.indices
      parts["x"] = indices.isEmpty ? neighbour.root.label : .row([neighbour.root.label, .words("[\(indices)]")])
    }
    if let rewriting = hypothesis.rewriting {
      if let x = rewriting.x { parts["x"] = x.text() }
      if let matrix = rewriting.matrix { parts["x"] = Notation().name(matrix) }
      if let y = rewriting.y { parts["y"] = y.text() }
      if case .call(let name)? = rewriting.function?.style { parts["f"] = name }
    } else {
      // The number that should have been copied.
      let due = fit.source == .page ? number.number.onSheet ?? number.right : number.right
      parts["y"] = .number(number.text(due))
    }
    return Diagnosis.Cause(
      slip: hypothesis.slip.id, alike: alike, words: hypothesis.slip.words, parts: parts, path: hypothesis.key.path,
      isEverywhere: hypothesis.key.isEverywhere, source: fit.source, value: fit.value,
      formula: hypothesis.changed?.text(), margin: candidate.margin)
  }
}

extension WrongNumber {
  /// The right number as it should have been printed; one of which nothing would be left, with five digits.
  var due: String {
    if let short = number.shortValue(right) { return short.fixed(decimals: max(0, short.decimals), minus: "−") }
    guard let exact = DecimalDigits(right), !exact.isZero, exact.rounded(toDecimals: digits.decimals).isZero else {
      return text(right)
    }
    let few = exact.rounded(toSignificant: 5).withoutTrailingZeros
    return few.fixed(decimals: few.decimals, minus: "−")
  }

  /// A value with as many decimals as the number is printed with.
  func text(_ value: Double) -> String {
    DecimalDigits(value)?.rounded(toSignificant: PrintedRule.judgedDigits).fixed(
      decimals: digits.decimals, minus: "−") ?? "–"
  }
}
