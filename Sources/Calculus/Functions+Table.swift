import Matrices
import Typesetting

extension Functions {
  /// A function: how it is written, and what makes its formula.
  struct Function: Sendable {
    let usage: String
    let build: @Sendable (Call) throws(ShapeError) -> Formula
  }

  /// A call in the making; each accessor refuses what does not fit and says what would.
  struct Call {
    let name: String
    let usage: String
    let arguments: [Argument]
    let context: Context

    /// The arguments without names, which must be between so many.
    func plain(_ counts: ClosedRange<Int>, named: [String] = []) throws(ShapeError) -> [Argument] {
      if let stranger = arguments.compactMap({ $0.name }).first(where: { !named.contains($0) }) {
        throw misfit(es: "\(name) no tiene ningún «\(stranger)»", en: "\(name) has no “\(stranger)”")
      }
      let plain = arguments.filter { $0.name == nil }
      guard counts.contains(plain.count) else {
        let (es, en) = plain.count == 1 ? ("argumento", "argument") : ("argumentos", "arguments")
        throw misfit(es: "aquí hay \(plain.count) \(es)", en: "there are \(plain.count) \(en) here")
      }
      return plain
    }

    /// The formulas of so many arguments.
    func formulas(_ count: Int) throws(ShapeError) -> [Formula] { try plain(count...count).map { $0.formula } }

    /// A number known without running.
    func number(_ argument: Argument) throws(ShapeError) -> Double {
      guard let number = argument.constant else {
        guard !argument.isDecidedByLength else {
          throw misfit(
            es: "hace falta un número que no dependa de cuántos ejemplos tiene el lote, que en el último son menos",
            en: "a number is needed that does not depend on how many examples the batch has, which are fewer in the "
              + "last one")
        }
        throw misfit(
          es: "hace falta un número que no dependa de los datos", en: "a number that does not depend on data is needed")
      }
      return number
    }

    /// A whole number known without running, no less than `minimum` and no more than a size may be.
    func count(_ argument: Argument, from minimum: Int = 1) throws(ShapeError) -> Int {
      let most = FormulaLimits.entries
      guard let count = Int(exactly: try number(argument)), count >= minimum, count <= most else {
        throw misfit(
          es: "hace falta un entero de \(minimum) a \(most)", en: "a whole number from \(minimum) to \(most) is needed")
      }
      return count
    }

    /// A size: a whole number known without running, or one that the length of the batch decides.
    func size(_ argument: Argument) throws(ShapeError) -> Int {
      if let size = argument.size { return size }
      return try count(argument)
    }

    /// A shape, written as sizes or as numbers one after the other.
    func shape(_ arguments: some Collection<Argument>) throws(ShapeError) -> Shape {
      var sizes: [Int] = []
      for argument in arguments {
        if let more = argument.sizes { sizes += more } else { sizes.append(try size(argument)) }
      }
      guard (2...4).contains(sizes.count) else {
        throw misfit(es: "hacen falta entre 2 y 4 dimensiones", en: "between 2 and 4 sizes are needed")
      }
      guard let shape = Shape(sizes: sizes) else {
        let reason = FormulaLimits.sizeTooLarge([]).reason
        throw misfit(es: reason.es, en: reason.en)
      }
      return shape
    }

    /// A whole number given by name, no less than `minimum`; `usual` where it is not given.
    func named(_ name: String, usual: Int, from minimum: Int) throws(ShapeError) -> Int {
      let given = arguments.filter { $0.name == name }
      guard given.count <= 1 else {
        throw misfit(es: "\(name) aparece dos veces", en: "\(name) appears twice")
      }
      return try given.first.map { argument throws(ShapeError) in try count(argument, from: minimum) } ?? usual
    }

    /// The stride and the padding of a convolution.
    func convolution() throws(ShapeError) -> ConvolutionGeometry.Attributes {
      ConvolutionGeometry.Attributes(
        stride: try named("stride", usual: 1, from: 1), padding: try named("padding", usual: 0, from: 0))
    }

    /// The two sizes that stand after two formulas, written 28×28 or 28, 28.
    func plane(after formulas: ArraySlice<Argument>) throws(ShapeError) -> Shape {
      let shape = try self.shape(formulas)
      guard shape.rank == 2, !shape.dependsOnBatch else {
        throw misfit(es: "hacen falta alto×ancho", en: "height×width is needed")
      }
      return shape
    }

    /// The window and the stride of a pooling.
    func pooling(_ window: Argument) throws(ShapeError) -> PoolingGeometry.Attributes {
      let size = try count(window)
      return PoolingGeometry.Attributes(window: size, stride: try named("stride", usual: size, from: 1))
    }

    /// What is wrong, and how the function is written.
    func misfit(es: String, en: String) -> ShapeError {
      ShapeError(
        Localized(es: "\(es); se escribe \(usage)", en: "\(en); it is written \(usage)"),
        shapes: arguments.map { $0.formula.shape })
    }
  }

