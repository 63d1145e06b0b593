import Calculus
import Execution
import Foundation
import LessonLanguage
import Matrices
import Testing

@testable import Engine

/// What is drawn on the pad of a page, and what a network says of it.
@Suite struct DigitPadTests {
  private static let side = 28

  /// Where the ink of an image is: its centre of mass and its box, in pixels from 0.
  private struct Ink {
    var across = 0.0
    var down = 0.0
    var columns: ClosedRange<Int>
    var rows: ClosedRange<Int>

    init(_ image: [UInt8]) throws {
      let inked = image.indices.filter { image[$0] > 0 }
      let mass = inked.reduce(0.0) { $0 + Double(image[$1]) }
      for place in inked {
        across += Double(image[place]) * Double(place % side) / mass
        down += Double(image[place]) * Double(place / side) / mass
      }
      let (left, right) = try #require(inked.map { $0 % side }.minAndMax)
      let (top, bottom) = try #require(inked.map { $0 / side }.minAndMax)
      (columns, rows) = (left...right, top...bottom)
    }
  }

  @Test(arguments: ["2,2 2,9", "24,20 25.5,27", "1,1 27,27;27,1 1,27", "14,14"])
  func `strokes fill the box of MNIST, and their centre of mass is its middle`(strokes: String) throws {
    let ink = try Ink(DigitPad(label: "", preparation: "1.3 scaled centred", strokes: strokes).image)
    #expect((ink.across - 14).magnitude <= 0.501 && (ink.down - 14).magnitude <= 0.501, "\(ink)")
    #expect(max(ink.columns.count, ink.rows.count) <= 22, "\(ink)")
    if strokes.contains(" ") { #expect(max(ink.columns.count, ink.rows.count) >= 20, "\(ink)") }
  }

  @Test func `as it is drawn it stays where it is`() throws {
    let ink = try Ink(DigitPad(label: "", preparation: "1", strokes: "3.5,4.5 3.5,8.5").image)
    #expect((ink.across - 3).magnitude < 0.01 && (ink.down - 6).magnitude < 0.01, "\(ink)")
    #expect(ink.columns == 2...4 && ink.rows.contains(4) && ink.rows.contains(8) && !ink.rows.contains(11), "\(ink)")
  }

  @Test func `black on white is the other way round`() throws {
    let usual = try DigitPad(label: "", preparation: "1 scaled", strokes: "3,4 9,12").image
    let inverted = try DigitPad(label: "", preparation: "1 scaled inverted", strokes: "3,4 9,12").image
    #expect(zip(usual, inverted).allSatisfy { Int($0) + Int($1) == 255 })
    // A pad without ink is not a black page.
    #expect(try DigitPad(label: "", preparation: "1 inverted", strokes: "").image.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [
    ("12", "1", ""), ("x", "1", ""), ("", "", ""), ("", "99", ""), ("", "nan", ""), ("", "1 straight", ""),
    ("", "1", "1"), ("", "1", "1,2,3"), ("", "1", "a,b"), ("", "1", "nan,1"), ("", "1", "1,inf"), ("", "1", "1e9,1"),
    ("", "1", Array(repeating: "1,1", count: 6_000).joined(separator: " ")),
  ])
  func `what makes no sense is refused`(label: String, preparation: String, strokes: String) throws {
    let error = try Called().error(.draw, label, preparation, strokes, "")
    #expect(error.message.hasPrefix("the pad cannot say") && error.message.count < 120, "\(error)")
  }

  @Test(arguments: ["AAAA", "!", "AAA"])
  func `an image of another size is refused`(image: String) throws {
    #expect(try Called().error(.draw, "", "", "", image).message.hasPrefix("the pad cannot say"))
  }

  @Test func `an empty pad has no ink`() throws {
    let facts = try Called().facts(.draw, "", "1.3 scaled centred", "", "")
    #expect(facts["ink"] as? Bool == false && (facts["pixels"] as? [Int]) == Array(repeating: 0, count: 784))
    #expect(facts["label"] == nil)
  }

  // MARK: - The network

  /// A run of a lesson on one digit, from parameters with few decimals.
  private static func run(_ digit: DrawnDigit, decimals: Int) throws -> (run: Run, parameters: SavedRun) {
    var settings = LessonSettings()
    settings.digits = digit
    let (lessons, source) = try LessonParser.read(Called.text("mnist"), file: "mnist")
    let program = try Lesson(lessons[0], source: source).program(settings: settings).program
    let drawn = try Run(program, options: RunOptions()).saved.parameters(of: program)
    let scale = pow(2, Double(decimals))
    var values: [String: Matrix] = [:]
    for (name, value) in drawn.values {
      values[name] = Matrix(value.shape, value.values.map { ($0 * scale).rounded() / scale })
    }
    var options = RunOptions()
    let start = SavedRun(position: nil, values: values, convention: drawn.convention)
    options.start = start
    return (try Run(program, options: options), start)
  }

