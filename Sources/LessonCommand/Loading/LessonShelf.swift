/// The lessons that a command has read, each read once: for the options that a lesson adds to the command line, and then
/// to run it. Standard input can be read only once.
package final class LessonShelf {
  private var read: [String: [LoadedLesson]] = [:]

  /// A shelf with nothing on it.
  package init() {}

  /// The one lesson that a name stands for; throws what `loadAll` does, and `CommandError` when there are several.
  package func load(_ name: String) throws -> LoadedLesson {
    try LessonLoader.single(loadAll(name), named: name)
  }

  /// All the lessons that a name stands for, as `LessonLoader.loadAll` finds them; throws what that throws.
  package func loadAll(_ name: String) throws -> [LoadedLesson] {
    if let known = read[name] { return known }
    let loaded = try LessonLoader.loadAll(name)
    read[name] = loaded
    return loaded
  }
}
