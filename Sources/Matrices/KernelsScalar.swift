import CKernels

/// A type of number that kernels compute with: `Float` or `Double`.
package protocol KernelsScalar: BinaryFloatingPoint, Sendable {
  /// The C functions for this type of number.
  static var functions: KernelsFunctions { get }
}

/// The C functions for one type of number.
package struct KernelsFunctions: Sendable {
  let multiply: @convention(c) (kernels_level, UnsafePointer<kernels_product>, Int, Int) -> Void
  let apply:
    @convention(c) (
      kernels_level, kernels_operation, Int, UnsafeMutableRawPointer?, kernels_source, kernels_source, kernels_source
    ) -> Void
  let evaluate:
    @convention(c) (
      kernels_level, UnsafePointer<kernels_instruction>, Int, UnsafePointer<kernels_matrix>, Int, Int, Int, Int, Int
    ) -> Void
  let fold:
    @convention(c) (
      kernels_level, kernels_fold, Bool, Int, Int, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?
    ) -> Void
  let softmax:
    @convention(c) (
      kernels_level, Bool, Int, Int, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int
    ) -> Void
}

extension Float: KernelsScalar {
  package static let functions = KernelsFunctions(
    multiply: kernels_multiply_f32, apply: kernels_apply_f32, evaluate: kernels_evaluate_f32, fold: kernels_fold_f32,
    softmax: kernels_softmax_f32)
}

extension Double: KernelsScalar {
  package static let functions = KernelsFunctions(
    multiply: kernels_multiply_f64, apply: kernels_apply_f64, evaluate: kernels_evaluate_f64, fold: kernels_fold_f64,
    softmax: kernels_softmax_f64)
}
