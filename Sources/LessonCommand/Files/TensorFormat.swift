import Datasets
import Typesetting

/// The kinds of file for arrays of numbers, by the ending of the name.
enum TensorFormat: String, CaseIterable {
  case safetensors, npz

  /// The format of a file's name; nil for any other.
  init?(ending path: String) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) }) else {
      return nil
    }
    self = format
  }

  /// The format of a file's name; throws `CommandError` for any other.
  init(path: String) throws {
    guard let format = TensorFormat(ending: path) else {
      throw CommandError(
        Localized(
          es: "'\(path)' debe acabar en .safetensors o en .npz.", en: "'\(path)' must end in .safetensors or .npz."),
        exitCode: .usage)
    }
    self = format
  }

  /// The numbers of an array.
  enum Numbers {
    case double([Double])
    case float([Float])
  }

  /// Writes whole arrays.
  func write(
    _ arrays: [(tensor: TensorDescription, numbers: Numbers)], metadata: [String: String],
    _ write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let tensors = arrays.map(\.tensor)
    switch self {
    case .safetensors:
      var writer = try SafeTensorsWriter(tensors, metadata: metadata, write: write)
      let numbers = Dictionary(arrays.map { ($0.tensor.name, $0.numbers) }, uniquingKeysWith: { first, _ in first })
      for tensor in writer.order where tensor.shape.allSatisfy({ $0 > 0 }) {
        switch numbers[tensor.name] {
        case .double(let numbers): try numbers.withUnsafeBufferPointer { try writer.append($0) }
        case .float(let numbers): try numbers.withUnsafeBufferPointer { try writer.append($0) }
        case nil: continue
        }
      }
      try writer.finish()
    case .npz:
      var writer = try NPZWriter(tensors, write: write)
      for array in arrays where array.tensor.shape.allSatisfy({ $0 > 0 }) {
        switch array.numbers {
        case .double(let numbers): try numbers.withUnsafeBufferPointer { try writer.append($0) }
        case .float(let numbers): try numbers.withUnsafeBufferPointer { try writer.append($0) }
        }
      }
      try writer.finish()
    }
  }
}
