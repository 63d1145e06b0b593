import LessonLanguage
import Lessons
import Testing

@testable import Verification

/// Lessons as a teacher elsewhere writes them: other conventions, other spellings, one language.
@Suite struct TeacherLessonTests {
  private static func report(_ text: String) throws -> Report {
    let (lesson, source) = try BuiltIn.parsed(text, "mine.lesson")
    return try Verifier(lesson, source: source).verify()
  }

  /// The bias as the last weight, targets of ±1, a band in which the neuron does not decide, one example at a time.
  @Test func `a perceptron with ±1, a bias as last weight and a threshold`() throws {
    let report = try Self.report(
      """
      lesson band
        es "Perceptrón con zona de indecisión"
      settings
        η = 1    as lr
        θ = 0.2  as threshold
      data
        X = [1 1; 1 -1; -1 1; -1 -1]
        d = [1; -1; -1; -1]
      parameters
        w (3×1) = 0   # the last one is the bias
      forward
        u = [X 1]·w
        y = where(abs(u) > θ, sign(u), 0)
        wrong = (y != d)
      metrics
        mistakes = Σepoch wrong
      update
        Δw = η·wrong·d·[X 1]ᵀ
        w ← w + Δw
      run
        X, d in batches of 1, in order
        stop once mistakes = 0
        stop after 50 epochs
      expect "tabla"
        iteration  u   y   d   new(w)[1]  new(w)[2]  new(w)[3]
        1          0   0   1   1          1          1
        2          1   1   -1  0          2          0
        3          2   1   -1  1          1          -1
        4          -3  -1  -1  1          1          -1
        5          1   1   1   1          1          -1
      expect "fin"  at end
        epoch = 2
        w = [1; 1; -1]
      """)
    #expect(report.isRight && report.verdicts.count == 32)
  }

  /// ASCII spellings, tabs, columns, a threshold that is trained, a weighted mean, momentum kept as state.
  @Test func `a linear unit in columns with weighted examples, typed in ASCII`() throws {
    let report = try Self.report(
      """
      lesson unit
      \ten "A unit with a trained threshold"
      \texamples in columns
      settings
      \teta = 0.1 as lr
      \tmu = 0.9 as momentum
      \tf(z) = tanh(z)
      data
      \tX (2, 4) = [-1 -1 1 1
      \t            -1 1 -1 1]
      \tt = [-1 -1 -1 1]
      \tq = [1 2 1 1]
      parameters
      \tw (1, 2) = 0.1
      \ttheta = 0.3
      \tfrozen (1, 2) = 0.5
      state
      \tv_w (1, 2) = 0
      \tv_theta = 0
      forward
      \tu = w @ X - theta
      \tyhat = f(u)
      \tclass = 2*(u >= 0) - 1
      loss
      \tJ = 1/2*mean(q .* (t - yhat)^2)
      metrics
      \taccuracy = mean(class = t)
      backward
      \tdelta_u = -(1/4)*q .* (t - yhat) .* f'(u)   is partial(J, u)
      \tdw = delta_u @ X.T
      \td_theta = -(sum delta_u)
      update
      \tv_w <- mu*v_w - lr*dw
      \tv_theta <- mu*v_theta - lr*d_theta
      \tw <- w + v_w
      \ttheta <- theta + v_theta
      run
      \tstop once accuracy = 1
      \tstop after 200 iterations
      expect "pages"
      \taccuracy = "0,75"
      \tdθ is ∂J/∂θ
      \tshape(dw) = (1, 2)
      \tfrozen = [0.5 0.5] at end
      \taccuracy = 1 at end
      """)
    #expect(report.isRight && report.verdicts.count == 5)
    #expect(report.gradients.map(\.quantity.symbol.name) == ["δu", "dw", "dθ"])
  }

  @Test func `a recurrent network is unrolled and sums its gradients over time`() throws {
    let report = try Self.report(
      """
      lesson rnn
      settings
        T = 3
        η = 0.5 as lr
      data
        x1 = 0.5
        x2 = -0.3
        x3 = 0.8
        y = 1
      parameters
        U = 0.7
        W = 0.4
        V = 1.2
        h0 = 0
      forward
        for t = 1 to T
          h{t} = tanh(U·h{t-1} + W·x{t})
        s = V·h{T}
        o = σ(s)
      loss
        L = -y·ln(o) - (1 - y)·ln(1 - o)
      backward
        ds = o - y     is ∂L/∂s
        dV = ds·h{T}
        g{T} = ds·V    is ∂L/∂h{T}
        for t = T down to 1
          r{t} = g{t}·(1 - h{t}²)
          g{t-1} = U·r{t}  is ∂L/∂h{t-1}
        dU = r1·h0 + r2·h1 + r3·h2
        dW = r1·x1 + r2·x2 + r3·x3
      update
        parameters by gradient
      expect "unrolled"
        h1 = 0.1974
        ∂h3/∂h1 is (1 - h3²)·U·(1 - h2²)·U
        new(U) is U - 0.5·dU
      """)
    #expect(report.isRight && report.gradients.count == 8)
    #expect(report.verdicts.map(\.address) == ["h1", "∂h3/∂h1", "new(U)"])
  }

  @Test(arguments: [
    ("w = w - 0.1·∂J/∂w", "← …"), ("w -= 0.1·∂J/∂w", "write w ← w − …"), ("w ← w − 0.1·dw", "“dw”"),
  ])
  func `an update as code writes it gets a message that says how it is written here`(line: String, hint: String) throws
  {
    let text = """
      lesson code
      data
        x = 0.5
      parameters
        w = 0.2
      forward
        y = w·x
      loss
        J = y²
      update
        \(line)
      """
    let error = #expect(throws: LessonError.self) { try Self.report(text) }
    #expect(error?.description(.english).contains(hint) == true)
    #expect(error?.description(.english).contains("mine.lesson:11:") == true)
  }

  @Test func `an address shows the whole of what was typed, with its parentheses`() throws {
    let report = try Self.report(
      """
      lesson a
      data
        a = 2
      forward
        b = a²
      expect "x"
        max(a, b) = 4
        (a + b)·(a − (b)) = -12
        ((a)) = 2
        [a b][2] is b
      """)
    #expect(report.verdicts.map(\.address) == ["max(a, b)", "(a + b)·(a − (b))", "a", "[a b][2]"])
  }
}
