import CKernels

/// Products and entrywise arithmetic of the fast way, for one instruction set of the processor.
///
/// Levels that fuse multiplication and addition (AVX-512, AVX2, NEON) give the same bits, whatever the parts in which
/// the work is done; the plain level rounds more often.
package struct Kernels: Hashable, Sendable {
  /// An instruction set.
  package enum Level: String, Hashable, Sendable, CaseIterable {
    case plain, neon, avx2, avx512

    /// Whether multiplication and addition round once.
    package var fuses: Bool { self != .plain }

    var code: kernels_level {
      switch self {
      case .plain: kernels_level_plain
      case .neon: kernels_level_neon
      case .avx2: kernels_level_avx2
      case .avx512: kernels_level_avx512
      }
    }
  }

  /// The instruction set.
  package let level: Level

  /// The kernels of a level; nil when this computer cannot run it.
  package init?(_ level: Level) {
    guard kernels_can_run(level.code) else { return nil }
    self.level = level
  }

  private init(able level: Level) {
    self.level = level
  }

  /// The levels this computer can run, the fastest last; `plain` is always there.
  package static let available: [Level] = Level.allCases.filter { kernels_can_run($0.code) }

  /// The kernels of the fastest level there is.
  package static let best = Kernels(able: available.last ?? .plain)
}
