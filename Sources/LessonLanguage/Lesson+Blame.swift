/// Which of a reader's settings is to blame where a lesson makes sense without them.
extension Lesson {
  /// What is wrong with the setting without which the lesson makes sense; with several such, with the first of them. Nil
  /// when it makes sense with all settings, or without none.
  ///
  /// - Parameter given: the names of the overrides that a reader gave, in their order.
  /// - Returns: what is wrong, and the place of the setting among those given.
  package func blame(_ given: [String], of settings: LessonSettings) -> (error: LessonError, place: Int)? {
    func error(with kept: (Int) -> Bool) -> LessonError? {
      var options = settings
      for (place, name) in given.enumerated() where !kept(place) {
        options.overrides[name] = nil
        options.typed[name] = nil
      }
      do throws(LessonError) {
        _ = try program(settings: options)
        return nil
      } catch {
        return error
      }
    }
    guard let found = error(with: { _ in true }), error(with: { _ in false }) == nil else { return nil }
    if let place = given.indices.first(where: { place in error(with: { $0 != place }) == nil }) {
      return (found, place)
    }
    for place in given.indices {
      if let error = error(with: { $0 <= place }) { return (error, place) }
    }
    return nil
  }
}
