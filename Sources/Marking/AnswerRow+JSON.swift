import Typesetting

/// Files of answers as JSON: `[{"student": "Ana", "address": "dW1[1,1]", "iteration": 1, "value": "-0.08"}]`.
extension AnswerRow {
  /// The answers of a list of objects; a value is a number or, with its zeros at the end, a text.
  ///
  /// - Throws: what makes the whole file illegible.
  package static func json(_ text: String) throws(AnswerFileFault) -> AnswerFile {
    let read: JSONValue
    do throws(JSONValue.Fault) {
      read = try JSONValue(text)
    } catch {
      throw AnswerFileFault([AnswerFileFault.Problem(line: error.line, error.message)])
    }
    guard let elements = read.elements else {
      throw AnswerFileFault(
        line: nil, es: "debe ser una lista de objetos: [{\"student\": …, \"address\": …, \"value\": …}]",
        en: "it has to be a list of objects: [{\"student\": …, \"address\": …, \"value\": …}]")
    }
    guard elements.count <= mostRows else {
      throw AnswerFileFault(
        line: nil, es: "hay más de \(mostRows) respuestas", en: "there are more than \(mostRows) answers")
    }
    var file = AnswerFile()
    for (place, element) in elements.enumerated() {
      do throws(AnswerFileFault) {
        file.rows.append(try row(element, number: place + 1))
      } catch {
        file.problems += error.problems
      }
    }
    return file
  }

  private static func row(_ element: JSONValue, number: Int) throws(AnswerFileFault) -> AnswerRow {
    guard case .object(let members, let line) = element else {
      throw AnswerFileFault(
        line: nil, es: "el elemento \(number) no es un objeto", en: "element \(number) is no object")
    }
    var cells: [AnswerColumn: String] = [:]
    for member in members {
      let shown = member.key.visible.onOneLine.bounded(whole: 60)
      guard let column = AnswerColumn(member.key) else {
        throw AnswerFileFault(
          line: line, es: "no se conoce «\(shown)»: los nombres son student, address, iteration, value",
          en: "“\(shown)” is not known: the names are student, address, iteration, value")
      }
      guard cells[column] == nil else {
        throw AnswerFileFault(line: line, es: "«\(shown)» está dos veces", en: "“\(shown)” is there twice")
      }
      switch member.value {
      case .text(let text), .number(let text): cells[column] = text
      case .none: cells[column] = ""
      case .flag, .list, .object:
        throw AnswerFileFault(
          line: line, es: "«\(shown)» debe ser un texto o un número", en: "“\(shown)” has to be a text or a number")
      }
    }
    return try AnswerRow({ cells[$0] }, line: line)
  }
}

extension AnswerRow {
  /// The same to be filled in: an object for each number that is asked for, and each student.
  package static func jsonTemplate(_ questions: [(address: String, iteration: Int)], students: [String]) -> String {
    var lines: [String] = []
    for student in students.isEmpty ? [""] : students {
      for (address, iteration) in questions {
        var writer = JSONWriter()
        writer.object { object in
          object.member("student", student)
          object.member("address", address)
          object.member("iteration", iteration)
          object.member("value", "")
        }
        lines.append(writer.text)
      }
    }
    return "[\n  " + lines.joined(separator: ",\n  ") + "\n]\n"
  }
}
