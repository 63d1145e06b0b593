import LessonLanguage

extension Scope {
  /// Throws what is wrong with a picture, a table, a comparison, a study or a blank of the lesson, without running anything.
  package func checkShown() throws(LessonError) {
    _ = try LessonPictures(self)
    try LessonTables(self).check()
    try checkComparisons()
    _ = try blanks()
    for (place, study) in lesson.syntax.studies.enumerated() { _ = try Study(self, study, place: place + 1) }
  }
}
