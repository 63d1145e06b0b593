/// For each slip a page of notes in which somebody has made it, and which reads so.
enum SlipExamples {
  /// The lines of a lesson by the slip that is made in its printed numbers.
  static let all: [(slip: String, text: String)] = [
    (
      "forgot-derivative",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 1.15000
        a = 0.75951
        δ = -0.24049
      """
    ),
    (
      "skipped-activation",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 1.15000
        a = 0.75951
        E = 0.01125
      """
    ),
    (
      "sign",
      """
      data
        p = 0.731
        q = 0.2467
        k = 1.93
      forward
        y = k·p − q
      expect "sheet"
        y = 1.65753
      """
    ),
    (
      "operand-sign",
      """
      data
        p = -0.7313
        q = 0.2467
      forward
        y = softplus(p) + 3·q
      expect "sheet"
        y = 1.86431
      """
    ),
    (
      "swapped",
      """
      data
        p = 0.731
        q = 0.2467
      forward
        y = exp(p/q)
      expect "sheet"
        y = 1.40142
      """
    ),
    (
      "forgot-constant",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = 3·p·p + q
      expect "sheet"
        y = 0.78150
      """
    ),
    (
      "sum-mean",
      """
      data
        v = [0.7313 0.2467 1.9042 0.3331]
      forward
        y = mean(v)
      expect "sheet"
        y = 3.21530
      """
    ),
    (
      "half-mean",
      """
      data
        v = [0.7313 0.2467 1.9042 0.3331]
        p = 0.21
      forward
        y = mean(v) + p
      expect "sheet"
        y = 0.61191
      """
    ),
    (
      "forgot-rate",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        new(b) = 0.21393
      """
    ),
    (
      "forgot-bias",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 0.98000
      """
    ),
    (
      "forgot-term",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 0.70000
      """
    ),
    (
      "forgot-factor",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 1.15000
        a = 0.75951
        δ = -0.04393
        dw = [-0.03075 -0.01757 -0.04393]
      """
    ),
    (
      "derivative-of-a",
      """
      data
        x = [0.7; 0.4; 0.9]
        t = 1
      parameters
        w = [0.3 0.8 0.5]
        b = 0.17
      settings
        η = 0.15
      forward
        z = w·x + b
        a = σ(z)
      loss
        E = ½·(a − t)²
      backward
        δ = (a − t)·a·(1 − a)
        s = σ'(z)
        dw = δ·xᵀ
      update
        w ← w − η·dw
        b ← b − η·δ
      run
        stop after 2 iterations
      expect "sheet"
        z = 1.15000
        a = 0.75951
        s = 0.21715
      """
    ),
    (
      "exponent-sign",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p·q) + q
      expect "sheet"
        y = 1.08163
      """
    ),
    (
      "plain-share",
      """
      data
        v = [0.7313 0.2467 1.9042]
      forward
        y = softmax(v)
      expect "sheet"
        y = [0.25373 0.08559 0.66068]
      """
    ),
    (
      "not-softmax",
      """
      data
        v = [0.7313 0.2467 1.9042]
      forward
        y = softmax(v)
      expect "sheet"
        y = [0.67509 0.56136 0.87037]
      """
    ),
    (
      "log-base",
      """
      data
        p = 0.7313
      forward
        y = −ln(p)
      expect "sheet"
        y = 0.13590
      """
    ),
    (
      "square",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = p² + q
      expect "sheet"
        y = 1.70930
      """
    ),
    (
      "twice",
      """
      data
        p = 0.7313
        q = 0.2467
        k = 1.9042
      forward
        y = p·q + k
      expect "sheet"
        y = 1.94871
      """
    ),
    (
      "transposed",
      """
      data
        M = [0.31 0.74; 0.52 0.18]
        u = [1.37; 0.83]
      forward
        y = M·u
      expect "sheet"
        y = [0.85630; 1.16320]
      """
    ),
    (
      "wrong-index",
      """
      data
        v = [0.7313 0.2467 1.9042]
        q = 0.37
      forward
        y = exp(v[2]) + q
      expect "sheet"
        y = 2.44778
      """
    ),
    (
      "ten",
      """
      data
        p = 0.7313
        q = 0.02467
      forward
        y = exp(p) + q
      expect "sheet"
        y = 2.32448
      """
    ),
    (
      "parentheses",
      """
      data
        p = 0.7313
        q = 0.2467
        k = 1.9042
      forward
        y = (p + q)·k
      expect "sheet"
        y = 1.20107
      """
    ),
    (
      "one-path",
      """
      data
        g = [0.7313 0.2467 1.9042]
        h = [0.41; 0.93; 0.28]
      forward
        y = g·h
      expect "sheet"
        y = 0.22943
      """
    ),
    (
      "doubled",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 4.03384
      """
    ),
    (
      "halved",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 1.00846
      """
    ),
    (
      "lost-sign",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = -2.01692
      """
    ),
    (
      "factor-10",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 20.16919
      """
    ),
    (
      "swapped-digits",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 2.106919
      """
    ),
    (
      "lost-digit",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 2.06919
      """
    ),
    (
      "added-digit",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 2.0416919
      """
    ),
    (
      "misread-digit",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
      expect "sheet"
        y = 2.056919
      """
    ),
    (
      "copied",
      """
      data
        p = 0.7313
        q = 0.2467
      forward
        y = exp(p) − q²
        n = exp(q)·p
      expect "sheet"
        n = 0.93591
        y = 0.93591
      """
    ),
  ]
}