  /// Every function by name.
  static let table: [String: Function] = {
    var table: [String: Function] = [:]
    for (name, function) in entrywise {
      table[name] = Function(usage: "\(name)(z)") { call throws(ShapeError) in
        let isStep = name == "step" && call.context.tiesExact
        return try .apply(isStep ? .stepExact : function, call.formulas(1))
      }
    }
    table["leaky_relu"] = Function(usage: "leaky_relu(z, slope = 0.01)") { call throws(ShapeError) in
      let plain = try call.plain(1...2, named: ["slope"])
      let given = call.arguments.filter { $0.name != nil } + plain.dropFirst()
      guard given.count <= 1 else {
        throw call.misfit(es: "la pendiente aparece dos veces", en: "the slope appears twice")
      }
      let slope = try given.first.map { argument throws(ShapeError) in try call.number(argument) } ?? 0.01
      return try .apply(EntrywiseFunction.leakyRelu(slope: slope), [plain[0].formula])
    }
    for (name, function) in [reductions, algebra, choices, shapes, classes, images].joined() where table[name] == nil {
      table[name] = function
    }
    return table
  }()

  private static let reductions: [String: Function] = {
    var table: [String: Function] = [
      "sum_to": Function(usage: "sum_to(A, 1×3×1×1)") { call throws(ShapeError) in
        let plain = try call.plain(2...5)
        return try .apply(AxesTotal(to: call.shape(plain.dropFirst())), [plain[0].formula])
      },
      "norm": one("norm(A)", Norm()),
    ]
    let totals: [(Axis, any Operator)] = [(.all, Total()), (.rows, RowTotal()), (.columns, ColumnTotal())]
    for (axis, total) in totals {
      table["sum\(axis.suffix)"] = one("sum\(axis.suffix)(A)", total)
      table["mean\(axis.suffix)"] = one("mean\(axis.suffix)(A)", Mean(axis))
      table["var\(axis.suffix)"] = one("var\(axis.suffix)(A)", Variance(axis))
      table["argmin\(axis.suffix)"] = one("argmin\(axis.suffix)(\(axis == .all ? "x" : "A"))", Argmin(axis))
      guard axis != .all else { continue }
      table["min\(axis.suffix)"] = one("min\(axis.suffix)(A)", Extreme(.minimum, axis))
      table["max\(axis.suffix)"] = one("max\(axis.suffix)(A)", Extreme(.maximum, axis))
    }
    for axis in [Axis.all, .rows, .columns] {
      for kind in Extreme.Kind.allCases {
        table["is_\(kind.name)\(axis.suffix)"] = one(
          "is_\(kind.name)\(axis.suffix)(A)", FirstExtreme(kind, axis))
      }
    }
    for kind in Extreme.Kind.allCases {
      table[kind.name] = Function(usage: "\(kind.name)(A), \(kind.name)(A, B, …)") { call throws(ShapeError) in
        let formulas = try call.plain(1...FormulaLimits.depth).map { $0.formula }
        if formulas.count > 2, formulas.allSatisfy({ $0.shape.isScalar }) {
          return try .apply(Extreme(kind, .all), [.apply(Join(cellsPerRow: [formulas.count]), formulas)])
        }
        guard var result = formulas.first, formulas.count > 1 else { return try .apply(Extreme(kind, .all), formulas) }
        for next in formulas.dropFirst() { result = try .apply(PairExtreme(kind), [result, next]) }
        return result
      }
    }
    return table
  }()

  private static let algebra: [String: Function] = [
    "inv": one("inv(A)", Inverse()),
    "solve": Function(usage: "solve(A, b)") { call throws(ShapeError) in
      try .apply(LinearSolution(), call.formulas(2))
    },
    "eigenvalues": one("eigenvalues(A)", Eigenvalues()), "eigenvectors": one("eigenvectors(A)", Eigenvectors()),
  ]

  private static let choices: [String: Function] = [
    "clip": Function(usage: "clip(A, low, high)") { call throws(ShapeError) in try .apply(Clip(), call.formulas(3)) },
    "where": Function(usage: "where(c, a, b)") { call throws(ShapeError) in try .apply(Choice(), call.formulas(3)) },
  ]

