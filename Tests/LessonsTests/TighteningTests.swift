import Testing

@testable import Lessons

/// What is left out of a page's script and style sheet changes nothing of what they do.
@Suite struct TighteningTests {
  @Test func `a script loses indentation and comments that have a line of their own`() {
    let script = """
      // Says something.
      const say = () => {
        /** Twice. */
        call("a  b"); // stays: it may be part of a text
      };

      """
    #expect(
      Tightening.script(script) == "const say = () => {\ncall(\"a  b\"); // stays: it may be part of a text\n};")
  }

  @Test func `a style sheet keeps the blanks that mean something`() {
    let style = """
      /* How it
         looks. */
      .a, .b {
        top: calc(1px + 2px); font: 1rem "A B", serif;
      }
      .c :hover > b { margin: 0 -1px; }

      """
    #expect(
      Tightening.style(style)
        == ".a,.b{top:calc(1px + 2px);font:1rem \"A B\",serif}.c :hover > b{margin:0 -1px}")
  }

  @Test func `the page has its script and its style, and their first words`() {
    #expect(PageFiles.script.hasPrefix("\"use strict\";\n(() => {\nconst data = "))
    #expect(PageFiles.style.contains(".card{") && !PageFiles.style.contains("  "))
  }
}
