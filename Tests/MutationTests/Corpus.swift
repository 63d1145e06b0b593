import Fixtures
import Foundation
import Lessons

/// The files that mutations begin with: every lesson, every example, every file of printed numbers.
enum Corpus {
  ///
  /// Of the lessons with images there is one: they take long, and say the same in other sizes.
  static let files: [(name: String, text: String)] = {
    let others = Set(Catalogue.lessons.filter { $0.name != "mnist" && $0.text.contains("from digits") }.map(\.name))
    var files = Catalogue.lessons.filter { !others.contains($0.name) }.map { ($0.name, $0.text) }
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Examples").standardizedFileURL
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where name.hasSuffix(".lesson") {
      if let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8) {
        files.append((name, text))
      }
    }
    // A lesson and the numbers printed for it, as one file.
    for claims in Claims.files where !others.contains(claims.name) {
      let lesson = Catalogue.lesson(named: claims.name)?.text ?? ""
      let expectations = claims.text.split(separator: "\n", omittingEmptySubsequences: false).filter {
        !$0.hasPrefix("lesson ")
      }
      files.append((claims.name + ".expect", lesson + "\n" + expectations.joined(separator: "\n")))
    }
    return files
  }()

  /// Words that a damaged lesson is damaged with: the language's own, and what people and machines put into files.
  static let fragments: [String] = [
    "\u{0}", "\u{1B}[31m", "\u{200B}", "\u{302}", "\u{202E}", "\r", "\n", "\t", "(", ")", "[", "]", "{", "}", "\"",
    "\\", "#", "'", "Σ", "∂", "∂E/∂", "^", "²", "ᵀ", ".", "..", "…", "=", "<-", "←", "|", "_", "!", "×", ",", ";",
    "−", "-", "√", " for ", " when ", " es ", " en ", " is ", " by ", " with ", " as ", " split into v",
    " misprint ", "((((((((((", "[[[[[[[[[[", "lesson ", "expect ", "\u{1F600}", "漢", "\u{FEFF}", "\u{85}", "\u{2028}",
    "new(", "Σepoch ", "mean_epoch(", "hessian(", "eigenvalues(", "softmax(", "argmax(", "one_hot(", "reshape(",
    "range(", "identity(", "ones(", "clip(", "where(", "norm(", "flatten(", "{ℓ}", "{1/0}", "{−1}", ".1", ".99",
    "[1,1]", "[0]", "[1,1,1]", "[:,1..2]", "[2..1,:]", "[1e9]", "iteration", "epoch", "parameters", "π", "~ he",
    "~ torch(0)", "~ permutation(0)", "inv(", "solve(", "argmin(",
    "~ uniform(1, 0)", "~ normal(0, −1)", "~ keep(0)", "∂E/∂E", "ties exact", "stop after 3 iterations",
    "stop once 0 = 1", "in batches of 0, in order", "gradient", "  for ℓ = 1 to 3\n    ", "\nexpect \"\" at 9\n  ",
    "\nbackward\n  ", "\nupdate\n  ", "\nforward\n  ", "\nloss\n  ", "\nmetrics\n  ", "\nstate\n  ", "\ndata\n  ",
    "\nsettings\n  ", "\nrun\n  ", "\npictures\n  ", "\nnote es \"a\"\n", "\noptimizer o(a)\n  ",
    "\nmetrics on test\n  ", "\ntable\n  ", "\nstudy\n  ", "\nparameters\n  ", "\nlesson second\n",
    "⁻³", "·10⁻³", "×10³", "[[1, 2], [3, 4]]", "[[1. 2.]\n [3. 4.]]", "array([", "dE/dw", "/8", ". ", ",000",
    "\nsum = ",
    " each entry", " each example", " over z = −1..1", " over w[1,1] = 0..1", "\npictures\n  surface E over x, y\n",
    "\npictures\n  path [x y] over f\n", "\npictures\n  bars ", "\ntable\n  \"a\"\n  ",
    "\nexercise\n  ", "\nexercise\n  blank ", "\nexercise\n  digits ", "\nexercise\n  rule ",
    "0,5 1,2", "new(w[1])", "\n  n s\n  1 2\n",
  ]

  /// Numbers at which programs break.
  static let numbers: [String] = [
    "0", "1", "-1", "−1", "2", "3", "7", "0.5", "0,5", "1e-3", "-0.5", "1/3", "1/0", "0/0", "1e999", "-1e999",
    "1e-999", "1e308", "-1e308", "1e-320", "1e15", "1e16", "1e17", "1e19", "1e9", "1e12", "1e6", "1000000000",
    "1000000001", "100000000", "99999999999999999999", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "18446744073709551616", "4294967295", "4294967296", "2147483648", "65536", "65537",
    "1000", "100", "64", "0.1", "0.99999999999999994", "nan", "NaN", "inf", "-inf", "∞", "0x10", "1e", ".5", "5.", "½",
    "٣", "00", "-0", "0.0000000000000000000000000000000000001",
    "9/8", "1.25·10⁻³", "10⁻⁹⁹⁹", "2·10⁹⁹⁹", "+0.5", "1.e-03", "1,000", "1.000", "7/0", "1.5/2",
  ]
}