  private static let shapes: [String: Function] = [
    "size": size("size(A)", .entries), "rows": size("rows(A)", .rows), "cols": size("cols(A)", .columns),
    "ones": Function(usage: "ones(2×3)") { call throws(ShapeError) in
      try .apply(Filled(value: 1, shape: call.shape(call.plain(1...4))), [])
    },
    "zeros": Function(usage: "zeros(2×3)") { call throws(ShapeError) in
      try .apply(Filled(value: 0, shape: call.shape(call.plain(1...4))), [])
    },
    "unit": Function(usage: "unit(2×3, i, j)") { call throws(ShapeError) in
      let plain = try call.plain(1...8)
      // Without ×, as many sizes as indices come first; a row and a column have one index alone.
      let sizes = plain.first?.sizes == nil ? plain.count == 3 ? 2 : plain.count / 2 : 1
      let shape = try call.shape(plain.prefix(sizes))
      let indices = try plain.dropFirst(sizes).map { argument throws(ShapeError) in try call.count(argument) }
      guard let offset = shape.offset(of: indices) else {
        let sizes = shape.rank == 2 && indices.count == 1 ? [shape.count] : shape.sizes
        if indices.count == sizes.count, let axis = sizes.indices.first(where: { indices[$0] > sizes[$0] }) {
          throw call.misfit(
            es: "en una matriz de \(shape) el índice \(axis + 1) va de 1 a \(sizes[axis]), y aquí es \(indices[axis])",
            en: "in a \(shape) matrix index \(axis + 1) goes from 1 to \(sizes[axis]), and here it is \(indices[axis])")
        }
        throw call.misfit(es: "la matriz es de \(shape)", en: "the matrix is \(shape)")
      }
      return try .apply(UnitMatrix(offset: offset, shape: shape), [])
    },
    "identity": Function(usage: "identity(n)") { call throws(ShapeError) in
      try .apply(IdentityMatrix(call.size(call.plain(1...1)[0])), [])
    },
    "range": Function(usage: "range(a, b, n)") { call throws(ShapeError) in
      let plain = try call.plain(3...3)
      let rule = RangeOf(
        from: try call.number(plain[0]), to: try call.number(plain[1]), count: try call.size(plain[2]),
        axis: call.context.convention)
      return try .apply(rule, [])
    },
    "reshape": Function(usage: "reshape(A, 2×3)") { call throws(ShapeError) in
      let plain = try call.plain(2...5)
      return try .apply(Reshape(to: call.shape(plain.dropFirst())), [plain[0].formula])
    },
    "flatten": Function(usage: "flatten(A)") { call throws(ShapeError) in
      try .apply(Flatten(axis: call.context.convention), call.formulas(1))
    },
  ]

  private static let classes: [String: Function] = [
    "softmax": Function(usage: "softmax(Z)") { call throws(ShapeError) in
      try .apply(Softmax(axis: call.context.convention), call.formulas(1))
    },
    "log_softmax": Function(usage: "log_softmax(Z)") { call throws(ShapeError) in
      try .apply(LogSoftmax(axis: call.context.convention), call.formulas(1))
    },
    "argmax": Function(usage: "argmax(Z)") { call throws(ShapeError) in
      try .apply(Argmax(axis: call.context.convention), call.formulas(1))
    },
    "one_hot": Function(usage: "one_hot(c, n)") { call throws(ShapeError) in
      let plain = try call.plain(2...2)
      let rule = OneHot(classes: try call.count(plain[1], from: 2), axis: call.context.convention)
      return try .apply(rule, [plain[0].formula])
    },
  ]

  private static let images: [String: Function] = [
    "conv": Function(usage: "conv(X, K, stride = 1, padding = 0)") { call throws(ShapeError) in
      let plain = try call.plain(2...2, named: ["stride", "padding"])
      return try .apply(Convolution(call.convolution()), plain.map { $0.formula })
    },
    "conv_input": Function(usage: "conv_input(G, K, 28×28, stride = 1, padding = 0)") { call throws(ShapeError) in
      let plain = try call.plain(3...4, named: ["stride", "padding"])
      let rule = ConvolutionInputGradient(to: try call.plane(after: plain[2...]), try call.convolution())
      return try .apply(rule, [plain[0].formula, plain[1].formula])
    },
    "conv_kernel": Function(usage: "conv_kernel(X, G, 3×3, stride = 1, padding = 0)") { call throws(ShapeError) in
      let plain = try call.plain(3...4, named: ["stride", "padding"])
      let rule = ConvolutionKernelGradient(to: try call.plane(after: plain[2...]), try call.convolution())
      return try .apply(rule, [plain[0].formula, plain[1].formula])
    },
    "maxpool": Function(usage: "maxpool(A, 2, stride = 2)") { call throws(ShapeError) in
      let plain = try call.plain(2...2, named: ["stride"])
      return try .apply(MaxPooling(call.pooling(plain[1])), [plain[0].formula])
    },
    "maxpool_input": Function(usage: "maxpool_input(G, A, 2, stride = 2)") { call throws(ShapeError) in
      let plain = try call.plain(3...3, named: ["stride"])
      return try .apply(MaxPoolingGradient(call.pooling(plain[2])), [plain[0].formula, plain[1].formula])
    },
    "maxpool_at": Function(usage: "maxpool_at(B, A, 2, stride = 2)") { call throws(ShapeError) in
      let plain = try call.plain(3...3, named: ["stride"])
      return try .apply(MaxPoolingSelection(call.pooling(plain[2])), [plain[0].formula, plain[1].formula])
    },
  ]

  /// A function of one argument that is one of its sizes.
  private static func size(_ usage: String, _ measure: MeasuredSize.Measure) -> Function {
    Function(usage: usage) { call throws(ShapeError) in
      let formula = try call.formulas(1)[0]
      return try .count(measure.sizes(formula.shape), spelling: .size(MeasuredSize(measure, of: formula)))
    }
  }

  /// A function of one argument that is one operator.
  private static func one(_ usage: String, _ rule: any Operator) -> Function {
    Function(usage: usage) { call throws(ShapeError) in try .apply(rule, call.formulas(1)) }
  }
}
