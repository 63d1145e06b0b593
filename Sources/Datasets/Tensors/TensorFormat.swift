/// The kinds of file for arrays of numbers, by the ending of the name.
package enum TensorFormat: String, CaseIterable {
  case safetensors, npz

  /// The format of a file's name; nil for any other.
  package init?(ending path: String) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = format
  }

  /// The numbers of an array.
  package enum Numbers {
    case double([Double])
    case float([Float])
  }

  /// Some numbers of an array, where they are.
  package enum Piece {
    case double(UnsafeBufferPointer<Double>)
    case float(UnsafeBufferPointer<Float>)
  }

  /// Writes whole arrays.
  package func write(
    _ arrays: [(tensor: TensorDescription, numbers: Numbers)], metadata: [String: String],
    _ write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let numbers = Dictionary(arrays.map { ($0.tensor.name, $0.numbers) }, uniquingKeysWith: { first, _ in first })
    try self.write(arrays.map(\.tensor), metadata: metadata, write) { tensor, put in
      switch numbers[tensor.name] {
      case .double(let numbers): try numbers.withUnsafeBufferPointer { try put(.double($0)) }
      case .float(let numbers): try numbers.withUnsafeBufferPointer { try put(.float($0)) }
      case nil: return
      }
    }
  }

  /// Writes arrays whose numbers are asked for one array after another, and given in pieces.
  package func write(
    _ tensors: [TensorDescription], metadata: [String: String],
    _ write: @escaping (UnsafeRawBufferPointer) throws -> Void,
    numbers: (TensorDescription, (Piece) throws -> Void) throws -> Void
  ) throws {
    switch self {
    case .safetensors:
      var writer = try SafeTensorsWriter(tensors, metadata: metadata, write: write)
      for tensor in writer.order where tensor.shape.allSatisfy({ $0 > 0 }) {
        try numbers(tensor) { piece in
          switch piece {
          case .double(let numbers): try writer.append(numbers)
          case .float(let numbers): try writer.append(numbers)
          }
        }
      }
      try writer.finish()
    case .npz:
      var writer = try NPZWriter(tensors, write: write)
      for tensor in tensors where tensor.shape.allSatisfy({ $0 > 0 }) {
        try numbers(tensor) { piece in
          switch piece {
          case .double(let numbers): try writer.append(numbers)
          case .float(let numbers): try writer.append(numbers)
          }
        }
      }
      try writer.finish()
    }
  }
}
