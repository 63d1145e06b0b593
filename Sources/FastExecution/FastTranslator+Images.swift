import Calculus
import Kernels
import Matrices

/// Convolutions with bias and relu in one pass, poolings, and numbers in another shape.
extension FastTranslator {
  mutating func emitConvolution(
    _ index: Int, _ form: ConvolutionForm, _ geometry: ConvolutionGeometry, _ inputs: [Int], _ output: Int
  ) {
    let convolution = FastConvolution<Scalar>(form, geometry, kernels)
    let (one, other, target) = (memory[inputs[0]], memory[inputs[1]], memory[output])
    switch form {
    case .map: emitMap(index, convolution, one, other, output)
    case .inputGradient:
      append(
        FastOperation(kind: .convolution, cost: convolution.cost, isDivisible: true) {
          convolution.inputGradient(one, other, to: target, $0, $1)
        }, for: [index])
    case .kernelGradient:
      append(
        FastOperation(kind: .convolution, cost: convolution.cost, isDivisible: true) {
          convolution.kernelSums(one, other, $0, $1)
        }, for: [index])
      append(
        FastOperation(kind: .convolution, cost: convolution.gatheringCost, isDivisible: false) { _, _ in
          convolution.kernelGradient(to: target)
        }, for: [index])
    }
  }

  private mutating func emitMap(
    _ index: Int, _ convolution: FastConvolution<Scalar>, _ image: FastPlace<Scalar>, _ kernel: FastPlace<Scalar>,
    _ output: Int
  ) {
    var target = output
    var taken = [index]
    var bias = Kernels.Bias<Scalar>.none
    if let (adder, value) = loneAdder(of: output, before: index), let found = self.bias(value, ofMap: output) {
      bias = found
      target = compiler.instructions[adder].outputs[0]
      taken.append(adder)
    }
    var activated: FastPlace<Scalar>?
    if let activator = reluOf(target) {
      activated = memory[compiler.instructions[activator].outputs[0]]
      taken.append(activator)
    }
    done.formUnion(taken)
    let (sums, added, last) = (memory[target], bias, activated)
    append(
      FastOperation(kind: .convolution, cost: convolution.cost, isDivisible: true) {
        convolution.map(image, kernel, bias: added, to: sums, activated: last, $0, $1)
      }, for: taken)
  }

  /// What is added to each channel of a map, or to all of it; nil for anything else.
  private func bias(_ value: Int, ofMap map: Int) -> Kernels.Bias<Scalar>? {
    let (shape, full) = (memory[value].shape, memory[map].shape)
    if shape.isScalar { return .scalar(memory[value].pointer) }
    guard full.rank > 2, shape.rank == full.rank, shape.count == full.sizes[full.rank - 3],
      shape.sizes[full.rank - 3] == shape.count
    else { return nil }
    return .forRows(memory[value].pointer)
  }

  mutating func emitPooling(
    _ index: Int, _ form: MaxPoolingForm, _ geometry: PoolingGeometry, _ inputs: [Int], _ output: Int
  ) {
    let pooling: Kernels.Pooling =
      switch form {
      case .value: .value
      case .gradient: .gradient
      case .selection: .selection
      }
    let (windows, planes, kernels) = (Kernels.Windows(geometry), geometry.planes, kernels)
    let given = inputs.count > 1 ? memory[inputs[0]] : nil
    let (source, target) = (memory[inputs[inputs.count - 1]], memory[output])
    append(
      FastOperation(kind: .pooling, cost: source.count, isDivisible: true) { part, parts in
        kernels.pool(
          pooling, windows, planes: (planes * part / parts)..<(planes * (part + 1) / parts),
          given: given.map { UnsafePointer($0.pointer) }, source.pointer, to: target.pointer)
      }, for: [index])
  }

  mutating func emitChannelSums(_ index: Int, _ input: Int, _ output: Int) {
    let (source, target, kernels) = (memory[input], memory[output], kernels)
    let (images, channels) = (source.shape.sizes[0], source.shape.sizes[1])
    let count = source.shape.sizes[2] * source.shape.sizes[3]
    append(
      FastOperation(kind: .fold, cost: source.count, isDivisible: true) { part, parts in
        kernels.sumChannels(
          images: images, channels: channels, count: count,
          (channels * part / parts)..<(channels * (part + 1) / parts), source.pointer, to: target.pointer)
      }, for: [index])
  }

  mutating func emitCopy(_ index: Int, _ input: Int, _ output: Int) {
    let (source, target) = (memory[input], memory[output])
    append(
      FastOperation(kind: .copying, cost: source.count / 4, isDivisible: false) { _, _ in
        target.pointer.update(from: source.pointer, count: source.count)
      }, for: [index])
  }
}
