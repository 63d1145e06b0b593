import Calculus
import Foundation
import Matrices
import Testing
import Typesetting

@testable import Handouts

/// Formulas written with NumPy, operator by operator, computed by Python.
@Suite struct NumPyWriterTests {
  /// A formula, the numbers of what it reads, and what it comes to.
  private struct Trial {
    let identity: String
    let lines: [String]
    let expected: Matrix
  }

  private static func trial(_ rule: any Operator, _ sample: OperatorSample, _ random: inout KeyedRandom) throws
    -> Trial?
  {
    var values: [Matrix] = []
    for (place, shape) in sample.shapes.enumerated() {
      var matrix =
        Matrix(
          shape, (0..<shape.count).map { _ in random.uniform(sample.bounds.lowerBound, sample.bounds.upperBound) })
        ?? Matrix(shape)
      if place == 0, sample.diagonal != 0 {
        for row in 0..<shape.rows { matrix[row, row] += Double(row + 1) * sample.diagonal }
      }
      if place == 0, rule.needsSymmetry {
        let turned = matrix.transposed
        matrix.values = zip(matrix.values, turned.values).map { ($0 + $1) / 2 }
      }
      values.append(matrix)
    }
    let quantities = sample.shapes.enumerated().map { place, shape in
      Quantity(id: place, symbol: Symbol(canonical: "q\(place)"), shape: shape)
    }
    let formula = try Formula.apply(rule, quantities.map { .reference($0) })
    var writer = NumPyWriter(NumPyNames(quantities.map { ($0, nil) }, reserved: NumPyHelper.allCases.map { $0.name }))
    let text: String
    do throws(NumPyRefusal) {
      text = try writer.expression(formula).text
    } catch {
      return nil
    }
    let helpers = NumPyHelper.all(with: writer.helpers)
    var lines =
      helpers.flatMap { $0.imports } + helpers.map { $0.source(.spanish) } + writer.derivatives.map { $0.source }
    for (quantity, value) in zip(quantities, values) {
      lines.append("\(quantity.symbol.name) = \(NumPyNumber.array(value, indent: 5))")
    }
    lines.append("result = \(text)")
    return Trial(identity: rule.identity, lines: lines, expected: formula.evaluate { values[$0.id] })
  }

  @Test func `each operator is written, and computes the same in Python`() throws {
    var random = KeyedRandom(seed: 19, iteration: 1, name: "operators")
    var trials: [Trial] = []
    var refused: [String] = []
    for rule in Operators.all {
      for sample in rule.samples {
        if let trial = try Self.trial(rule, sample, &random) {
          trials.append(trial)
        } else {
          refused.append(rule.identity)
        }
      }
    }
    // The length of a batch is a number before anything is computed.
    #expect(refused.count == 1 && refused[0].hasPrefix("batch size"), "\(refused)")
    let script =
      "import numpy as np\nseen = []\n"
      + trials.map { trial in
        let expected = NumPyNumber.array(trial.expected, indent: 0)
        return trial.lines.joined(separator: "\n")
          + "\nexpected = np.asarray(\(expected), float)\nvalue = np.asarray(result, float)\n"
          + "ok = value.size == expected.size and (value.size == 1 or value.shape == expected.shape) and "
          + "np.allclose(value.reshape(expected.shape), expected, rtol=1e-12, atol=1e-13, equal_nan=True)\n"
          + "seen.append(ok)\nif not ok: print(\(NumPyWriter.quoted(trial.identity)), value.tolist(), expected.tolist())\n"
      }.joined() + "print(len(seen), all(seen))\n"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    input.fileHandleForWriting.write(Data(script.utf8))
    try input.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 || said.contains("No module named 'numpy'") {
      return print("SKIPPED: there is no Python with NumPy")
    }
    #expect(said.hasSuffix("\(trials.count) True\n"), "\(said.suffix(3000))")
  }

  @Test(arguments: [
    ("ŷ", "y_hat"), ("δ1", "delta1"), ("δ_out", "delta_out"), ("dW1", "dW1"), ("m̂_W1", "m_hat_W1"), ("Δw", "Delta_w"),
    ("dŷ", "dy_hat"), ("λ", "lambda_"), ("c.1", "c_1"), ("mean_epoch(J)", "mean_epoch_J"), ("2x", "v_2x"),
    ("ñ", "n_tilde"),
  ])
  func `names are ASCII`(name: String, expected: String) {
    let quantity = Quantity(id: 0, symbol: Symbol(canonical: name), shape: .scalar)
    let names = NumPyNames([(quantity, nil)], reserved: [])
    #expect(names[quantity] == expected)
  }

  @Test func `names are each a single one`() {
    let quantities = ["ŷ", "y_hat", "yhat", "lambda", "np"].enumerated().map {
      Quantity(id: $0.offset, symbol: Symbol(canonical: $0.element), shape: .scalar)
    }
    let names = NumPyNames(quantities.map { ($0, nil) }, reserved: [])
    #expect(quantities.map { names[$0] } == ["y_hat", "y_hat_2", "yhat", "lambda_", "np_"])
  }
}
