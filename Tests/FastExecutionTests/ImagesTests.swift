import Calculus
import Execution
import Kernels
import LessonLanguage
import Matrices
import Testing

@testable import FastExecution

/// Convolutions and poolings of the fast machine beside those of the exact one.
@Suite struct ImagesTests {
  /// Every operator on images, with strides, padding, windows that overlap or leave something over, bias and relu; more
  /// images than groups of sums.
  private static let text =
    """
    lesson images
    data
      X (19×64) ~ uniform(−1, 1)
      A = reshape(X, 19×1×8×8)
    parameters
      K1 (3×1×3×3) ~ he
      c1 (1×3×1×1) ~ uniform(−1, 1)
      K2 (4×3×2×2) ~ he
      K3 (2×4×1×1) ~ he
      c3 = 0.1
      k (3×2) ~ uniform(−1, 1)
    forward
      Z1 = conv(A, K1, padding = 1) + c1
      A1 = relu(Z1)
      P1 = maxpool(A1, 2)
      Z2 = conv(P1, K2, stride = 2, padding = 1)
      S2 = tanh(Z2)
      Z3 = relu(conv(S2, K3) + c3)
      P3 = maxpool(Z3, 2, stride = 1)
      Q = maxpool(conv(A[3,1,:,:], k), 3, stride = 2)
      T = maxpool(conv(A[2,:,:,:], K1) + c1[1,:,:,:], 3)
      U = maxpool_at(tanh(Z1), Z1, 2)
    loss
      J = Σ flatten(P3)² + Σ Q² + Σ T² + ½·Σ U² + Σ sum_to(A1, 1×3×1×1)²
    backward
      dK1 = ∂J/∂K1
      dc1 = ∂J/∂c1
      dK2 = ∂J/∂K2
      dK3 = ∂J/∂K3
      dc3 = ∂J/∂c3
      dk = ∂J/∂k
      dA = ∂J/∂A
    update
      parameters by gradient with descent(1e-4)

    """

  private func program() throws -> Program {
    let lesson = try #require(try LessonParser.parse(Self.text, file: "images").first)
    return try Lesson(lesson, source: SourceText(file: "images", text: Self.text)).program().program
  }

  private func expectAgreement<Scalar: KernelsScalar>(
    _ type: Scalar.Type, _ kernels: Kernels, within tolerance: Double
  ) throws {
    let program = try program()
    let exact = try Run(program)
    let fast = Run(
      try FastMachine<Scalar>(
        program, kernels: kernels, pool: WorkerPool(threads: 2), keeping: Set(program.quantities.map(\.id))))
    try exact.advance()
    try fast.advance()
    for definition in program.definitions {
      let expected = try #require(exact.value(of: definition.quantity))
      let found = try #require(fast.value(of: definition.quantity))
      #expect(found.shape == expected.shape)
      let scale = expected.values.reduce(1e-3) { max($0, abs($1)) }
      let error = zip(expected.values, found.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(error <= tolerance * scale, "\(definition.quantity.name), \(kernels.level): \(error) of \(scale)")
    }
  }

  @Test(arguments: Kernels.available) func `both machines agree`(level: Kernels.Level) throws {
    let kernels = try #require(Kernels(level))
    try expectAgreement(Double.self, kernels, within: 1e-13)
    try expectAgreement(Float.self, kernels, within: 1e-5)
  }

  @Test func `no operation on images is done entry by entry in double precision`() throws {
    let fast = Run(try FastMachine<Float>(program(), pool: WorkerPool(threads: 1), isMeasured: true))
    try fast.advance()
    let machine = try #require(fast.machine as? FastMachine<Float>)
    var kinds: Set<FastKind> = []
    for case .operations(let kind, _) in machine.profile.seconds.keys { kinds.insert(kind) }
    #expect(kinds.isSuperset(of: [.convolution, .pooling, .copying]))
  }

  @Test func `the number of threads does not change a bit of what is learned`() throws {
    let program = try program()
    var results: [[Matrix]] = []
    for threads in [1, 2, 3] {
      let run = Run(try FastMachine<Float>(program, pool: WorkerPool(threads: threads)))
      for _ in 0..<3 { try run.advance() }
      results.append(program.updates.compactMap { run.value(of: $0.new) })
    }
    #expect(results[0].count == 6)
    #expect(results[0] == results[1] && results[0] == results[2])
  }
}
