import OperatingSystem
import Testing

@testable import LessonCommand

/// Convolutions and poolings, from the lesson to what a student reads.
@Suite struct ImagesTests {
  private static func text(_ forward: String, expect: String = "shape(Z) = 1×2×2×2") -> String {
    """
    lesson filters
    data
      X = [1 2 3 4; 5 6 7 8; 9 10 11 12; 13 14 15 16]
      A = reshape(X, 1×1×4×4)
    parameters
      K (2×1×3×3) ~ uniform(−1, 1)
      c (1×2×1×1) = 0.5
    forward
      Z = conv(A, K) + c
      \(forward)
    loss
      E = ½·Σ Z²
    update
      K[2,1,:,:] ← K[2,1,:,:] − 0.001·(∂E/∂K)[2,1,:,:]
      c by ∂E/∂c with descent(0.001)
    run
      stop after 2 iterations
    expect "sheet"
      \(expect)

    """
  }

  private static func session(
    _ words: [String], forward: String = "P = maxpool(Z, 2)", expect: String = "shape(Z) = 1×2×2×2"
  ) throws -> Session {
    let file = try TemporaryLesson(text(forward, expect: expect))
    return Session(words: [words[0], file.path] + words.dropFirst())
  }

  @Test func `an entry opens to its nine products, row by row of the filter, and the bias`() throws {
    let told = try Self.session(["why", "Z[1,2,1,2]", "--plain", "--lang", "en"]).output
    let products = (1...3).flatMap { row in (1...3).map { "A[1,1,\(row),\($0 + 1)]·K[2,1,\(row),\($0)]" } }
    let sum = (products + ["c[1,2,1,1]"]).joined(separator: " + ")
    #expect(told.contains("Z[1,2,1,2] = " + sum + " = "), "\(told)")
  }

  @Test func `a pooled entry says which one wins, and which tie`() throws {
    let won = try Self.session(["why", "maxpool(A, 2)[1,1,1,1]", "--lang", "en"])
    #expect(won.output.contains("the greatest is a₁,₁,₂,₂"), "\(won.output) \(won.error)")
    let tied = try Self.session(
      ["why", "P[1,2]", "--lang", "en"], forward: "P = maxpool(where(X < 12, 0, X), 2, stride = 1)")
    #expect(tied.output.contains(" tie: the first one"), "\(tied.output)")
    let spanish = try Self.session(["why", "P[1,1]", "--lang", "es"], forward: "P = maxpool(min(X, 5), 2)")
    #expect(
      spanish.output.contains("x₂,₁, 5)") && spanish.output.contains(" empatan: cuenta la primera, "),
      "\(spanish.output)")
    let facts = try Self.session(["why", "P[1,1]", "--json"], forward: "P = maxpool(min(X, 5), 2)").output
    #expect(
      facts.contains(#""winners":[{"kind":"maximum","winner":{"text":"min(x₂,₁, 5)""#) && facts.contains(#""ties":2"#),
      "\(facts)")
  }

  @Test func `slices of four axes are typed, shown, printed in notes and changed`() throws {
    let shown = try Self.session(["why", "A[1,1,2..3,:]", "--lang", "en"]).output
    #expect(shown.contains("A[1,1,2..3,:]   2×4") && shown.contains("a₁,₁,₂,₁ = 5 "), "\(shown)")
    let expect = "A[1,1,3..4,1..2] = [9 10; 13 14]\n  shape(K[2,:,:,:]) = 1×3×3\n  shape(A[:,1,:,2]) = 1×1×4×1"
    let verified = try Self.session(["verify", "--lang", "en"], expect: expect.replacing("\n  ", with: "\n      "))
    #expect(verified.code == 0 && verified.output.contains("everything agrees"), "\(verified.output) \(verified.error)")
    let wrong = try Self.session(["verify", "--lang", "en"], expect: "A[1,1,3..4,1..2] = [9 10; 13 15]")
    #expect(wrong.code == 2, "\(wrong.output)")
    // Of two filters only the second one changes.
    let kept = try Self.session(["why", "new(K)[1,1,2,2] − K[1,1,2,2]", "--plain"]).output
    #expect(kept.contains("= 0\n"), "\(kept)")
    let changed = try Self.session(["why", "new(K)[2,1,2,2] − K[2,1,2,2]", "--plain"]).output
    #expect(!changed.contains("= 0\n"), "\(changed)")
    let line = try Self.session(["show", "--lang", "en"]).output
    #expect(line.contains("K[2,1,:,:] ← K[2,1,:,:] − 0.001·(∂E/∂K)[2,1,:,:]"), "\(line)")
  }

  @Test(arguments: [
    ("P = conv(X, K)", "10:7", "images N×C×H×W go with filters F×C×k×k", "las imágenes N×C×H×W van con filtros"),
    ("P = conv(A)", "10:7", "it is written conv(X, K, stride = 1, padding = 0)", "se escribe conv(X, K, stride"),
    ("P = conv(A, K, slope = 2)", "10:7", "conv has no “slope”", "conv no tiene ningún «slope»"),
    ("P = conv(A, K, stride = 0)", "10:7", "a whole number from 1 to", "hace falta un entero de 1 a"),
    ("P = conv(A, K, padding = 3)", "10:7", "it is at most 2", "es como mucho 2"),
    ("P = maxpool(A, 5)", "10:7", "a window of 5×5 does not fit in 4×4", "una ventana de 5×5 no cabe en 4×4"),
    ("P = maxpool(A)", "10:7", "it is written maxpool(A, 2, stride = 2)", "se escribe maxpool(A, 2, stride = 2)"),
    ("P = conv_input(Z, K, 5×5)", "10:7", "gives a map of 1×2×3×3", "da un mapa de 1×2×3×3"),
    ("P = A[1,1]", "10:8", "index this with [i,j,k,l]: the shape is 1×1×4×4", "aquí se indexa con [i,j,k,l]"),
    ("P = K[3,1,:,:]", "10:8", "index out of range", "índice fuera de rango"),
    ("P = K[1,:,:]", "10:8", "index this with [i,j,k,l]: the shape is 2×1×3×3", "las dimensiones son 2×1×3×3"),
    (
      "P = flatten(maxpool(Z, 2))·ones(3×2)", "10:7", "the 2 and the 3 should be equal",
      "el 2 y el 3 deberían ser iguales"
    ),
  ])
  func `what does not fit is told once, at its place, in the reader's language`(
    forward: String, place: String, english: String, spanish: String
  ) throws {
    for (language, words) in [("en", english), ("es", spanish)] {
      let session = try Self.session(["check", "--lang", language], forward: forward)
      #expect(session.code != 0 && session.output.isEmpty)
      #expect(session.error.contains(":\(place): ") && session.error.contains(words), "\(session.error)")
      #expect(session.error.split(separator: "\n").count == 3, "\(session.error)")
    }
  }
}
