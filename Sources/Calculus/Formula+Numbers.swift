extension Formula {
  /// The numbers that it takes to compute, those of its parts included.
  package var numbers: Int {
    guard case .apply(let application) = self else { return 0 }
    return application.arguments.reduce(shape.count) { sum, argument in
      let (total, overflow) = sum.addingReportingOverflow(argument.numbers)
      return overflow ? .max : total
    }
  }
}
