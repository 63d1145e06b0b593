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

  /// Takes a slip in the line with another one in copying, for each number that is still open.
  mutating func explainCopied() {
    for place in open.sorted() {
      let scored = TwoSlips(block.numbers[place], at: place, search, of: block.count).candidates
      guard let best = scored.first else { continue }
      var causes: [Diagnosis.Cause] = []
      for candidate in scored where best.margin - candidate.margin <= Scoring.alike {
        let cause = cause(candidate, block.numbers[place])
        let isNew = !causes.contains { $0.slip == cause.slip || $0.value == cause.value }
        if isNew, causes.count < Self.mostCauses { causes.append(cause) }
      }
      found.append(Found(numbers: [place], explanation: .causes(causes)))
      open.remove(place)
    }
  }

  /// Takes another formula for all numbers of an iteration that are still open, then terms too many or too few for each.
  mutating func explainLast() {
    for (iteration, known) in block.moments.sorted(by: { $0.key < $1.key }) {
      let places = open.sorted().filter { block.numbers[$0].root.iteration == iteration }
      guard !places.isEmpty else { continue }
      var seen: Set<Quantity> = []
      let quantities = known.entries.map { $0.quantity }.filter { seen.insert($0).inserted }
      if let product = ProductSearch(places.map { block.numbers[$0] }, quantities, in: known.moment)?.found {
        let cause = cause("other-product", product.text, product.values[0], .page, product.margin)
        found.append(Found(numbers: places, explanation: .causes([cause])))
        open.subtract(places)
        continue
      }
      for place in places {
        let sums = ExtraTermsSearch(block.numbers[place], known.entries, of: block.count)?.found ?? []
        guard let best = sums.first else { continue }
        let causes = sums.prefix { best.margin - $0.margin <= Scoring.alike }.prefix(Self.mostCauses).map {
          cause("extra-terms", $0.text, $0.value, $0.source, $0.margin)
        }
        found.append(Found(numbers: [place], explanation: .causes(causes)))
        open.remove(place)
      }
    }
  }

  private func cause(
    _ slip: String, _ x: MathText, _ value: Double, _ source: Operands.Source, _ margin: Double
  ) -> Diagnosis.Cause {
    Diagnosis.Cause(
      slip: slip, alike: [], words: Slips.slip(slip)?.words ?? Localized(both: ""), parts: ["x": x], path: [],
      isEverywhere: false, source: source, value: value, formula: nil, margin: margin, copied: nil)
  }

  private func cause(_ two: TwoSlips.Candidate, _ number: WrongNumber) -> Diagnosis.Cause {
    Diagnosis.Cause(
      slip: two.slip.id, alike: [], words: two.rewriting.words ?? two.slip.words, parts: two.rewriting.parts,
      path: two.path, isEverywhere: false, source: two.fit.source, value: two.fit.value, formula: two.changed.text(),
      margin: two.margin,
      copied: Diagnosis.Copied(
        slip: two.copying.id, words: two.copying.words, due: .number(number.text(two.fit.value))))
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
      parts = rewriting.parts
    } else if let alternative = hypothesis.alternative {
      parts["x"] = alternative.x
      parts["y"] = alternative.y
    } else {
      // The number that should have been copied.
      let due = fit.source == .page ? number.number.onSheet ?? number.right : number.right
      parts["y"] = .number(number.text(due))
    }
    return Diagnosis.Cause(
      slip: hypothesis.slip.id, alike: alike, words: hypothesis.rewriting?.words ?? hypothesis.slip.words,
      parts: parts, path: hypothesis.path, isEverywhere: hypothesis.key.isEverywhere, source: fit.source,
      value: fit.value,
      formula: hypothesis.changed?.text(), margin: candidate.margin, copied: nil)
  }
}

extension PartRewriting {
  /// What stands for the names in the slip's words.
  var parts: [Character: MathText] {
    var parts: [Character: MathText] = [:]
    if let x { parts["x"] = x.text() }
    if let matrix { parts["x"] = Notation().name(matrix) }
    if let y { parts["y"] = y.text() }
    if let otherMatrix { parts["y"] = Notation().name(otherMatrix) }
    if case .call(let name)? = function?.style { parts["f"] = name }
    return parts
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
