// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The lessons: texts compiled in by CEmbedded, which the target Lessons leaves alone.
let lessonTexts = ((try? FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/Lessons")) ?? [])
  .filter { $0.hasSuffix(".lesson") }
  .sorted()

let package = Package(
  name: "lesson",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "lesson", targets: ["lesson"]),
    .library(name: "Lessons", targets: ["Lessons", "Trace"]),
  ],
  targets: [
    // Ground: bytes, texts and numbers; nothing here knows of formulas.
    .target(name: "CEmbedded", exclude: ["Page", "engine.wasm.gz"]),
    .target(name: "CEntryFunctions"),
    .target(name: "CKernels", dependencies: ["CEntryFunctions"]),
    .target(name: "Typesetting"),
    .target(name: "OperatingSystem", dependencies: ["Typesetting"]),
    .target(name: "Matrices", dependencies: ["CEntryFunctions", "Typesetting"]),
    .target(name: "Kernels", dependencies: ["CKernels", "Matrices"]),

    // Images of digits and files of numbers: IDX, gzip, safetensors, NPZ.
    .target(name: "Datasets", dependencies: ["Kernels", "Matrices", "OperatingSystem", "Typesetting"]),

    // Formulas, and the language they are written in.
    .target(name: "Calculus", dependencies: ["CEntryFunctions", "Matrices", "Typesetting"]),
    .target(name: "LessonLanguage", dependencies: ["Calculus", "Matrices", "Typesetting"]),

    // Running, recording, explaining, checking.
    .target(name: "Execution", dependencies: ["Calculus", "Matrices", "Typesetting"]),
    .target(name: "FastExecution", dependencies: ["Calculus", "Execution", "Kernels", "Matrices"]),
    .target(name: "Trace", dependencies: ["Calculus", "Execution", "LessonLanguage", "Matrices", "Typesetting"]),
    .target(
      name: "Verification",
      dependencies: ["Calculus", "Execution", "LessonLanguage", "Matrices", "Trace", "Typesetting"]),

    // What made a printed number wrong.
    .target(
      name: "Doctor",
      dependencies: [
        "Calculus", "Execution", "LessonLanguage", "Matrices", "Trace", "Typesetting", "Verification",
      ]),

    // Walking through a run, whatever shows it.
    .target(name: "Stepping", dependencies: ["Calculus", "LessonLanguage", "Trace", "Typesetting"]),

    // Marking what somebody else has computed.
    .target(
      name: "Marking",
      dependencies: [
        "Calculus", "Doctor", "Execution", "LessonLanguage", "Trace", "Typesetting", "Verification",
      ]),

    // What a class is to compute: numbers left out of a lesson, and the same lesson with other numbers.
    .target(
      name: "Exercises",
      dependencies: [
        "Calculus", "Doctor", "Execution", "LessonLanguage", "Marking", "Matrices", "Stepping", "Trace", "Typesetting",
        "Verification",
      ]),

    // What a reader sees: facts put into words, in both languages; documents written down.
    .target(
      name: "Documents",
      dependencies: [
        "Calculus", "Doctor", "Execution", "LessonLanguage", "Marking", "Matrices", "Stepping", "Trace", "Typesetting",
        "Verification",
      ]),
    .target(name: "Formats", dependencies: ["Typesetting"]),

    // Files for a class: sheets, notebooks, banks of questions.
    .target(
      name: "Handouts",
      dependencies: [
        "Calculus", "Documents", "Execution", "Exercises", "Formats", "LessonLanguage", "Matrices", "Trace",
        "Typesetting", "Verification",
      ]),

    // A lesson as a page of HTML, of which a program may ask for parts again.
    .target(
      name: "Pages",
      dependencies: [
        "Calculus", "Doctor", "Documents", "Formats", "LessonLanguage", "Matrices", "Trace", "Typesetting",
        "Verification",
      ]),

    // All of these behind a page: a lesson's text in, facts and documents out.
    .target(
      name: "Engine",
      dependencies: [
        "Calculus", "Doctor", "Documents", "Execution", "Formats", "LessonLanguage", "Marking", "Matrices", "Pages",
        "Stepping", "Trace", "Typesetting", "Verification",
      ], exclude: ["WebAssembly"]),

    // A run as arrays in a file, to go on from and for other programs.
    .target(
      name: "Models",
      dependencies: ["Calculus", "Datasets", "Execution", "LessonLanguage", "Matrices", "Trace", "Typesetting"]),

    // What the command alone shows: images of digits, the processor's instructions.
    .target(
      name: "DigitDocuments", dependencies: ["Datasets", "Kernels", "LessonLanguage", "Matrices", "Typesetting"]),

    // The texts that are shipped, compiled in by CEmbedded.
    .target(
      name: "Lessons",
      dependencies: [
        "CEmbedded", "Calculus", "Datasets", "Execution", "LessonLanguage", "Trace", "Typesetting",
      ], path: "Lessons", exclude: lessonTexts),
    .target(
      name: "Fixtures", dependencies: ["CEmbedded", "Lessons"], path: "Fixtures",
      exclude: ["Claims", "Reference", "Examples", "Goldens"]),

    // The command.
    .target(
      name: "LessonCommand",
      dependencies: [
        "Calculus", "Datasets", "DigitDocuments", "Doctor", "Documents", "Engine", "Execution", "Exercises",
        "FastExecution", "Fixtures", "Formats", "Handouts", "Kernels", "LessonLanguage", "Lessons", "Marking",
        "Matrices",
        "Models", "OperatingSystem", "Pages", "Stepping", "Trace", "Typesetting", "Verification",
      ]),
    .executableTarget(name: "lesson", dependencies: ["LessonCommand"]),

    // Lessons for tests: those of the project, and ones written out in a test.
    .target(name: "SampleLessons", dependencies: ["Datasets", "LessonLanguage", "Trace"], path: "Tests/SampleLessons"),

    // Recorded outputs.
    .target(name: "Goldens", path: "Tests/Goldens"),

    // Folders that are gone after a test.
    .target(name: "TemporaryFolders", path: "Tests/TemporaryFolders"),

    // One test target for each module.
    .testTarget(name: "TypesettingTests", dependencies: ["Typesetting"]),
    .testTarget(name: "OperatingSystemTests", dependencies: ["OperatingSystem", "TemporaryFolders"]),
    .testTarget(name: "MatricesTests", dependencies: ["Matrices"]),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels"]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
    .testTarget(name: "CalculusTests", dependencies: ["Calculus", "Kernels", "SampleLessons"]),
    .testTarget(name: "LessonLanguageTests", dependencies: ["LessonLanguage", "SampleLessons"]),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution", "Kernels", "SampleLessons"]),
    .testTarget(name: "FastExecutionTests", dependencies: ["Datasets", "FastExecution", "SampleLessons"]),
    .testTarget(name: "TraceTests", dependencies: ["FastExecution", "Trace", "SampleLessons"]),
    .testTarget(name: "VerificationTests", dependencies: ["Verification"]),
    .testTarget(name: "DoctorTests", dependencies: ["Doctor", "Execution", "Lessons", "Matrices"]),
    .testTarget(name: "ModelsTests", dependencies: ["Datasets", "Execution", "LessonLanguage", "Models"]),
    .testTarget(name: "DigitDocumentsTests", dependencies: ["DigitDocuments"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Formats", "SampleLessons"]),
    .testTarget(
      name: "MarkingTests",
      dependencies: ["Calculus", "Execution", "Formats", "LessonLanguage", "Marking", "Trace", "Typesetting"]),
    .testTarget(name: "SteppingTests", dependencies: ["Stepping", "SampleLessons"]),
    .testTarget(
      name: "PagesTests",
      dependencies: [
        "Doctor", "Execution", "Formats", "LessonLanguage", "Lessons", "Pages", "SampleLessons", "Trace", "Typesetting",
        "Verification",
      ]),
    .testTarget(
      name: "ExercisesTests",
      dependencies: [
        "Calculus", "Execution", "Exercises", "LessonLanguage", "Lessons", "Marking", "Matrices", "Stepping", "Trace",
        "Typesetting", "Verification",
      ]),
    .testTarget(
      name: "HandoutsTests",
      dependencies: [
        "Calculus", "Execution", "Exercises", "Handouts", "LessonLanguage", "SampleLessons", "Trace", "Typesetting",
      ]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Goldens"]),
    .testTarget(
      name: "EngineTests",
      dependencies: ["CEmbedded", "Documents", "Engine", "LessonLanguage", "Lessons", "Stepping", "Trace"]),
    .testTarget(name: "LessonsTests", dependencies: ["Datasets", "Lessons", "Fixtures", "Trace", "Verification"]),
    .testTarget(
      name: "LessonCommandTests",
      dependencies: ["LessonCommand", "Datasets", "Engine", "Goldens", "Lessons", "TemporaryFolders"]),

    // Who may know whom.
    .testTarget(name: "StructureTests"),

    // Damaged lessons and command lines, by the thousand.
    .testTarget(
      name: "MutationTests",
      dependencies: [
        "LessonCommand", "Verification", "Lessons", "Fixtures", "Calculus", "Documents", "Execution", "FastExecution",
        "Formats", "Kernels", "LessonLanguage", "Matrices", "OperatingSystem", "Stepping", "Trace", "Typesetting",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
