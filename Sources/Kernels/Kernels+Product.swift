import CKernels

extension Kernels {
  /// A matrix in memory, row by row: `stride` is the distance from one row to the next.
  package struct Operand<Scalar: KernelsScalar>: @unchecked Sendable {
    package var pointer: UnsafePointer<Scalar>
    package var stride: Int
    /// Whether its transpose is meant.
    package var isTransposed: Bool

    package init(_ pointer: UnsafePointer<Scalar>, stride: Int, isTransposed: Bool = false) {
      self.pointer = pointer
      self.stride = stride
      self.isTransposed = isTransposed
    }
  }

  /// A number, or one for each column or row, that is added to every entry of a product.
  package enum Bias<Scalar: KernelsScalar>: @unchecked Sendable {
    case none
    /// As many as columns: the same for every row.
    case forColumns(UnsafePointer<Scalar>)
    /// As many as rows: the same for every column.
    case forRows(UnsafePointer<Scalar>)
    case scalar(UnsafePointer<Scalar>)
  }

  /// What is done with each sum after the bias.
  package enum Activation: Sendable {
    case none
    /// z <= 0 ? 0 : z, so that NaN stays.
    case relu
  }

  /// A product, ready to be computed again and again: C = activation(A·B + bias) ⊙ [mask > 0].
  ///
  /// A is rows × depth and B depth × columns, after the transpositions asked for. C overlaps nothing that is read.
  /// Each entry is one sum over k = 0, 1, 2, …
  package struct Product<Scalar: KernelsScalar>: @unchecked Sendable {
    package let rows: Int
    package let columns: Int
    package let depth: Int
    var code: kernels_product

    /// - Parameters:
    ///   - shape: rows and columns of C, and how many products each entry sums.
    ///   - target: C.
    ///   - accumulates: whether the sums begin with what C holds.
    package init(
      rows: Int, columns: Int, depth: Int, _ left: Operand<Scalar>, _ right: Operand<Scalar>,
      to target: UnsafeMutablePointer<Scalar>, stride: Int, accumulates: Bool = false
    ) {
      self.rows = rows
      self.columns = columns
      self.depth = depth
      code = kernels_product()
      (code.rows, code.columns, code.depth) = (rows, columns, depth)
      (code.a, code.a_stride, code.a_is_transposed) = (UnsafeRawPointer(left.pointer), left.stride, left.isTransposed)
      (code.b, code.b_stride, code.b_is_transposed) =
        (UnsafeRawPointer(right.pointer), right.stride, right.isTransposed)
      (code.c, code.c_stride, code.accumulates) = (UnsafeMutableRawPointer(target), stride, accumulates)
    }

    /// The same product with a bias added to each sum.
    package func adding(_ bias: Bias<Scalar>) -> Product {
      var result = self
      switch bias {
      case .none: (result.code.bias, result.code.bias_kind) = (nil, kernels_bias_none)
      case .forColumns(let pointer):
        (result.code.bias, result.code.bias_kind) = (UnsafeRawPointer(pointer), kernels_bias_for_columns)
      case .forRows(let pointer):
        (result.code.bias, result.code.bias_kind) = (UnsafeRawPointer(pointer), kernels_bias_for_rows)
      case .scalar(let pointer):
        (result.code.bias, result.code.bias_kind) = (UnsafeRawPointer(pointer), kernels_bias_scalar)
      }
      return result
    }

    /// The same product with an activation of each sum; A·B + bias itself is kept in `sums`, when given.
    package func activated(
      _ activation: Activation, keeping sums: UnsafeMutablePointer<Scalar>? = nil, stride: Int = 0
    ) -> Product {
      var result = self
      result.code.activation = activation == .relu ? kernels_activation_relu : kernels_activation_none
      (result.code.sum, result.code.sum_stride) = (sums.map(UnsafeMutableRawPointer.init), stride)
      return result
    }

    /// The same product, each entry multiplied by 1 where a matrix of the size of C is > 0, else by 0.
    package func masked(where mask: UnsafePointer<Scalar>, stride: Int) -> Product {
      var result = self
      (result.code.mask, result.code.mask_stride) = (UnsafeRawPointer(mask), stride)
      return result
    }
  }

  /// Computes a product, or one of several parts of it: they are disjoint and alike in size.
  ///
  /// The bits do not depend on the number of parts.
  package func multiply<Scalar: KernelsScalar>(_ product: Product<Scalar>, part: Int = 0, of parts: Int = 1) {
    withUnsafePointer(to: product.code) { Scalar.functions.multiply(level.code, $0, part, parts) }
  }
}
