import Calculus
import Kernels
import Matrices

/// A convolution, or what flows back through one, image by image: the pixels under each window as a matrix, and a product
/// with it. Several threads share the images; the bits do not depend on how.
struct FastConvolution<Scalar: KernelsScalar>: @unchecked Sendable {
  private let geometry: ConvolutionGeometry
  private let kernels: Kernels
  private let windows: Kernels.Windows
  let images: Int
  /// Room for the sums over each group of images.
  private let sums: ZeroedNumbers<Scalar>?

  /// So many sums over images are added up side by side for the filters' gradient: as many for any number of threads.
  private static var mostGroups: Int { 16 }

  /// - Parameter form: what is computed of the other two.
  init(_ form: ConvolutionForm, _ geometry: ConvolutionGeometry, _ kernels: Kernels) {
    self.geometry = geometry
    self.kernels = kernels
    windows = Kernels.Windows(
      channels: geometry.channels, rows: geometry.rows.image, columns: geometry.columns.image,
      window: (geometry.rows.filter, geometry.columns.filter), map: (geometry.rows.map, geometry.columns.map),
      stride: geometry.attributes.stride, padding: geometry.attributes.padding)
    images = BatchLength.usual(geometry.images)
    let depth = geometry.channels * geometry.rows.filter * geometry.columns.filter
    let groups = max(1, min(images, Self.mostGroups))
    sums = form == .kernelGradient ? ZeroedNumbers(count: groups * geometry.filters * depth) : nil
  }

  /// About how many multiplications it takes.
  var cost: Int { images * geometry.filters * depth * places }

  /// Entries of a filter, and of a map's channel.
  private var depth: Int { geometry.channels * geometry.rows.filter * geometry.columns.filter }
  private var places: Int { geometry.rows.map * geometry.columns.map }
  private var imageCount: Int { geometry.channels * geometry.rows.image * geometry.columns.image }
  private var mapCount: Int { geometry.filters * places }

  /// Whether the patches of an image are the image itself.
  private var isPlain: Bool {
    geometry.rows.filter == 1 && geometry.columns.filter == 1 && geometry.attributes.stride == 1
  }

  /// One share of so many things.
  private func share(_ count: Int, _ part: Int, _ parts: Int) -> Range<Int> {
    (count * part / parts)..<(count * (part + 1) / parts)
  }

  /// Gives room for the patches of one image.
  private func withPatches(_ body: (UnsafeMutablePointer<Scalar>) -> Void) {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: max(1, windows.patchCount)) { memory in
      if let start = memory.baseAddress { body(start) }
    }
  }

  private func patches(
    _ image: UnsafePointer<Scalar>, _ room: UnsafeMutablePointer<Scalar>
  ) -> Kernels.Operand<Scalar> {
    if isPlain { return Kernels.Operand(image, stride: places) }
    kernels.unfold(windows, image, to: room)
    return Kernels.Operand(room, stride: places)
  }

  /// conv(X, K) + bias; with `activated`, relu of it goes there.
  func map(
    _ image: FastPlace<Scalar>, _ kernel: FastPlace<Scalar>, bias: Kernels.Bias<Scalar>,
    to target: FastPlace<Scalar>, activated: FastPlace<Scalar>?, _ part: Int, _ parts: Int
  ) {
    let (target, activated) = (target.pointer, activated?.pointer)
    withPatches { room in
      for number in share(images, part, parts) {
        let product = Kernels.Product(
          rows: geometry.filters, columns: places, depth: depth, Kernels.Operand(kernel.pointer, stride: depth),
          patches(image.pointer + number * imageCount, room), to: (activated ?? target) + number * mapCount,
          stride: places
        ).adding(bias)
        guard activated != nil else {
          kernels.multiply(product)
          continue
        }
        kernels.multiply(product.activated(.relu, keeping: target + number * mapCount, stride: places))
      }
    }
  }

  /// conv_input(G, K).
  func inputGradient(
    _ flowing: FastPlace<Scalar>, _ kernel: FastPlace<Scalar>, to target: FastPlace<Scalar>, _ part: Int, _ parts: Int
  ) {
    withPatches { room in
      for number in share(images, part, parts) {
        let image = target.pointer + number * imageCount
        let product = Kernels.Product(
          rows: depth, columns: places, depth: geometry.filters,
          Kernels.Operand(kernel.pointer, stride: depth, isTransposed: true),
          Kernels.Operand(flowing.pointer + number * mapCount, stride: places), to: isPlain ? image : room,
          stride: places)
        kernels.multiply(product)
        if !isPlain { kernels.foldBack(windows, room, to: image) }
      }
    }
  }

  /// How many groups of images there are: more for a thread to share than there are threads.
  private var groups: Int { max(1, min(images, Self.mostGroups)) }
  /// Entries of all filters.
  private var kernelCount: Int { geometry.filters * depth }

  /// conv_kernel(X, G) over the images of each group, which `kernelGradient` brings together.
  func kernelSums(_ image: FastPlace<Scalar>, _ flowing: FastPlace<Scalar>, _ part: Int, _ parts: Int) {
    guard let sums else { return }
    withPatches { room in
      for group in share(groups, part, parts) {
        for (place, number) in share(images, group, groups).enumerated() {
          var operand = patches(image.pointer + number * imageCount, room)
          operand.isTransposed = true
          kernels.multiply(
            Kernels.Product(
              rows: geometry.filters, columns: depth, depth: places,
              Kernels.Operand(flowing.pointer + number * mapCount, stride: places), operand,
              to: sums.start + group * kernelCount, stride: depth, accumulates: place > 0))
        }
      }
    }
  }

  /// conv_kernel(X, G), once `kernelSums` has all groups.
  func kernelGradient(to target: FastPlace<Scalar>) {
    guard let sums else { return }
    kernels.fold(
      .sum, of: .columns, rows: groups, columns: kernelCount, sums.start, stride: kernelCount, to: target.pointer)
  }

  /// About how many numbers that reads.
  var gatheringCost: Int { groups * kernelCount }
}

extension Kernels.Windows {
  /// Those of a pooling.
  init(_ geometry: PoolingGeometry) {
    let window = geometry.attributes.window
    self.init(
      channels: 1, rows: geometry.rows, columns: geometry.columns, window: (window, window),
      map: (geometry.pooledRows, geometry.pooledColumns), stride: geometry.attributes.stride)
  }
}
