import Calculus
import Datasets
import Execution
import Kernels
import LessonLanguage
import Matrices
import Testing

@testable import FastExecution

@Suite struct StoredInputsTests {
  private static let source = DigitSource(.madeUp(count: 50, seed: 7))

  private func lesson(_ orientation: String, transposed: Bool = false) throws -> Program {
    let columns = orientation == "columns"
    let product = columns ? "W·X" : "X·W"
    let shape = columns ? "10×784" : "784×10"
    let text = """
      lesson few
        examples in \(orientation)
      data
        X, Y from digits
        X, Y for test from digits(test)
      parameters
        W (\(shape)) ~ normal(0, 0.01)
      forward
        A = softmax(\(product))
      loss
        J = −Σ Y ⊙ ln(A)
      metrics on test
        correct = Σ (argmax(A) = argmax(Y))
      update
        parameters by gradient with descent(0.001)
      run
        X, Y in batches of 16, shuffled
        stop after 2 epochs
      """
    var options = LessonSettings()
    options.digits = Self.source
    options.isTransposed = transposed
    let syntax = try #require(try LessonParser.parse(text, file: "few.lesson").first)
    return try Lesson(syntax, source: SourceText(file: "few.lesson", text: text)).program(settings: options).program
  }

  @Test(arguments: ["rows", "columns"], [false, true])
  func `a batch holds the images and digits that the order says`(orientation: String, transposed: Bool) throws {
    let lesson = try lesson(orientation, transposed: transposed)
    let runner = try Run(lesson)
    let fast = Run(
      try FastMachine<Float>(lesson, pool: WorkerPool(threads: 2), keeping: Set(lesson.quantities.map(\.id))))
    var random = KeyedRandom(seed: 1, iteration: 1, name: "shuffle")
    let order = random.shuffle(50)
    let inRows = (orientation == "rows") != transposed
    let set = MadeUpDigits.set(.train, count: 50, seed: 7)
    for batch in 0..<4 {
      try runner.advance()
      try fast.advance()
      let examples = Array(order[(batch * 16)..<min(50, batch * 16 + 16)])
      let pairs = try #require(runner.program.batching).pairs
      #expect(runner.value(of: pairs[0].batch) == set.images(examples, inRows ? .rows : .columns))
      #expect(runner.value(of: pairs[1].batch) == set.oneHot(examples, inRows ? .rows : .columns))
      let found = try #require(fast.value(of: pairs[0].batch))
      #expect(found.values == set.images(examples, inRows ? .rows : .columns).values.map { Double(Float($0)) })
      #expect(fast.value(of: pairs[1].batch) == set.oneHot(examples, inRows ? .rows : .columns))
    }
    let metric = try #require(lesson.inputs.first(where: \.isEvaluation)?.quantity)
    #expect(runner.number(of: metric) == fast.number(of: metric))
  }

  @Test func `all the examples take no memory of their own`() throws {
    let lesson = try lesson("columns")
    let program = lesson
    #expect(program.storedInputs.count == 4)
    let runner = try Run(lesson)
    for input in program.inputs where program.storedInputs[input.quantity.id] != nil {
      #expect(runner.numbers(of: input.quantity) == nil)
      #expect(runner.value(of: input.quantity)?.shape == input.quantity.shape)
    }
  }
}
