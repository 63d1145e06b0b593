import Testing
import Trace

@Suite struct CourseDocumentTests {
  @Test func `a document is named by its title, a section by its sign`() {
    #expect(
      CourseDocument.named("001_5350697d0ddce207.txt, 1.1 El aprendizaje de un perceptrón")
        == "Apuntes sobre inteligencia artificial, §1.1 El aprendizaje de un perceptrón")
    #expect(
      CourseDocument.named("001_5350697d0ddce207.txt, 1 El perceptrón, Portada")
        == "Apuntes sobre inteligencia artificial, §1 El perceptrón, Portada")
    #expect(CourseDocument.named("003_1d60109e5e97ea7a.txt") == "Redes neuronales, clase #4")
  }

  @Test(arguments: ["my sheet, p. 3", "1.1 Suma", "apuntes.pdf, 2.1", ""])
  func `any other place stays as it stands`(place: String) {
    #expect(CourseDocument.named(place) == place && CourseDocument.of(place) == nil)
  }
}
