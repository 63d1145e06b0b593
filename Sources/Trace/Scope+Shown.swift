import LessonLanguage

extension Scope {
  /// Throws what is wrong with a picture, a table, a comparison or a study of the lesson, without running anything.
  package func checkShown() throws(LessonError) {
    _ = try LessonPictures(self)
    try LessonTables(self).check()
    try checkComparisons()
    for (place, study) in lesson.syntax.studies.enumerated() { _ = try Study(self, study, place: place + 1) }
  }
}
