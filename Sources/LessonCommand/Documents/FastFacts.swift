import Datasets
import Execution
import Matrices
import Typesetting

/// What is said of a run besides its numbers: the way it is computed and where its images come from.
struct FastFacts {
  let language: Language

  /// `Fast way: Float, 2 threads, AVX-512`
  func way(_ kernels: Kernels, threads: Int) -> Block {
    let level =
      switch kernels.level {
      case .plain: Localized(es: "sin instrucciones vectoriales", en: "no vector instructions")
      case .neon: Localized(both: "NEON")
      case .avx2: Localized(both: "AVX2")
      case .avx512: Localized(both: "AVX-512")
      }
    let text =
      threads == 1
      ? Localized(es: "Modo rápido: Float, 1 hilo, ", en: "The fast way: Float, 1 thread, ")
      : Localized(es: "Modo rápido: Float, \(threads) hilos, ", en: "The fast way: Float, \(threads) threads, ")
    return .paragraph(Text(text[language] + level[language] + "."))
  }

  /// `60000 images to learn from and 10000 to be tested on, of ./mnist.`
  func images(_ digits: DigitSource) throws(ExampleSourceError) -> Block {
    let (train, test) = (try digits.count(of: .train), try digits.count(of: .test))
    let text =
      switch try digits.origin() {
      case .files(let folder):
        Localized(
          es: "Imágenes de '\(folder)': \(train) para aprender y \(test) de prueba.",
          en: "Images of '\(folder)': \(train) to learn from and \(test) to be tested on.")
      case .madeUp(let seed):
        Localized(
          es: "Dígitos inventados por el programa (semilla \(seed)), no los de MNIST: \(train) para aprender y \(test) "
            + "de prueba.",
          en: "Digits made up by the program (seed \(seed)), not those of MNIST: \(train) to learn from and \(test) to "
            + "be tested on.")
      }
    return .paragraph(Text(text[language]))
  }
}
