import Lessons
import OperatingSystem
import Testing
import Typesetting

@testable import LessonCommand

/// `--notation`: where the number of a layer stands.
@Suite struct NotationOptionTests {
  @Test(arguments: [
    (["show", "clase6"], "z₁ = W₁·x + b₁", "z⁽¹⁾ = W⁽¹⁾·x + b⁽¹⁾"),
    (["show", "clase6"], "δ₁ = (W₂ᵀ·δ₂) ⊙ σ'(z₁)", "δ⁽¹⁾ = (W⁽²⁾ᵀ·δ⁽²⁾) ⊙ σ'(z⁽¹⁾)"),
    (["show", "xor", "--ascii"], "Z_1 = X@W_1 + b_1", "Z^(1) = X@W^(1) + b^(1)"),
    (["why", "clase6", "dW1[1,2]", "--format", "markdown"], "dW_{1}[1,2]=", "dW^{(1)}="),
    (["run", "xor", "--iterations", "2", "--trace"], "  W₁ (2×2) = ⎡", "  W⁽¹⁾ (2×2) = ⎡"),
    (["run", "clase6", "--convention", "rows", "--trace"], "z₁ = x·W₁ + b₁", "z⁽¹⁾ = x·W⁽¹⁾ + b⁽¹⁾"),
    (["why", "clase6", "dW1[1,2]"], "dW₁[1,2] = ∂E/∂W₁[1,2]", "dw⁽¹⁾₁,₂ = ∂E/∂w⁽¹⁾₁,₂"),
    (["why", "clase6", "dW1[1,2]", "--ascii"], "dW_1[1,2] = delta_1[1]*x[2]", "dW^(1)[1,2] = delta^(1)[1]*x[2]"),
    (["verify", "clase6", "--all"], "∂E/∂W₁", "∂E/∂W⁽¹⁾"),
    (["show", "mnist"], "dW₂ = 1/m·dZ₂·A₁ᵀ", "dW⁽²⁾ = 1/m·dZ⁽²⁾·A⁽¹⁾ᵀ"),
    (["show", "mnist"], "m_W₁ ← 0.9·m_W₁ + ", "v_W⁽¹⁾ ← 0.999·v_W⁽¹⁾ + (1 − 0.999)·(dW⁽¹⁾)²"),
    (["derive", "x1^2", "--by", "x1"], "2·x₁", "2·x₁"),
  ])
  func `every command has layers below or above`(words: [String], below: String, above: String) {
    #expect(!Session(words: words).output.contains(below))
    #expect(Session(words: words + ["--notation", "subscript"]).output.contains(below), "\(words)")
    #expect(Session(words: words + ["--notation", "superscript"]).output.contains(above), "\(words)")
  }

  @Test func `a step has them, and reads what is typed in either`() {
    let dialogue = StepDialogue(["clase6", "--notation", "superscript"], keys: ["n", "p W₂", "p W⁽²⁾", "w z_1[1]"])
    #expect(dialogue.code == 0)
    #expect(dialogue.output.split(separator: "W⁽²⁾ (2×2) = ⎡").count == 3)
    #expect(dialogue.output.contains("z⁽¹⁾₁ = w⁽¹⁾₁,₁·x₁ + w⁽¹⁾₁,₂·x₂ + b⁽¹⁾"))
  }

  @Test(arguments: [
    "w⁽¹⁾₁,₂", "W⁽¹⁾₁,₂", "W⁽¹⁾[1,2]", "W₁[1,2]", "W_1[1,2]", "W^(1)[1,2]", "w^(1)[1,2]", "W1[1,2]",
  ])
  func `what is typed is read back in either`(address: String) {
    let meant = Session("why", "xor", "W1[1,2]").output
    #expect(meant.contains("w⁽¹⁾₁,₂ = 0.72032"))
    #expect(Session("why", "xor", address).output == meant)
    for notation in ["subscript", "superscript"] {
      let asked = Session("why", "xor", "W1[1,2]", "--notation", notation)
      #expect(Session("why", "xor", address, "--notation", notation).output == asked.output)
      #expect(Session("why", "xor", "∂E/∂\(address)", "--notation", notation).code == 0)
    }
  }

  @Test func `values are given by names in either`() {
    let meant = Session("run", "clase6", "--set", "W1=[1 2; 3 4]").output
    #expect(meant != Session("run", "clase6").output)
    for name in ["W₁", "W⁽¹⁾"] { #expect(Session("run", "clase6", "--set", "\(name)=[1 2; 3 4]").output == meant) }
  }

  /// Read aloud, a name is the lesson's; so what was computed is compared, too, number by number.
  @Test(arguments: [
    ["run", "xor", "--iterations", "3", "--trace"], ["run", "clase6", "--trace", "--significant", "17"],
    ["why", "clase6", "dW1[1,2]"], ["run", "perceptron"], ["run", "optimizers", "--iterations", "3", "--trace"],
    ["run", "mnist", "--digits", "20", "--iterations", "2", "--hidden1", "5", "--hidden2", "4", "--trace"],
    ["verify", "xor"], ["verify", "clase6", "--all"],
  ])
  func `nothing that is computed changes, and plain has the names of the lesson`(words: [String]) {
    let plain = Session(words: words + ["--plain"])
    for notation in ["subscript", "superscript"] {
      #expect(Session(words: words + ["--plain", "--notation", notation]).output == plain.output)
    }
  }

  @Test func `in JSON keys and addresses stay`() {
    let output = Session("why", "xor", "W1[1,2]", "--json", "--notation", "superscript").output
    #expect(output.contains(#""address":"W1[1,2]","name":{"text":"w⁽¹⁾₁,₂","latex":"w_{1,2}^{(1)}"}"#))
  }

  @Test func `several lessons can have it at once, and any other value is refused with the two`() {
    #expect(Session("verify", "xor", "clase6", "--notation", "subscript").output.contains("∂E/∂W₁"))
    let session = Session("run", "xor", "--notation", "above")
    #expect(session.code == 64)
    #expect(session.error.contains("Choose one of 'subscript' or 'superscript'."))
    #expect(Session("derive", "x", "--notation").code == 64)
  }
}
