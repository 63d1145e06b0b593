import Calculus
import LessonLanguage
import Matrices
import Testing

@testable import Exercises

/// Which numbers are drawn in the place of which.
@Suite struct VaryingNumbersTests {
  private static func cells(_ texts: [String]) throws -> [VaryingNumbers.Cell] {
    let formula = try LessonParser.formula("[\(texts.joined(separator: " "))]")
    return try #require(VaryingNumbers.cells(formula)).cells
  }

  private static func numbers(
    _ texts: [String], shares: [[Int]] = [], isSetting: Bool = false, _ limits: SettingLimits? = nil
  ) throws -> VaryingNumbers {
    VaryingNumbers(
      "a", option: nil, try cells(texts), columns: texts.count, shares: shares, isSetting: isSetting, limits)
  }

  /// Everything that is drawn in some hundreds of trials, with each draw's properties held.
  private static func drawn(_ numbers: VaryingNumbers, trials: Int = 500) -> Set<String> {
    var found: Set<String> = []
    for trial in 1...trials {
      var random = KeyedRandom(seed: 5, iteration: trial, name: "a")
      let drawn = numbers.drawn(&random)
      #expect(drawn.units.count == numbers.cells.count && !drawn.units.contains(0) && !drawn.haveTies)
      found.formUnion(drawn.texts)
    }
    return found
  }

  @Test(arguments: [
    // As many decimals, as far as the lesson's or to nine units.
    (["0.1", "0.3", "0.2", "0.4"], 1, 9, "0.1", "0.9"), (["0.05"], 2, 9, "0.01", "0.09"),
    (["0.25"], 2, 25, "0.01", "0.25"), (["2.5", "1.0"], 1, 25, "0.1", "2.5"),
    (["2"], 0, 5, "1", "5"), (["1", "2", "3"], 0, 6, "1", "6"), (["12"], 0, 12, "1", "12"),
    // Five numbers of nine would leave too few.
    (["0.1", "0.2", "0.3", "0.4", "0.5"], 2, 50, "0.01", "0.50"),
    // Nothing but zeros.
    (["0"], 1, 9, "0.1", "0.9"),
  ])
  func `decimals and reach are those of the lesson`(
    texts: [String], decimals: Int, greatest: Int, least: String, most: String
  ) throws {
    let numbers = try Self.numbers(texts)
    #expect(numbers.decimals == decimals && numbers.greatest == greatest)
    let found = Self.drawn(numbers)
    // A number that stands alone is not drawn again.
    #expect(found.count == greatest - (texts.count == 1 && texts != ["0"] ? 1 : 0), "\(found.sorted())")
    #expect(found.contains(least) && (found.contains(most) || texts == [most]))
  }

  @Test func `signs are drawn where the lesson has both`() throws {
    let found = Self.drawn(try Self.numbers(["0.5", "−0.3"]))
    #expect(found.count == 18 && found.contains("−0.9") && found.contains("0.9"))
  }

  @Test func `what adds up to 1 goes on doing so`() throws {
    let numbers = try Self.numbers(["0.2", "0.3", "0.5", "0.7", "0.2", "0.1"], shares: [[0, 1, 2], [3, 4, 5]])
    for trial in 1...200 {
      var random = KeyedRandom(seed: 1, iteration: trial, name: "y")
      let units = numbers.drawn(&random).units
      #expect(units[0...2].reduce(0, +) == 100 && units[3...5].reduce(0, +) == 100 && units.allSatisfy { $0 > 0 })
    }
    // Ten tenths are too few for four different ones.
    #expect(try Self.numbers(["0.1", "0.2", "0.3", "0.4"], shares: [[0, 1, 2, 3]]).decimals == 2)
    let shape = Quantity(id: 0, symbol: Symbol(canonical: "y"), shape: Shape(2, 3), examples: .rows)
    #expect(
      VaryingNumbers.shares(try Self.cells(["0.2", "0.3", "0.5", "0.7", "0.2", "0.1"]), shape) == [
        [0, 1, 2], [3, 4, 5],
      ])
    #expect(VaryingNumbers.shares(try Self.cells(["0.2", "0.3", "0.5", "0.7", "0.2", "0.2"]), shape).isEmpty)
  }

  @Test func `a small setting goes to both sides, and stays within its limits`() throws {
    let rate = try Self.numbers(["0.1"], isSetting: true)
    #expect(rate.decimals == 2 && rate.greatest == 30)
    let limited = try Self.numbers(["0.5"], isSetting: true, SettingLimits(least: 0.3, greatest: 0.6))
    #expect(Self.drawn(limited) == ["0.3", "0.4", "0.6"])
  }

  @Test(arguments: ["a", "1/3", "[1 a]", "(1 + 2)", "2·a", "√2", "[1 [2 3]]"])
  func `a formula is not plain numbers`(text: String) throws {
    #expect(VaryingNumbers.cells(try LessonParser.formula(text)) == nil)
  }

  @Test func `numbers are found where they stand, with their signs`() throws {
    let cells = try Self.cells(["0.5", "-.25", "−3"])
    #expect(cells.map { $0.value } == [0.5, -0.25, -3])
    #expect(cells.map { $0.decimals } == [1, 2, 0])
    #expect(cells.map { $0.range.column } == [2, 6, 11] && cells.map { $0.range.length } == [3, 4, 2])
    // A power of ten is no number of a few decimals.
    #expect(try Self.cells(["1e2"])[0].decimals > VaryingNumbers.mostDecimals)
  }

  @Test(arguments: [(3, 1, "0.3"), (-12, 2, "−0.12"), (250, 2, "2.50"), (7, 0, "7"), (-7, 0, "−7"), (5, 3, "0.005")])
  func `units are written out`(units: Int, decimals: Int, text: String) {
    let unit = DecimalUnit(decimals)
    #expect(unit.text(units) == text && unit.count(unit.value(units)) == units)
  }
}
