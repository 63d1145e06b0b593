import Calculus
import Datasets
import Execution
import Matrices
import Trace
import Typesetting

/// A run in a file, `.safetensors` or `.npz`: what was learned, and all that is needed to go on.
package struct ModelFile {
  /// As the reader named it.
  package let path: String
  private let tensors: TensorFile
  /// The seed of the saved run; nil for a file with parameters alone.
  package let seed: UInt32?
  /// Where the saved run is; nil for a file with parameters alone.
  package let position: SavedRun.Position?
  private let convention: ExampleAxis?

  /// Arrays that are not quantities of the lesson.
  enum Extra {
    /// Iteration, epoch, batch, seed, and 1 for examples in rows.
    static let position = "run.position"
    static let sums = "run.sums"
    static let bests = "run.bests"
    /// `SavedRun.data`
    static let data = "run.data"
    /// `ModelFile.version`
    static let version = "run.saved_version"
  }

  /// The version of what `--save` writes; files from before there was one have none, and are read all the same.
  static let version = 1

  /// Reads a file; throws `DataFileError`.
  package init(_ path: String) throws {
    self.path = path
    tensors = try TensorFile.read(path)
    let names = Set(tensors.tensors.map(\.name))
    if names.contains(Extra.version) {
      let version = try tensors.numbers(Extra.version, shape: [1])[0]
      guard version <= Double(Self.version) else { throw Self.newer(path, version) }
    }
    if names.contains(TraceLayout.iteration) { throw Self.trace(path) }
    guard tensors.tensors.contains(where: { $0.name == Extra.position }) else {
      (seed, position, convention) = (nil, nil, nil)
      return
    }
    let numbers = try tensors.numbers(Extra.position, shape: [5])
    guard let iteration = Int(exactly: numbers[0]), let epoch = Int(exactly: numbers[1]),
      let batch = Int(exactly: numbers[2]), let seed = UInt32(exactly: numbers[3]),
      (0...1_000_000_000).contains(iteration), (0...iteration).contains(epoch), (0...iteration).contains(batch)
    else {
      throw Self.noPlace(path)
    }
    self.seed = seed
    position = SavedRun.Position(iteration: iteration, epoch: epoch, batch: batch)
    convention = numbers[4] != 0 ? .rows : .columns
  }

  /// What the lesson goes on from; throws `DataFileError` when parameters are missing or have other shapes.
  ///
  /// Without the states of its optimizer, with other data, or without a position, a run begins anew with the parameters;
  /// what the reader may not expect of that is told.
  package func savedRun(for program: Program) throws -> (run: SavedRun, note: Localized?) {
    let convention = convention ?? program.convention
    try checkHasParameters(of: program)
    let names = Set(tensors.tensors.map(\.name))
    var values: [String: Matrix] = [:]
    var missingState: String?
    for input in SavedRun.inputs(program) {
      let name = input.quantity.symbol.name
      let shape = convention == program.convention ? input.quantity.shape : input.quantity.shape.transposed
      let places = ModelLayout.allCases.map { $0.place(of: name, shape: shape, convention: convention) }
      guard
        let place = places.first(where: { names.contains($0.name) }) ?? (input.phase == .parameters ? places[0] : nil)
      else {
        if input.phase == .state { missingState = missingState ?? name }
        continue
      }
      let stored = place.isTransposed ? shape.transposed : shape
      let sizes = place.isVector ? [stored.count] : stored.sizes
      if position != nil, let kept = tensors.tensors.first(where: { $0.name == place.name })?.shape, kept.count == 2,
        kept != sizes, input.phase == .parameters
      {
        throw otherShape(name, convention == program.convention ? kept : kept.reversed(), input.quantity.shape, program)
      }
      let numbers =
        try onlyBias(place, stored, name)
        ?? tensors.numbers(place.name, shape: sizes, allowsNonFinite: input.isEvaluation)
      guard let matrix = Matrix(stored, numbers) else { continue }
      values[name] = place.isTransposed ? matrix.transposed : matrix
    }
    var saved = SavedRun(position: position, values: values, convention: convention)
    guard position != nil else { return (saved.parameters(of: program), nil) }
    if let missingState { return (saved.parameters(of: program), lacks(missingState)) }
    let known = Set(SavedRun.inputs(program).map(\.quantity.symbol.name))
    if let extra = names.subtracting(known).filter({ !$0.hasPrefix("run.") }).min() {
      return (saved.parameters(of: program), lacksNot(extra))
    }
    let data = try list(Extra.data, count: nil)
    let current = SavedRun.data(of: program)
    if data.count == current.count, data != current {
      let note = data.last == current.last ? learnedFrom(data, notFrom: current) : ofAnotherLesson(than: program)
      return (saved.parameters(of: program), note)
    }
    guard let position, SavedRun.isPlace(position, in: program) else { throw Self.noPlace(path) }
    saved.sums = try list(Extra.sums, count: 2 * program.accumulations.count)
    saved.bests = try list(Extra.bests, count: nil)
    return (saved, nil)
  }

  /// A file of another lesson that lacks a parameter is told as what it is.
  private func checkHasParameters(of program: Program) throws {
    guard let other = otherLesson(than: program) else { return }
    let names = Set(tensors.tensors.map(\.name))
    let parameters = SavedRun.inputs(program).filter { $0.phase == .parameters }.map(\.quantity)
    let convention = convention ?? program.convention
    let missing = parameters.first { quantity in
      !ModelLayout.allCases.contains {
        names.contains($0.place(of: quantity.symbol.name, shape: quantity.shape, convention: convention).name)
      }
    }?.symbol.name
    guard let missing else { return }
    throw DataFileError(
      path, es: "es de la lección «\(other)», no de «\(program.name)»: no tiene '\(missing)'",
      en: "it is of the lesson “\(other)”, not of “\(program.name)”: it has no '\(missing)'")
  }

  private static func noPlace(_ path: String) -> DataFileError {
    DataFileError(
      path, es: "'\(Extra.position)' no es un lugar de una ejecución", en: "'\(Extra.position)' is not a place in a run"
    )
  }

  private static func newer(_ path: String, _ version: Double) -> DataFileError {
    let number = NumberStyle().format(version)
    return DataFileError(
      path, es: "es de la versión \(number) de lo que guarda --save, y este programa lee hasta la \(Self.version)",
      en: "it is of version \(number) of what --save writes, and this program reads up to \(Self.version)")
  }

  private static func trace(_ path: String) -> DataFileError {
    DataFileError(
      path, es: "es una traza, de --trace-file; --load lee lo que escribe --save",
      en: "it is a trace, of --trace-file; --load reads what --save writes")
  }

  private func otherShape(_ name: String, _ kept: [Int], _ shape: Shape, _ program: Program) -> DataFileError {
    let sizes = kept.map(String.init).joined(separator: "×")
    let whose =
      otherLesson(than: program).map {
        Localized(
          es: "es de la lección «\($0)», no de «\(program.name)»",
          en: "it is of the lesson “\($0)”, not of “\(program.name)”")
      }
      ?? Localized(
        es: "es de otra lección que «\(program.name)», o de otros ajustes",
        en: "it is of another lesson than “\(program.name)”, or of other settings")
    return DataFileError(
      path, es: "\(whose.es): su '\(name)' es de \(sizes) y aquí de \(shape)",
      en: "\(whose.en): its '\(name)' is \(sizes), and here \(shape)")
  }

  /// The name of the lesson that was saved, where the file has it (`.safetensors` does) and it is another.
  private func otherLesson(than program: Program) -> String? {
    tensors.metadata["lesson"].flatMap { $0 == program.name ? nil : $0 }
  }

  private func ofAnotherLesson(than program: Program) -> Localized {
    let whose =
      otherLesson(than: program).map { Localized(es: "es de la lección «\($0)»", en: "is of the lesson “\($0)”") }
      ?? Localized(
        es: "es de otra lección, o de otra versión de esta",
        en: "is of another lesson, or of another version of this one")
    return Localized(
      es: "'\(path)' \(whose.es): empieza de nuevo, con los parámetros guardados.",
      en: "'\(path)' \(whose.en): it starts over, with the saved parameters.")
  }

  /// One bias for the whole layer, where the file has the same for each output; nil for anything else.
  private func onlyBias(_ place: ModelLayout.Place, _ shape: Shape, _ name: String) throws -> [Double]? {
    guard place.isVector, shape.count == 1 else { return nil }
    let numbers = try tensors.numbers(place.name)
    guard let first = numbers.first, numbers.count > 1 else { return nil }
    guard numbers.allSatisfy({ $0 == first }) else {
      throw DataFileError(
        path, es: "'\(place.name)' tiene un sesgo por neurona, pero '\(name)' es uno para toda la capa",
        en: "'\(place.name)' has a bias for each neuron, but '\(name)' is one for the whole layer")
    }
    return [first]
  }

  private func lacks(_ state: String) -> Localized {
    Localized(
      es:
        "'\(path)' no tiene '\(state)', que este optimizador necesita para continuar: empieza de nuevo, con los "
        + "parámetros guardados.",
      en: "'\(path)' does not have '\(state)', which this optimizer needs to continue: it starts over, with the saved "
        + "parameters.")
  }

  private func lacksNot(_ state: String) -> Localized {
    Localized(
      es:
        "'\(path)' tiene '\(state)', que aquí no hay (¿otra lección, otro optimizador?): empieza de nuevo, con los "
        + "parámetros guardados.",
      en:
        "'\(path)' has '\(state)', which is not here (another lesson, another optimizer?): it starts over, with the saved parameters."
    )
  }

  private func learnedFrom(_ data: [Double], notFrom current: [Double]) -> Localized {
    let (saved, now) = (Self.sizes(data), Self.sizes(current))
    let first = Localized(
      es: "'\(path)' se guardó aprendiendo de \(saved.es)", en: "'\(path)' was saved while learning from \(saved.en)")
    let second =
      data[0] == current[0] && data[1] == current[1]
      ? Localized(es: " y ahora son distintos", en: " and now they are different")
      : Localized(es: " y ahora son \(now.es)", en: " and now there are \(now.en)")
    return first + second
      + Localized(
        es: ": empieza de nuevo, con los parámetros guardados. Para continuar, da los mismos --data, --digits, --seed "
          + "y tamaño de lote.",
        en: ": it starts over, with the saved parameters. To continue, give the same --data, --digits, --seed and "
          + "size of batch.")
  }

  /// `60000 examples in batches of 64`
  private static func sizes(_ data: [Double]) -> Localized {
    let (count, batch) = (Int(exactly: data[0]) ?? 0, Int(exactly: data[1]) ?? 0)
    return Localized(es: "\(count) ejemplos en lotes de \(batch)", en: "\(count) examples in batches of \(batch)")
  }

  private func list(_ name: String, count: Int?) throws -> [Double] {
    guard tensors.tensors.contains(where: { $0.name == name }) else { return [] }
    let numbers = try tensors.numbers(name, shape: count.map { [$0] }, allowsNonFinite: true)
    return numbers
  }
}
