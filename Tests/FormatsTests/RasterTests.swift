import Testing

@testable import Formats

@Suite struct RasterTests {
  @Test func `each dot of a braille character has its bit`() {
    for (x, y, character) in [
      (0, 0, "⠁"), (0, 1, "⠂"), (0, 2, "⠄"), (0, 3, "⡀"), (1, 0, "⠈"), (1, 1, "⠐"), (1, 2, "⠠"), (1, 3, "⢀"),
    ] {
      var raster = Raster(columns: 1, rows: 1, isBraille: true)
      raster.set(x, y)
      #expect(raster.lines == [character])
    }
  }

  @Test func `a line has both its ends and no holes, whatever its direction`() {
    for (end, count) in [((x: 4, y: 1), 5), ((x: 1, y: 4), 5), ((x: 4, y: 4), 5), ((x: 0, y: 0), 1)] {
      var there = Raster(columns: 5, rows: 5, isBraille: false)
      there.line(from: (0, 0), to: end)
      var back = Raster(columns: 5, rows: 5, isBraille: false)
      back.line(from: end, to: (0, 0))
      for raster in [there, back] {
        #expect(raster.lines.joined().filter { $0 == "*" }.count == count)
        #expect(raster.lines.first?.first == "*")
      }
    }
  }

  @Test func `what lies outside is left out`() {
    var raster = Raster(columns: 2, rows: 2, isBraille: false)
    raster.set(-1, 0)
    raster.set(2, 5)
    #expect(raster.lines == ["  ", "  "])
  }
}
