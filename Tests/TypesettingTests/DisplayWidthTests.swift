import Testing

@testable import Typesetting

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("ŷ", 1), ("y\u{302}", 1), ("\u{302}", 0), ("σ′²∂₁⁽¹⁾→Σ▁█⊙⎡ᵀηℒ−", 18), ("漢字", 4), ("ñ", 1),
    ("👩‍👩‍👧", 2), ("a\u{200B}b", 2), ("\u{1B}", 0), ("⠿⣿", 2), ("½·10⁻⁶", 6),
  ])
  func `columns are counted by what is seen`(text: String, width: Int) {
    #expect(text.displayWidth == width, "\(text)")
  }

  @Test(arguments: ["", "ŷ", "y\u{302}", "漢", "abcdef"], [Table.Alignment.left, .right, .centre])
  func `padding reaches the width exactly`(text: String, alignment: Table.Alignment) {
    #expect(text.padded(to: 6, alignment).displayWidth == 6)
    #expect(text.padded(to: 0, alignment) == text)
  }

  @Test func `alignment decides where the blanks go`() {
    #expect("a".padded(to: 4, .left) == "a   ")
    #expect("a".padded(to: 4, .right) == "   a")
    #expect("a".padded(to: 4, .centre) == " a  ")
  }
}
