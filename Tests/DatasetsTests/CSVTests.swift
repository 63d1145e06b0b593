import Foundation
import Matrices
import Testing

@testable import Datasets

@Suite struct CSVTests {
  private func read(_ text: [UInt8], most: Int = 1000) throws -> NumberArray {
    try CSV.read(ByteBlock(text), "t.csv", most: most)
  }

  @Test(arguments: [
    "1,2.5\n-3,4e-1\n", "1,2.5\r\n-3,4e-1", "a,b\n1,2.5\n\n-3,0.4\n", "1;2,5\n\u{2212}3;0,4\n", "1\t2,5\n-3\t.4\n",
    "\u{FEFF}x1;x2\n1; 2,5 \n-3;+0,4\n", "\"1\",\"2.5\"\n\"-3\",0.40\n", "\"a, b\",c\r1,2.5\r-3,0.4\r",
  ])
  func `a table is read as spreadsheets write it`(text: String) throws {
    #expect(try read(Array(text.utf8)) == NumberArray(sizes: [2, 2], values: [1, 2.5, -3, 0.4]))
  }

  @Test(arguments: [
    (
      "1,2\n3\n", "the row in line 2 has 1 cells and those before it 2",
      "la fila de la línea 2 tiene 1 celdas y las anteriores 2"
    ),
    ("1,2\n3,\n", "cell 2 of line 2 is empty", "la celda 2 de la línea 2 está vacía"),
    (
      "a,b\n1,2\n\n3,setosa\n", "in cell 2 of line 4, “setosa” is not a number",
      "en la celda 2 de la línea 4, «setosa» no es un número"
    ),
    ("1,nan\n", "“nan” is not a number", "«nan» no es un número"), ("inf,1\n", "“inf” is not", "«inf» no es"),
    ("1,0x10\n", "“0x10” is not", "«0x10» no es"), ("1,1e999\n", "“1e999” is not", "«1e999» no es"),
    ("", "it has no row of numbers", "no tiene ninguna fila de números"),
    ("a,b\n", "no row of numbers", "ninguna fila"),
    ("a,b\nc,d\n1,2\n", "in cell 1 of line 2, “c” is not", "en la celda 1 de la línea 2, «c» no es"),
    ("\u{FFFD}", "is not a number", "no es un número"),
    ("1 2\n3 4\n", "in cell 1 of line 1, “1 2” is not", "en la celda 1 de la línea 1, «1 2» no es"),
    ("1,2\n3,4\n5,6\n", "more than 5 numbers", "más de 5 números"),
  ])
  func `what is no table of numbers is told with its line and cell`(text: String, en: String, es: String) {
    let error = #expect(throws: DataFileError.self) { try read(Array(text.utf8), most: 5) }
    #expect(
      error?.message.en.contains(en) == true && error?.message.es.contains(es) == true, "\(String(describing: error))")
  }

  @Test func `a table in UTF-16 is told as that`() {
    let error = #expect(throws: DataFileError.self) { try read([0xFF, 0xFE, 0x31, 0, 0x2C, 0, 0x32, 0]) }
    #expect(error?.message.en.contains("UTF-16") == true)
  }

  @Test func `NumPy's text is read back with all its bits`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/numbers.csv"
    let script = """
      import sys, numpy
      numbers = numpy.random.RandomState(3).randn(40, 3)
      numpy.savetxt(sys.argv[1], numbers, delimiter=',', header='a,b,c')
      sys.stdout.buffer.write(numpy.loadtxt(sys.argv[1], delimiter=',').tobytes())
      """
    guard let bytes = try Python.run(script, arguments: [path]) else { return }
    // The heading of savetxt is a comment.
    let array = try NumberFile.array(path, shown: path, named: "X", most: 1000)
    let expected = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    #expect(array.sizes == [40, 3] && array.values == expected)
  }
}
