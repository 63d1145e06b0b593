import Calculus
import Matrices
import Trace
import Typesetting

/// A line with numbers put in: `z = w·x + b = 0.1·0.1 + 0.25 = 0.26`.
///
/// This is where it is decided what sign stands before a result: `≈` where the numbers as they are shown, rounded, give
/// another one in the digits of the result.
struct SubstitutedLine {
  let moment: Moment
  let style: NumberStyle
  let language: Language

  let notation = Notation()

  init(_ moment: Moment, _ style: NumberStyle, _ language: Language) {
    self.moment = moment
    self.style = style
    self.language = language
  }

  /// Name, formula, the formula with numbers, the same with derivatives such as σ'(0.41) opened, and the value; what
  /// would stand there twice stands there once.
  ///
  /// - Parameters:
  ///   - name: what stands before the first sign; nil for a formula without a name.
  ///   - hasSymbols: whether the formula itself is wanted.
  func text(
    _ name: MathText?, _ short: Explanation.EntryFormula, _ value: Double, hasSymbols: Bool = true
  ) -> MathText {
    var stages: [(text: MathText, value: Double?)] = name.map { [($0, nil)] } ?? []
    func add(_ text: MathText, _ value: Double?) {
      if stages.last?.text != text { stages.append((text, value)) }
    }
    if hasSymbols { add(symbols(short), nil) }
    let given = Numbers(moment, short)
    add(substituted(short.formula, given), worked(short.formula, given))
    if let (formula, numbers) = try? given.opening(short.formula), formula != short.formula {
      add(substituted(formula, numbers), worked(formula, numbers))
    }
    add(math(value), value)
    var row: [MathText] = []
    for (place, stage) in stages.enumerated() {
      if place > 0 {
        row.append(.sign(sign(from: stages[place - 1].value, to: stage.value ?? .nan), .relation))
      }
      row.append(stage.text)
    }
    return .row(row)
  }

  /// Name, formula and the formula with numbers, without what comes of it: for whoever is to work that out.
  func unfinished(_ name: MathText, _ short: Explanation.EntryFormula) -> MathText {
    let (names, numbers) = (symbols(short), substituted(short.formula, Numbers(moment, short)))
    let row: [MathText] = [name, .sign("=", .relation), names]
    return .row(names == numbers ? row : row + [.sign("=", .relation), numbers])
  }

  /// `=`, or `≈` when the result, worked out from the numbers as they are shown, would read otherwise.
  ///
  /// - Parameter worked: what comes of the shown numbers; nil where there are only names.
  func sign(from worked: Double?, to value: Double) -> String {
    guard let worked else { return "=" }
    return style.isShown(worked, as: value) || style.isShown(moment.cut(worked), as: moment.cut(value)) ? "=" : "≈"
  }

  /// A number as it is shown.
  func math(_ value: Double) -> MathText { .number(style.format(value)) }

  /// The formula itself.
  func symbols(_ short: Explanation.EntryFormula) -> MathText {
    short.formula.typesetAsEntry(notation) { part in
      short.omitted[part.quantity.id].map { omitted in
        .words(Localized(es: "… (\(omitted.count) más)", en: "… (\(omitted.count) more)")[language])
      }
    }.line
  }

  private func substituted(_ formula: Scalar, _ numbers: Numbers) -> MathText {
    formula.typesetAsEntry(Notation(puttingSizesIn: true)) { math(numbers[$0]) }.line
  }

  /// What comes of a formula when its numbers are taken as they are shown; a matrix that it reads as a whole is not.
  ///
  /// What is left where terms cancel, 1·0.3 + 2·(−0.2) + 0.1, is 0: a reader does not round in binary.
  private func worked(_ formula: Scalar, _ numbers: Numbers) -> Double? {
    guard let value = evaluated(formula, { style.shown(numbers[$0]) }) else { return nil }
    guard value != 0, value.magnitude < Self.mostLeft else { return value }
    // Numbers moved by a part of themselves move the value by that part of its terms.
    var count = 0.0
    let moved = evaluated(formula) { entry in
      count += Self.goldenSection
      return style.shown(numbers[entry]) * (1 + Self.disturbance * (0.5 + count.truncatingRemainder(dividingBy: 1)))
    }
    guard let moved else { return value }
    let terms = (moved - value).magnitude / Self.disturbance
    return value.magnitude <= Self.roundings * terms ? 0 : value
  }

  /// Terms that are shown with some digits leave no more than this where they cancel.
  private static let mostLeft = 1e-9
  private static let disturbance = 0x1p-30
  private static let goldenSection = 0.618
  /// So much of its terms rounding leaves of a sum.
  private static let roundings = 0x1p-50

  private func evaluated(_ formula: Scalar, _ number: (Entry) -> Double) -> Double? {
    let shown = try? formula.replacing { .number(number($0)) }
    return shown?.evaluate { quantity in
      let value = moment.value(of: quantity)
      return quantity.shape.isScalar ? Matrix(style.shown(value.values.first ?? .nan)) : value
    }
  }
}

/// The numbers of a formula's entries, stand-ins included.
private struct Numbers {
  private let moment: Moment
  /// What stand-ins stand for, by the id of their quantity.
  private var standIns: [Int: Double]

  init(_ moment: Moment, _ short: Explanation.EntryFormula) {
    self.moment = moment
    standIns = short.omitted.mapValues { $0.sum }
  }

  subscript(entry: Entry) -> Double {
    standIns[entry.quantity.id] ?? moment.entry(entry.quantity, entry.offset)
  }

  /// The formula with its derivatives opened and the functions in them worked out, and the numbers of that.
  func opening(_ formula: Scalar) throws(ShapeError) -> (formula: Scalar, numbers: Numbers) {
    var numbers = self
    let opened = try formula.opened { call throws(ShapeError) in
      let standIn = Quantity(
        id: Int.min / 2 + numbers.standIns.count, symbol: Symbol(canonical: "…"), shape: .scalar)
      // What stands inside may itself be opened, and stand for a number already.
      let known = numbers
      let value = try call.replacing { .number(known[$0]) }.evaluate { moment.value(of: $0) }
      numbers.standIns[standIn.id] = moment.cut(value)
      return .entry(Entry(standIn, 0))
    }
    return (opened, numbers)
  }
}
