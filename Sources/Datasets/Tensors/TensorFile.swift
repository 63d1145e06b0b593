import Typesetting

/// Named arrays of numbers in a file, `.safetensors` or `.npz`, checked as a whole before any number is used.
package struct TensorFile: Sendable {
  /// One of the arrays.
  struct Entry: Sendable {
    var description: TensorDescription
    /// The bytes that hold the numbers, from `start` on.
    var bytes: ByteBlock
    var start: Int
    /// Whether the first axis is the fastest (NumPy's `fortran_order`).
    var isColumnMajor = false
  }

  /// The file as the reader named it.
  package let file: String
  /// Texts about the file, from `__metadata__`; none in `.npz`.
  package let metadata: [String: String]
  private let entries: [Entry]
  /// What is wrong with arrays that are no numbers, by their names: it counts where one of them is asked for.
  private let others: [String: DataFileError]

  init(
    _ file: String, _ entries: [Entry], metadata: [String: String] = [:], others: [String: DataFileError] = [:]
  ) {
    self.file = file
    self.entries = entries
    self.others = others
    self.metadata = metadata
  }

  /// Reads a file of either kind, told apart by its first bytes; throws `DataFileError`.
  package static func read(_ path: String) throws -> TensorFile {
    let bytes = try ByteBlock(mapping: path)
    guard !bytes.withUnsafeBytes({ $0.starts(with: NPY.magic) }) else { throw lonely(path) }
    let isZip = bytes.withUnsafeBytes { $0.starts(with: [0x50, 0x4b]) }
    return isZip ? try NPZ.read(bytes, path) : try SafeTensors.read(bytes, path)
  }

  /// What the file says of its arrays, in its order.
  package var tensors: [TensorDescription] { entries.map(\.description) }

  /// All numbers of an array, the last axis fastest; throws `DataFileError` when the file has no such array, when its
  /// shape is another, and when a number is NaN or infinite unless `allowsNonFinite`.
  package func numbers(_ name: String, shape: [Int]? = nil, allowsNonFinite: Bool = false) throws -> [Double] {
    guard let entry = entries.first(where: { $0.description.name == name }) else { throw others[name] ?? missing(name) }
    let description = entry.description
    if let shape, !Self.fits(description.shape, shape) {
      let wanted = TensorDescription.text(shape)
      throw DataFileError(
        file, es: "'\(name)' tiene dimensiones \(description.shapeText), pero deberían ser \(wanted)",
        en: "'\(name)' has the shape \(description.shapeText), but it should be \(wanted)")
    }
    let (type, start) = (description.type, entry.start)
    let count = (description.byteCount ?? 0) / type.size
    var numbers = entry.bytes.withUnsafeBytes { bytes in
      [Double](unsafeUninitializedCapacity: count) { numbers, filled in
        for place in 0..<count {
          numbers.initializeElement(at: place, to: type.number(bytes, at: start + place * type.size))
        }
        filled = count
      }
    }
    if entry.isColumnMajor { numbers = Self.rowMajor(numbers, description.shape) }
    if !allowsNonFinite, let place = numbers.firstIndex(where: { !$0.isFinite }) {
      throw notFinite(description, place, numbers[place])
    }
    return numbers
  }

  /// Whether an array of a shape serves where another is wanted: a list of n numbers is a row and a column.
  private static func fits(_ shape: [Int], _ wanted: [Int]) -> Bool {
    shape == wanted
      || min(shape.count, wanted.count) <= 1 && max(shape.count, wanted.count) <= 2
        && shape.filter { $0 != 1 } == wanted.filter { $0 != 1 }
  }

  private static func lonely(_ file: String) -> DataFileError {
    DataFileError(
      file,
      es: "es un solo arreglo de NumPy, sin nombre; guárdalo con el de cada cantidad: "
        + "np.savez('pesos.npz', W1=W1, b1=b1)",
      en: "it is a single array of NumPy, without a name; save it with that of each quantity: "
        + "np.savez('weights.npz', W1=W1, b1=b1)")
  }

  private func missing(_ name: String) -> DataFileError {
    let names = entries.prefix(12).map { "'\($0.description.name)'" }.joined(separator: ", ")
    let rest = entries.count > 12 ? ", …" : ""
    guard !entries.isEmpty else {
      guard others.isEmpty else {
        return DataFileError(
          file, es: "no tiene '\(name)', ni ningún array de números",
          en: "it has no '\(name)', nor any array of numbers")
      }
      return DataFileError(file, es: "no tiene '\(name)': está vacío", en: "it has no '\(name)': it is empty")
    }
    return DataFileError(
      file, es: "no tiene '\(name)'; tiene \(names)\(rest)", en: "it has no '\(name)'; it has \(names)\(rest)")
  }

  private func notFinite(_ tensor: TensorDescription, _ place: Int, _ value: Double) -> DataFileError {
    var rest = place
    var indices: [Int] = []
    for size in tensor.shape.reversed() {
      indices.insert(rest % size + 1, at: 0)
      rest /= size
    }
    let entry = tensor.name + (indices.isEmpty ? "" : "[\(indices.map(String.init).joined(separator: ","))]")
    let text = value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
    return DataFileError(
      file, es: "\(entry) es \(text); los parámetros deben ser números finitos",
      en: "\(entry) is \(text); parameters must be finite numbers")
  }

  /// The numbers with the last axis fastest, given with the first one fastest.
  private static func rowMajor(_ numbers: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count > 1, !numbers.isEmpty else { return numbers }
    var strides: [Int] = []
    var stride = 1
    for size in shape {
      strides.append(stride)
      stride *= size
    }
    var indices = [Int](repeating: 0, count: shape.count)
    return numbers.indices.map { _ in
      let from = zip(indices, strides).reduce(0) { $0 + $1.0 * $1.1 }
      for axis in shape.indices.reversed() {
        indices[axis] += 1
        if indices[axis] < shape[axis] { break }
        indices[axis] = 0
      }
      return numbers[from]
    }
  }
}
