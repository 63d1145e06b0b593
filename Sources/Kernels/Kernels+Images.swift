import CKernels

extension Kernels {
  /// The windows of a convolution or a pooling on one image of some channels: their size, how far apart they are, and how
  /// many fit.
  package struct Windows: Sendable {
    let code: kernels_windows

    /// - Parameters:
    ///   - channels: C of an image C×rows×columns.
    ///   - window: rows and columns of a window.
    ///   - map: how many windows there are below one another and side by side.
    package init(
      channels: Int, rows: Int, columns: Int, window: (rows: Int, columns: Int), map: (rows: Int, columns: Int),
      stride: Int, padding: Int = 0
    ) {
      code = kernels_windows(
        channels: channels, rows: rows, columns: columns, window_rows: window.rows, window_columns: window.columns,
        map_rows: map.rows, map_columns: map.columns, stride: stride, padding: padding)
    }

    /// The numbers of all windows of an image.
    package var patchCount: Int {
      code.channels * code.window_rows * code.window_columns * code.map_rows * code.map_columns
    }
  }

  /// What is computed at the greatest entries of windows, of equal ones the first.
  package enum Pooling: Hashable, Sendable {
    /// Their values.
    case value
    /// Given numbers, one for each window, go to them; the others get 0.
    case gradient
    /// The numbers of another matrix that stand where they do.
    case selection
  }

  /// The pixels of an image under each window: a row for each channel and each entry of a window, a column for each place.
  package func unfold<Scalar: KernelsScalar>(
    _ windows: Windows, _ image: UnsafePointer<Scalar>, to patches: UnsafeMutablePointer<Scalar>
  ) {
    withUnsafePointer(to: windows.code) { Scalar.functions.unfold(level.code, $0, image, patches) }
  }

  /// For each pixel of an image the sum of its entries in the patches.
  package func foldBack<Scalar: KernelsScalar>(
    _ windows: Windows, _ patches: UnsafePointer<Scalar>, to image: UnsafeMutablePointer<Scalar>
  ) {
    withUnsafePointer(to: windows.code) { Scalar.functions.foldBack(level.code, $0, patches, image) }
  }

  /// Pools planes, each of which has the windows' rows and columns.
  ///
  /// - Parameters:
  ///   - planes: which planes of those that lie one after another.
  ///   - given: what goes to the greatest entries, or is taken where they are; not read for their values.
  package func pool<Scalar: KernelsScalar>(
    _ pooling: Pooling, _ windows: Windows, planes: Range<Int>, given: UnsafePointer<Scalar>?,
    _ source: UnsafePointer<Scalar>, to target: UnsafeMutablePointer<Scalar>
  ) {
    let code =
      switch pooling {
      case .value: kernels_pooling_value
      case .gradient: kernels_pooling_gradient
      case .selection: kernels_pooling_selection
      }
    withUnsafePointer(to: windows.code) {
      Scalar.functions.pool(level.code, code, $0, planes.lowerBound, planes.upperBound, given, source, target)
    }
  }

  /// The sum of each channel over images and pixels, of which `count` are in a plane; the same bits on every computer.
  ///
  /// - Parameter range: which channels.
  package func sumChannels<Scalar: KernelsScalar>(
    images: Int, channels: Int, count: Int, _ range: Range<Int>, _ source: UnsafePointer<Scalar>,
    to target: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.functions.sumChannels(
      level.code, images, channels, count, range.lowerBound, range.upperBound, source, target)
  }
}
