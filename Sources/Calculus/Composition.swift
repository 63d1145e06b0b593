/// Letters with their marks as single characters (NFC), for the scripts names are written in.
///
/// Swift compares texts by canonical equivalence, so a name is found however it was typed; composing makes what is
/// printed the same bytes too. Beyond Latin and Greek letters a text stays as it was typed.
package enum Composition {
  /// The text with each letter and its marks composed: `y` and U+0302 become `ŷ`; `m̂`, which has no single
  /// character, stays as it is.
  package static func composed(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: mayChange) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let single = singletons[scalar] {
        scalars.append(single)
      } else if scalar.value >= 0x300, scalar.value <= 0x345, let base = scalars.last,
        let composed = pairs[Pair(base: base, mark: scalar)]
      {
        scalars.removeLast()
        scalars.append(composed)
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Whether composing has anything to do at this scalar: a mark, or one of the singletons.
  private static func mayChange(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x345).contains(scalar.value) || (0x2126...0x212B).contains(scalar.value)
  }

  /// Whether the character is a letter composed with a mark: `ŷ`, `é`.
  static func isComposed(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return composedLetters.contains(scalar)
  }

  /// A letter and the mark that follows it.
  private struct Pair: Hashable {
    var base: Unicode.Scalar
    var mark: Unicode.Scalar
  }

  /// Signs that are other spellings of one letter: the ohm, the kelvin and the ångström.
  private static let singletons: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{2126}": "Ω", "\u{212A}": "K", "\u{212B}": "Å",
  ]

  private static let pairs: [Pair: Unicode.Scalar] = {
    var pairs: [Pair: Unicode.Scalar] = [:]
    for (mark, letters) in table {
      var base: Unicode.Scalar?
      for scalar in letters.unicodeScalars {
        if let letter = base {
          pairs[Pair(base: letter, mark: mark)] = scalar
          base = nil
        } else {
          base = scalar
        }
      }
    }
    return pairs
  }()

  private static let composedLetters = Set(pairs.values)

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
  ]
}
