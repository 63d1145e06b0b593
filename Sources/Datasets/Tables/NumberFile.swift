import Matrices
import Typesetting

/// A file of numbers: a table `.csv`, or named arrays in `.npz` or `.safetensors`.
package enum NumberFile {
  /// The largest table that is read, in bytes.
  private static let mostBytes = 256 << 20

  /// Whether a path is that of a table, which is one matrix without a name.
  package static func isTable(_ path: String) -> Bool { path.hasSuffix(".csv") }

  /// Whether a path ends as such a file's does.
  package static func isKnown(_ path: String) -> Bool {
    isTable(path) || path.hasSuffix(".npz") || path.hasSuffix(".safetensors")
  }

  /// The array of a name; throws `DataFileError`.
  ///
  /// - Parameters:
  ///   - shown: the path as the reader knows it.
  ///   - most: how many numbers there may be.
  package static func array(_ path: String, shown: String, named name: String, most: Int) throws -> NumberArray {
    do {
      guard isKnown(shown) else {
        throw DataFileError(
          shown, es: "los datos se leen de .csv o .npz", en: "data are read from .csv or .npz")
      }
      guard !isTable(shown) else {
        let bytes = try ByteBlock(mapping: path)
        guard bytes.count <= mostBytes else {
          throw DataFileError(
            shown, es: "tiene más de \(mostBytes >> 20) MB", en: "it has more than \(mostBytes >> 20) MB")
        }
        return try CSV.read(bytes, shown, most: most)
      }
      let file = try TensorFile.read(path)
      if let tensor = file.tensors.first(where: { $0.name == name }) {
        var count = 1
        for size in tensor.shape {
          let (product, overflow) = count.multipliedReportingOverflow(by: size)
          guard !overflow, product <= most else {
            throw DataFileError(
              shown, es: "'\(name)' tiene más de \(most) números", en: "'\(name)' has more than \(most) numbers")
          }
          count = product
        }
        return NumberArray(sizes: tensor.shape, values: try file.numbers(name))
      }
      _ = try file.numbers(name)
      return NumberArray(sizes: [], values: [])
    } catch let error as DataFileError {
      throw DataFileError(shown, error.reason)
    }
  }
}
