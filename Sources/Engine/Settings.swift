import Calculus
import Execution
import LessonLanguage
import Typesetting

/// What a reader changes in a lesson, as typed: a `name=value` on each line.
///
/// A name is that of a setting, of data or of an initial value, or one of the options of a run, which no setting can be
/// called: `seed`, `iterations`, `epochs`, `carry`, `truncate`, `optimizer`.
///
///     lr=0,5
///     W1=[0.1 0.2; 0.3 0.4]
///     seed=3
struct Settings {
  /// What changes in the lesson.
  private(set) var lesson = LessonSettings()
  /// What changes in the run.
  private(set) var run = RunOptions()
  /// The names of the lesson's that were given, in order, as its settings are changed by.
  private(set) var given: [String] = []
  /// All that was typed, as options of a command.
  private(set) var changes: [(name: String, value: String?)] = []

  /// The options of a run that no setting can have as its name.
  static let taken: Set<String> = ["seed", "carry", "truncate", "optimizer"]
  private static let mostIterations: Int64 = 1_000_000_000

  /// Reads what was typed for a lesson.
  ///
  /// - Throws: the first line that makes no sense, with its name.
  init(_ text: String, for lesson: Lesson) throws(EngineError) {
    let settings = SettingLine.all(of: lesson)
    var decimals: Int64?
    var truncates = false
    for line in text.split(separator: "\n") {
      guard let (name, value) = TypedSetting.parts(of: String(line)), name.count <= Limits.nameLength else {
        let shown = String(line).bounded(whole: 60)
        throw EngineError(
          Localized(
            es: "un ajuste se escribe nombre=valor, no «\(shown)»",
            en: "a setting is written name=value, not “\(shown)”"
          ))
      }
      switch name {
      case "seed": run.seed = UInt32(try Self.integer(value, in: 0...Int64(UInt32.max), for: name))
      case "iterations": run.iterations = Int(try Self.integer(value, in: 1...Self.mostIterations, for: name))
      case "epochs": run.epochs = Int(try Self.integer(value, in: 1...Self.mostIterations, for: name))
      case "carry": decimals = try Self.integer(value, in: 0...15, for: name)
      case "truncate": truncates = try Self.integer(value, in: 0...1, for: name) == 1
      case "optimizer":
        let typed = LocatedError.Typed(option: name, text: value)
        self.lesson.optimizer = try Self.located { () throws(LessonError) in try LessonParser.formula(typed) }
        self.lesson.typedOptimizer = typed
      default:
        let setting = TypedSetting(name, value, among: settings) { $0 }
        self.lesson.overrides[setting.key] = try Self.located { () throws(LessonError) in try setting.value() }
        self.lesson.typed[setting.key] = setting.typed
        given.append(setting.key)
      }
      changes.append(
        Self.taken.contains(name) || name == "iterations" || name == "epochs"
          ? (name, value) : ("set", line.description))
    }
    run.carry = decimals.map { RunOptions.Carry(decimals: Int($0), truncates: truncates) }
  }

  private static func integer(
    _ text: String, in range: ClosedRange<Int64>, for name: String
  ) throws(EngineError) -> Int64 {
    do throws(TypedNumber.Reason) {
      return try TypedNumber.integer(text, in: range)
    } catch {
      var refusal = EngineError(error.message)
      refusal.setting = name
      refusal.lineText = text
      throw refusal
    }
  }

  private static func located<Value>(_ body: () throws(LessonError) -> Value) throws(EngineError) -> Value {
    do throws(LessonError) {
      return try body()
    } catch {
      throw EngineError(error)
    }
  }
}
