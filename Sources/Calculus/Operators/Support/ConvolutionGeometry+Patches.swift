import Matrices

/// A convolution as a product of matrices: what a filter meets for each entry of a map is laid out as a column, or as a row.
///
/// The order of the sums is that of the convolution. Nothing can be left out of a product, so that there is no padding.
extension ConvolutionGeometry {
  /// How many entries of a map's plane there are, and how many products each adds up.
  var places: Int { rows.map * columns.map }
  var taps: Int { channels * rows.filter * columns.filter }

  /// Whether it can be had as products as wide as these.
  func isProduct(columns: Int) -> Bool {
    attributes.padding == 0 && columns >= ProductTile.width && taps > 0 && places > 0
  }

  /// Calls `body` with memory for the patches of one image.
  func withPatches(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: taps * places)
    body(memory)
    memory.deallocate()
  }

  /// Lays out what the filters meet in an image: a row for each channel and entry of a filter, a column for each entry of
  /// the map.
  func unfold(_ image: UnsafePointer<Double>, to patches: UnsafeMutablePointer<Double>) {
    var next = patches
    eachTapRow(image) { line in
      for column in 0..<columns.map { next[column] = line[column * attributes.stride] }
      next += columns.map
    }
  }

  /// The same with rows and columns exchanged.
  func unfoldByPlaces(_ image: UnsafePointer<Double>, to patches: UnsafeMutablePointer<Double>) {
    var (tap, place) = (0, 0)
    eachTapRow(image) { line in
      let target = patches + place * taps + tap
      for column in 0..<columns.map { target[column * taps] = line[column * attributes.stride] }
      place += columns.map
      if place == places { (tap, place) = (tap + 1, 0) }
    }
  }

  /// Calls `visit` for each channel, entry of a filter and row of the map, in this order, with the first pixel they meet.
  private func eachTapRow(_ image: UnsafePointer<Double>, _ visit: (UnsafePointer<Double>) -> Void) {
    for channel in 0..<channels {
      for down in 0..<rows.filter {
        for across in 0..<columns.filter {
          for row in 0..<rows.map {
            visit(image + imagePlace(0, channel, rows.pixel(row, down), columns.pixel(0, across)))
          }
        }
      }
    }
  }
}
