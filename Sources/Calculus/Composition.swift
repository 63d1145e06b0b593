/// Letters with their marks as single characters (NFC), for the scripts names are written in.
///
/// Swift compares texts by canonical equivalence, so a name is found however it was typed; composing makes what is
/// printed the same bytes too. Beyond Latin and Greek letters a text stays as it was typed.
package enum Composition {
  /// The text with each letter and its marks composed: `y` and U+0302 become `ŷ`; `m̂`, which has no single
  /// character, stays as it is.
  package static func composed(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ mayChange($0) }) else { return text }
    var bytes: [UInt8] = []
    // The last scalar, which a mark may still change.
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let base = last, let composed = composed(base, with: scalar) {
        last = composed
      } else {
        if let last { bytes += last.utf8 }
        last = single(scalar) ?? scalar
      }
    }
    if let last { bytes += last.utf8 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text may have marks or the signs in `single`, by the bytes that these begin with.
  package static func mayChange(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0xCC || byte == 0xCD { return true }
      if byte == 0x87 && previous == 0xCE || byte == 0x84 && previous == 0xE2 { return true }
      previous = byte
    }
    return false
  }

  /// Whether the character is a letter composed with a mark: `ŷ`, `é`.
  static func isComposed(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, !scalar.isASCII else { return false }
    return table.contains { _, letters in
      var isBase = true
      return letters.unicodeScalars.contains { letter in
        isBase.toggle()
        return isBase && letter == scalar
      }
    }
  }

  /// Signs that are other spellings of one character: the ohm, the kelvin and the ångström; the Greek point and
  /// question mark.
  private static func single(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "\u{2126}": "Ω"
    case "\u{212A}": "K"
    case "\u{212B}": "Å"
    case "\u{0387}": "·"
    case "\u{037E}": ";"
    default: nil
    }
  }

  /// The single character that a letter is with a mark.
  private static func composed(_ base: Unicode.Scalar, with mark: Unicode.Scalar) -> Unicode.Scalar? {
    guard let letters = table.first(where: { $0.mark == mark })?.letters.unicodeScalars else { return nil }
    var next = letters.makeIterator()
    while let letter = next.next(), let composed = next.next() {
      if letter == base { return composed }
    }
    return nil
  }

  /// For each mark the letters that have a single character with it, each followed by that character.
  private static let table: [(mark: Unicode.Scalar, letters: String)] = [
    ("\u{0300}", "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
    (
      "\u{0301}",
      "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓ"
        + "PṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώ"
    ),
    ("\u{0302}", "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    ("\u{0303}", "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    ("\u{0304}", "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ"),
    ("\u{0306}", "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
    ("\u{0307}", "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
    ("\u{0308}", "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗΙΪΥΫιϊυϋ"),
    ("\u{0309}", "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    ("\u{030A}", "AÅaåUŮuůwẘyẙ"),
    ("\u{030B}", "OŐoőUŰuű"),
    ("\u{030C}", "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
    ("\u{030F}", "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    ("\u{0311}", "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
    ("\u{031B}", "OƠoơUƯuư"),
    ("\u{0323}", "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
    ("\u{0324}", "UṲuṳ"),
    ("\u{0325}", "AḀaḁ"),
    ("\u{0326}", "SȘsșTȚtț"),
    ("\u{0327}", "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    ("\u{0328}", "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ("\u{032D}", "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    ("\u{032E}", "HḪhḫ"),
    ("\u{0330}", "EḚeḛIḬiḭUṴuṵ"),
    ("\u{0331}", "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    ("\u{0338}", "=≠"),
  ]
}
