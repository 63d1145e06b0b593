import OperatingSystem
import Testing

@testable import LessonCommand

/// Quantities with four axes, from the lesson to what is typed back.
@Suite struct SlicesTests {
  private static let text =
    """
    lesson kernels
    data
      y = 1
    parameters
      K (2×1×2×3) ~ uniform(−1, 1)
    forward
      A = 2·K
      s = sum(A)
    loss
      E = ½·(s − y)²
    update
      K by ∂E/∂K with descent(0.001)

    """

  @Test func `every entry that is shown can be typed back and has that value`() throws {
    let file = try TemporaryLesson(Self.text)
    let shown = Session("run", file.path, "--trace", "--at", "1", "--plain").output.split(separator: "\n")
    let entries = shown.filter { $0.hasPrefix("A[") && $0.contains("] = ") }
    #expect(entries.count == 12 && shown.contains("A is 2×1×2×3"), "\(shown)")
    for entry in entries {
      let parts = entry.split(separator: " = ").map(String.init)
      let told = Session("why", file.path, parts[0], "--at", "1", "--plain")
      #expect(told.code == 0 && told.output.contains(" = \(parts[1])\n"), "\(entry): \(told.output) \(told.error)")
    }
  }

  @Test func `slices have their index in a trace`() throws {
    let file = try TemporaryLesson(Self.text)
    let traced = Session("run", file.path, "--trace", "--at", "1").output
    for label in ["K (2×1×2×3)\n", "K[1,1,:,:] = ⎡", "K[2,1,:,:] = ⎡"] { #expect(traced.contains(label), "\(traced)") }
    #expect(!traced.contains("2×6"))
  }
}