  @Test(arguments: [10, 40]) func `it says what a run of the lesson says, of the same parameters`(decimals: Int) throws
  {
    let strokes = "6,5 20,5 12,24"
    let image = try DigitPad(label: "7", preparation: "1.3 scaled centred", strokes: strokes).image
    let (run, start) = try Self.run(DrawnDigit(image, label: 7), decimals: decimals)
    try run.advance()
    let moment = run.moment()
    let called = Called()
    let text = try #require(LearnedParameters.text(start, of: run.main))
    // Of few digits after the point each is a Float, and takes half the room.
    #expect(text.contains("W1 128×784 \(decimals == 10 ? 4 : 8) "))
    let learned = try called.facts(.learn, text)
    #expect(learned["parameters"] as? [String] == ["W1", "W2", "W3", "b1", "b2", "b3"])
    #expect(try called.facts(.draw, "7", "1.3 scaled centred", strokes, "")["ink"] as? Bool == true)
    try called.load("mnist")
    let facts = try called.facts(.values, "1", "", "", "", "", "A3, J, dW3")
    for name in ["A3", "J", "dW3"] {
      let quantity = try #require(run.main.definitions.first { $0.quantity.symbol.name == name }?.quantity)
      let values = try #require(facts.quantity(name)?["value"])
      let (said, expected) = (Self.flat(values), moment.value(of: quantity).values)
      // JSONSerialization is not exact in the last bits.
      #expect(
        said.count == expected.count && zip(said, expected).allSatisfy { ($0 - $1).magnitude <= 1e-14 * $1.magnitude },
        "\(name)")
    }
    // The image itself says the same.
    let base64 = Data(image).base64EncodedString()
    _ = try called.facts(.draw, "7", "", "", base64)
    try called.load("mnist")
    let again = try called.facts(.values, "1", "", "", "", "", "A3")
    #expect(Self.flat(again.quantity("A3")?["value"] ?? 0) == Self.flat(facts.quantity("A3")?["value"] ?? 1))
  }

  private static func flat(_ values: Any) -> [Double] {
    if let whole = values as? [String: Any] { return flat(whole["values"] ?? []) }
    if let number = values as? Double { return [number] }
    return (values as? [Any])?.flatMap { flat($0) } ?? []
  }

  @Test func `every part of an answer opens, down to the pixels`() throws {
    let called = Called()
    _ = try called.facts(.draw, "", "1.3 scaled centred", "6,5 20,5 12,24", "")
    try called.load("mnist")
    let document = try #require(try called.facts(.why, "1", "", "", "", "html", "Z1[5,1]")["document"] as? String)
    let id = try #require(document.firstMatch(of: /href="#(o\d+-\d+)"/)?.1)
    let part = try #require(try called.facts(.why, "1", "", "", "", "html", String(id))["document"] as? String)
    #expect(part.contains("data-address=\"W1[5,"), "\(part.prefix(300))")
  }

  @Test func `what the network has learned is not set besides`() throws {
    let called = Called()
    let (run, start) = try Self.run(DrawnDigit([], label: 0), decimals: 10)
    _ = try called.facts(.learn, try #require(LearnedParameters.text(start, of: run.main)))
    _ = try called.facts(.draw, "", "1", "1,1", "")
    let error = try called.error(.load, "b3=[0;0;0;0;0;0;0;0;0;1]", Called.text("mnist"))
    #expect(error["setting"] as? String == "b3" && error.message.contains("has learned"))
  }

  @Test(arguments: [
    "", "sideways\n", "rows\nW1 2×2 4\n", "rows\nW1 2×2 4 AAAA\n", "rows\nW1 2 4 AAAA\n", "rows\nW1 1×1 5 AAAAAAA=\n",
  ])
  func `what are no parameters is refused`(text: String) throws {
    #expect(try Called().error(.learn, text).message.hasSuffix("are not the parameters of a network"))
  }
}

extension [Int] {
  /// The least and the greatest of them.
  fileprivate var minAndMax: (Int, Int)? {
    guard let least = self.min(), let greatest = self.max() else { return nil }
    return (least, greatest)
  }
}
