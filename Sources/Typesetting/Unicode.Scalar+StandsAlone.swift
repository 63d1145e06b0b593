extension Unicode.Scalar {
  /// Whether it is of those that make up nearly every text here: assigned, seen, one column wide, and beside another of
  /// them a character of its own. Of all others these things have to be looked up.
  @inlinable
  package var standsAlone: Bool {
    switch value {
    // Latin letters and what is between them, but for the soft hyphen.
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x24F, 0x1E00...0x1EFF: true
    // Greek letters.
    case 0x391...0x3A1, 0x3A3...0x3E1: true
    // Letters as marks; dashes and quotation marks; super- and subscripts.
    case 0x1D2C...0x1D6A, 0x2010...0x2027, 0x202F...0x205E, 0x2070...0x2071, 0x2074...0x208E: true
    // Letters such as ℓ; fractions; arrows and mathematical signs.
    case 0x2100...0x214F, 0x2150...0x215F, 0x2190...0x22FF: true
    // Pieces of brackets, lines, blocks, ✓, ✗, ⟦, ⟧, dots of Braille.
    case 0x239B...0x23AE, 0x2500...0x25A9, 0x2713, 0x2717, 0x27E6...0x27E7, 0x2801...0x28FF: true
    default: false
    }
  }
}
