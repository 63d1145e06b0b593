import Kernels
import Typesetting

extension Kernels.Level {
  /// What its instructions are called.
  package var words: Localized {
    switch self {
    case .plain: Localized(es: "sin instrucciones vectoriales", en: "no vector instructions")
    case .neon: Localized(both: "NEON")
    case .avx2: Localized(both: "AVX2")
    case .avx512: Localized(both: "AVX-512")
    }
  }
}
