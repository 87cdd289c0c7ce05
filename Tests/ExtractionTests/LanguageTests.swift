import Ledger
import Testing

@testable import Extraction

@Suite("Languages")
struct LanguageTests {
  @Test(
    "have their number words in every case",
    arguments: [
      ("ru", "двадцать пять", 25.0), ("ru", "тридцати тысяч", 30_000), ("ru", "двухсот", 200),
      ("ru", "полторы тысячи", 1500), ("ru", "полмиллиона", 500_000), ("ru", "сорока трёх", 43),
      ("ru", "сорока трех", 43), ("ru", "три десятка", 30), ("ru", "168 142", 168_142),
      ("ru", "168\u{A0}142", 168_142), ("ru", "168\u{2009}142", 168_142),
      ("ru", "1,2 млн", 1_200_000),
      ("ru", "40 тыс.", 40_000), ("ru", "две тысячи триста", 2300), ("ru", "сто двадцать", 120),
      ("ru", "семеро", 7), ("ru", "73-х", 73),
      ("uk", "двадцять п'ять", 25), ("uk", "тридцяти тисяч", 30_000), ("uk", "двохсот", 200),
      ("uk", "півтори тисячі", 1500), ("uk", "півмільйона", 500_000),
      ("uk", "пів мільйона", 500_000),
      ("uk", "40 тис.", 40_000), ("uk", "1,2 млн", 1_200_000), ("uk", "трьох десятків", 30),
      ("uk", "дві тисячі триста", 2300), ("uk", "шестеро", 6), ("uk", "п’ятнадцятьох", 15),
      ("fr", "vingt et un", 21), ("fr", "soixante-quinze", 75), ("fr", "quatre-vingt-dix", 90),
      ("fr", "deux mille trois cents", 2300), ("fr", "168 142", 168_142),
      ("fr", "1,2 million", 1_200_000),
    ])
  func numbers(_ language: String, _ written: String, _ value: Double) throws {
    let frames = [
      "ru": "В ходе боёв на фронте погибли # солдат, сообщили в штабе.",
      "uk": "Під час боїв на фронті загинули # солдатів, повідомили у штабі.",
      "fr": "Dans les combats au front, # soldats ont été tués, selon l'armée.",
    ]
    let text = try #require(frames[language]).replacing("#", with: written)
    let found = try extract(text)
    #expect(found.language == language)
    #expect(found.claims.map(\.quantity.best) == [value])
    #expect(found.claims.first?.evidence.numberText == written)
  }

  @Test(
    "have their own bounds",
    arguments: [
      ("до 300 тысяч", Quantity.Modifier.upTo, nil, 300_000.0), ("более 80", .moreThan, 80, nil),
      ("не менее двух", .atLeast, 2, nil), ("свыше тысячи", .moreThan, 1000, nil),
      ("от 20 до 30", .range, 20, 30), ("около сорока", .approximate, nil, nil),
    ] as [(String, Quantity.Modifier, Double?, Double?)])
  func bounds(_ written: String, _ modifier: Quantity.Modifier, _ low: Double?, _ high: Double?)
    throws
  {
    let found = try claims("В боях на фронте погибли \(written) солдат, сообщили в штабе.")
    #expect(found.map(\.quantity.modifier) == [modifier])
    #expect(found.first?.quantity.low?.value == low)
    #expect(found.first?.quantity.high?.value == high)
  }

  @Test("a word for a bound says after a change what a count has become")
  func goal() throws {
    let found = try claims("В боях на фронте число погибших солдат увеличилось за ночь до 55.")
    #expect(found.map(\.quantity.best) == [55])
  }

  @Test("are told for each quotation")
  func quotations() throws {
    let english = try extract(
      """
      The governor of the Sumy region in Ukraine wrote on Monday that the night had been hard. \
      «Погибли двенадцать мирных жителей, ещё тридцать человек ранены», he said of the shelling of the town.
      """)
    #expect(english.language == "en")
    #expect(english.claims.map(\.quantity.best) == [12, 30])
    #expect(english.claims.map(\.measure.id) == ["killed", "wounded"])
    let russian = try extract(
      """
      Представитель армии Украины сообщил, что ночью город был обстрелян, и повторил это для иностранцев: \
      «At least 12 civilians were killed in the shelling, and 30 people were wounded». Других данных у него не было.
      """)
    #expect(russian.language == "ru")
    #expect(russian.claims.map { $0.quantity.leadingValue } == [12, 30])
  }

  @Test("that are near to each other are told apart in a sentence")
  func relatives() throws {
    #expect(try extract("На війні в Україні загинули двадцять шість солдатів.").language == "uk")
    #expect(try extract("На войне в Украине погибли двадцать шесть солдат.").language == "ru")
  }

  @Test("letters that are often written as others are both read")
  func letters() throws {
    for word in ["пулемётчиков и бойцов", "бойцов"] {
      #expect(try claims("В бою под Херсоном убиты трое \(word) армии.").count == 1)
    }
  }
}
