import Ledger
import Testing

/// How texts name one side. What a side has no word for stays empty; sentences that need it leave the side out.
struct MirrorSide: Sendable {
  var id: PartyID
  /// Whose people live where a group is.
  var home: PartyID?
  /// As it stands in the middle of a sentence: "Turkey", "the PKK".
  var name: String
  /// Before its soldiers: "Turkish", "PKK".
  var adjective: String
  /// Its people: "Turks".
  var people = ""
  var capital = ""
  var city = ""
  /// "Turkish army": one that the lexicon knows.
  var force = ""
  var isGroup: Bool { home != nil }

  /// The words that a template asks for by `{A.word}`.
  func word(_ key: Substring) -> String? {
    switch key {
    case "name": name
    case "adj": adjective
    case "people": people
    case "capital": capital
    case "city": city
    case "force": force
    // Texts call those who fight for a state soldiers, and those who fight for a group fighters.
    case "troops": isGroup ? "fighters" : "soldiers"
    case "land": isGroup ? "" : name
    case "ministry": isGroup ? "" : "\(adjective) defence ministry"
    default: nil
    }
  }
}

/// Two sides of one war, and when a report on it is published.
struct MirrorPair: Sendable, CustomTestStringConvertible {
  var one: MirrorSide
  var other: MirrorSide
  var published: String
  var testDescription: String { "\(one.id) and \(other.id)" }

  /// States against states.
  static let states = [
    MirrorPair(
      one: MirrorSide(
        id: "russia", name: "Russia", adjective: "Russian", people: "Russians", capital: "Moscow",
        city: "Belgorod", force: "Russian Armed Forces"),
      other: MirrorSide(
        id: "ukraine", name: "Ukraine", adjective: "Ukrainian", people: "Ukrainians",
        capital: "Kyiv", city: "Kharkiv", force: "Ukrainian Armed Forces"),
      published: "2024-05-05"),
    MirrorPair(
      one: MirrorSide(
        id: "armenia", name: "Armenia", adjective: "Armenian", people: "Armenians",
        capital: "Yerevan", city: "Goris", force: "Armenian Armed Forces"),
      other: MirrorSide(
        id: "azerbaijan", name: "Azerbaijan", adjective: "Azerbaijani", people: "Azerbaijanis",
        capital: "Baku", city: "Ganja", force: "Azerbaijani Armed Forces"),
      published: "2020-11-05"),
    MirrorPair(
      one: MirrorSide(
        id: "iran", name: "Iran", adjective: "Iranian", people: "Iranians", capital: "Tehran",
        city: "Abadan", force: "Iranian Armed Forces"),
      other: MirrorSide(
        id: "iraq", name: "Iraq", adjective: "Iraqi", people: "Iraqis", capital: "Baghdad",
        city: "Mosul", force: "Iraqi Armed Forces"),
      published: "1986-05-05"),
    MirrorPair(
      one: MirrorSide(
        id: "ethiopia", name: "Ethiopia", adjective: "Ethiopian", people: "Ethiopians",
        capital: "Addis Ababa", city: "Adigrat", force: "Ethiopian National Defense Forces"),
      other: MirrorSide(
        id: "eritrea", name: "Eritrea", adjective: "Eritrean", people: "Eritreans",
        capital: "Asmara", city: "Massawa", force: "Eritrean Defense Forces"),
      published: "1999-05-05"),
    MirrorPair(
      one: MirrorSide(
        id: "russia", name: "Russia", adjective: "Russian", people: "Russians", capital: "Moscow",
        city: "Belgorod", force: "Russian Armed Forces"),
      other: MirrorSide(
        id: "georgia", name: "Georgia", adjective: "Georgian", people: "Georgians",
        capital: "Tbilisi", city: "Gori", force: "Georgian Armed Forces"),
      published: "2009-07-05"),
    MirrorPair(
      one: MirrorSide(
        id: "israel", name: "Israel", adjective: "Israeli", people: "Israelis",
        capital: "Jerusalem", city: "Haifa", force: "Israel Defense Forces"),
      other: MirrorSide(
        id: "iran", name: "Iran", adjective: "Iranian", people: "Iranians", capital: "Tehran",
        city: "Isfahan", force: "Iranian Armed Forces"),
      published: "2025-06-20"),
    MirrorPair(
      one: MirrorSide(
        id: "uk", name: "Britain", adjective: "British", people: "Britons", capital: "London",
        city: "Manchester", force: "British Armed Forces"),
      other: MirrorSide(
        id: "argentina", name: "Argentina", adjective: "Argentine", people: "Argentines",
        capital: "Buenos Aires", city: "La Plata", force: "Argentine Armed Forces"),
      published: "1982-06-30"),
  ]

  /// States against groups. A group has no demonym; its seat and its cities are those of the people that it is among.
  static let groups = [
    MirrorPair(
      one: MirrorSide(
        id: "israel", name: "Israel", adjective: "Israeli", capital: "Tel Aviv", city: "Ashkelon",
        force: "Israel Defense Forces"),
      other: MirrorSide(
        id: "hamas", home: "palestinians", name: "Hamas", adjective: "Hamas", capital: "",
        city: "Khan Younis", force: "Qassam Brigades"),
      published: "2024-07-05"),
    MirrorPair(
      one: MirrorSide(
        id: "israel", name: "Israel", adjective: "Israeli", capital: "Tel Aviv", city: "Haifa"),
      other: MirrorSide(
        id: "hezbollah", home: "lebanon", name: "Hezbollah", adjective: "Hezbollah",
        capital: "Beirut", city: "Tyre"),
      published: "2024-10-05"),
    MirrorPair(
      one: MirrorSide(id: "turkey", name: "Turkey", adjective: "Turkish"),
      other: MirrorSide(id: "pkk", home: "turkey", name: "the PKK", adjective: "PKK"),
      published: "2016-05-05"),
    MirrorPair(
      one: MirrorSide(id: "colombia", name: "Colombia", adjective: "Colombian"),
      other: MirrorSide(id: "farc", home: "colombia", name: "the FARC", adjective: "FARC"),
      published: "2003-05-05"),
    MirrorPair(
      one: MirrorSide(id: "sri-lanka", name: "Sri Lanka", adjective: "Sri Lankan"),
      other: MirrorSide(
        id: "ltte", home: "sri-lanka", name: "the Tamil Tigers", adjective: "Tamil Tiger"),
      published: "2008-05-05"),
    MirrorPair(
      one: MirrorSide(id: "nigeria", name: "Nigeria", adjective: "Nigerian"),
      other: MirrorSide(
        id: "boko-haram", home: "nigeria", name: "Boko Haram", adjective: "Boko Haram"),
      published: "2015-05-05"),
    MirrorPair(
      one: MirrorSide(id: "somalia", name: "Somalia", adjective: "Somali"),
      other: MirrorSide(
        id: "al-shabaab", home: "somalia", name: "al-Shabaab", adjective: "al-Shabaab"),
      published: "2017-05-05"),
  ]
}
