import OperatingSystem
import TemporaryFolders
import Testing

@testable import LessonCommand

/// Names of files and folders that are not UTF-8 text: no other file is read or written in their place.
@Suite struct IllegibleNamesTests {
  @Test func `an argument that is not UTF-8 is refused with its place, and no file is written`() throws {
    let folder = try TemporaryFolder()
    for line in [
      #"lesson run xor --iterations 1 --save "$(printf 'm\351l.npz')""#,
      #"lesson run xor --iterations 1 --save="$(printf 'm\351l.npz')""#,
      #"lesson run xor --iterations 1 --trace-file "$(printf 'm\351l.npz')""#,
      #"lesson check xor "$(printf 'm\351l.npz')""#,
    ] {
      let result = try BuiltProgram.shell(line, in: folder.url.path)
      #expect(result.code == 64, "\(line)")
      #expect(result.error.contains(#"m\xE9l.npz', is not UTF-8"#), "\(result.error)")
      #expect(
        result.error.contains(line.contains("check") ? "Argument 3" : line.contains("=") ? "Argument 5" : "Argument 6"))
      #expect(folder.names.isEmpty)
    }
    let spanish = try BuiltProgram.shell(#"lesson --lang es run "$(printf '\303')""#)
    #expect(spanish.error.contains(#"El argumento 4, '\xC3', no es texto UTF-8"#), "\(spanish.error)")
  }

  @Test func `a folder of a variable that is not UTF-8 is not taken for another`() throws {
    let folder = try TemporaryFolder()
    let own = try BuiltProgram.shell(#"LESSON_DATA="$(printf '/tmp/m\351')"; export LESSON_DATA; lesson data info"#)
    #expect(own.code == 64 && own.error.contains("LESSON_DATA is not UTF-8"), "\(own.error)")
    let home = try BuiltProgram.shell(
      #"d="$PWD/$(printf 'm\351')"; export XDG_CACHE_HOME="$d" HOME="$d"; lesson list; lesson data info"#,
      in: folder.url.path)
    #expect(home.code == 0 && home.output.contains("clase6"), "\(home.error)")
    #expect(folder.names.isEmpty)
  }

  @Test func `a file behind a link is written whatever its name is made of`() throws {
    let folder = try TemporaryFolder()
    let result = try BuiltProgram.shell(
      #"""
      name="$(printf 'caf\351.npz')"; printf x > "$name" || exit 9
      ln -s "$name" link.npz
      lesson run xor --iterations 1 --no-pictures --save link.npz || exit 8
      ls | wc -l; test -L link.npz && test "$(wc -c < "$name")" -gt 100 && echo grown
      """#, in: folder.url.path)
    // Where the file system takes no such names there is nothing to see.
    guard result.code != 9 else { return }
    #expect(
      result.code == 0 && result.output.split(whereSeparator: \.isWhitespace).suffix(2) == ["2", "grown"], "\(result)")
  }
}
