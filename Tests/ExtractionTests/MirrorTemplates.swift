import Testing

/// A text on two sides, written once and read with the sides in both orders.
struct MirrorTemplate: Sendable, CustomTestStringConvertible {
  var text: String
  /// How many claims it makes of two states.
  var claims: Int
  var testDescription: String { text }

  init(_ text: String, _ claims: Int) { (self.text, self.claims) = (text, claims) }

  /// The text with its sides; nil where one of them lacks a word for it.
  func text(_ sides: [Character: MirrorSide]) -> String? {
    var out = ""
    for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = part.firstIndex(of: "}"),
        let side = part.first.flatMap({ sides[$0] })
      else {
        out += part
        continue
      }
      let key = part[..<end].dropFirst(2)
      guard let word = side.word(key.isEmpty ? "name" : key), !word.isEmpty else { return nil }
      // A sentence begins with a capital, whatever its first word.
      let begins = out.isEmpty || out.hasSuffix("\n") || out.hasSuffix(". ")
      out += begins ? word.prefix(1).uppercased() + word.dropFirst() : word
      out += part[part.index(after: end)...]
    }
    return out
  }

  static let all =
    measures + attributions + headlines + passives + lists + references + both + places

  static let measures = [
    Self("{A} lost 40 {A.troops} in the fighting with {B}.", 1),
    Self("{B.adj} forces killed 25 {A.adj} {A.troops} near the border.", 1),
    Self("At least 30 {A.adj} {A.troops} were killed by {B.adj} fire.", 1),
    Self("{A.adj} shelling wounded 12 {B.adj} civilians.", 1),
    Self("More than 1,200 {A.adj} troops have been captured by {B.adj} units.", 1),
    Self("Some 350 {A.adj} {A.troops} are missing after battles with {B.adj} troops.", 1),
    Self("The war between {A} and {B} has displaced 80,000 {A.people}.", 1),
    Self("{A.adj} casualties stand at 15,000, while {B.adj} casualties are put at 9,000.", 2),
    Self("{A.adj} losses reached 2,400 men; {B.adj} losses were about 1,900.", 2),
    Self("Up to 500 {A.adj} {A.troops} died and 700 were injured in clashes with {B}.", 2),
    Self("{A.adj} deaths numbered 3,100 by the end of the war with {B}.", 1),
    Self("Not a single {A.adj} soldier was killed by {B.adj} fire.", 1),
    Self("{A} loses about 100 {A.troops} a day in the fight against {B}.", 1),
    Self("The battle cost {A} 220 dead and {B} 180.", 2),
    Self("{B.adj} forces eliminated nearly 90 {A.adj} {A.troops} in the raid.", 1),
  ]

  static let attributions = [
    Self("{A} said it had killed 60 {B.adj} {B.troops}.", 1),
    Self("{A} said that 17 of its {A.troops} had been killed in clashes with {B}.", 1),
    Self("According to {A}, 200 {B.adj} {B.troops} died in the battle.", 1),
    Self("The {A.ministry} reported 45 dead and 80 wounded in fighting with {B}.", 2),
    Self("The {A.adj} army announced the death of 9 of its {A.troops} in a clash with {B}.", 1),
    Self("The {A.adj} spokesman claimed that 300 {B.adj} troops had been killed in two days.", 1),
    Self("{B.adj} officials denied that 40 {B.adj} {B.troops} had been captured by {A}.", 1),
    Self("The {A.adj} president told reporters that {B} had lost 5,000 men.", 1),
    Self("Human Rights Watch said {A.adj} strikes had killed 42 {B.adj} civilians.", 1),
    Self("The Red Cross counted 110 {A.adj} prisoners of war held by {B}.", 1),
    Self("{A} estimates {B.adj} losses at 12,000 killed and 30,000 wounded.", 2),
    Self("“We lost 14 men,” the {A.adj} commander said of the clash with {B.adj} troops.", 1),
    Self(
      "Reuters reported, citing {A.adj} officials, that 19 {B.adj} {B.troops} had been killed.", 1),
    Self("{A} says 27 {A.troops} have been killed in the war with {B}.", 1),
    Self("As of 19 June, {A} had confirmed the deaths of 640 {A.troops} in the war with {B}.", 1),
    Self("{A} put its own dead at 75, and {B} said the figure was 200.", 2),
  ]

  static let headlines = [
    Self("24 {A.adj} {A.troops} killed in {B.adj} ambush", 1),
    Self("{A} says 3 {A.troops} killed in clash with {B.adj} forces", 1),
    Self("Dozens of {A.adj} troops dead after {B.adj} attack", 1),
    Self("{A.adj} death toll in war with {B} reaches 6,000", 1),
    Self("{B.adj} drones kill 8 {A.adj} {A.troops}, wound 15", 2),
    Self("{A} loses 50 {A.troops}, {B} 30", 2),
  ]

  static let passives = [
    Self(
      "Between 100 and 150 {A.adj} {A.troops} were killed in the first week of the {B.adj} offensive.",
      1),
    Self("No fewer than 70 {A.adj} {A.troops} have been taken prisoner by {B.adj} forces.", 1),
    Self("As many as 90 {A.adj} {A.troops} may be killed by {B.adj} troops, analysts fear.", 1),
    Self("Four {A.adj} policemen were shot dead by {B.adj} snipers.", 1),
    Self("Hundreds of {A.adj} {A.troops} are reported to have been wounded by {B.adj} mines.", 1),
    Self("If {B.adj} forces attack, 10,000 {A.adj} {A.troops} could die.", 1),
  ]

  static let lists = [
    Self("{A} lost 3,000 killed, 8,000 wounded and 400 missing in the war with {B}.", 3),
    Self("{A} lost 300 {A.troops}, {B} about 250.", 2),
    Self("Losses of the war so far:\n\n- {A}: 1,400 killed\n- {B}: 900 killed\n", 2),
    Self(
      "Soldiers killed and wounded in the war, by side:\n\n| Side | Killed | Wounded |\n|---|---|---|\n| {A} | 1,400 | 2,000 |\n| {B} | 900 | 1,700 |\n",
      4),
    Self("{A} and {B} lost 60 and 45 men respectively.", 2),
    Self("The dead were 22 {A.adj} {A.troops} and 13 {B.adj} {B.troops}.", 2),
    Self("Since the war began, 2,100 {A.adj} and 1,600 {B.adj} troops have died.", 2),
    Self(
      "The clash left 40 {A.adj} {A.troops} dead, 12 of them officers, and 35 {B.adj} {B.troops}.",
      3),
  ]

  static let references = [
    Self("{A} attacked at dawn. It lost 33 {A.troops} before {B.adj} units fell back.", 1),
    Self("{A.adj} troops entered the town. They lost 21 men there to {B.adj} fire.", 1),
    Self("{A} has fought {B} for years. Its army has suffered 4,500 dead.", 1),
    Self("Of the 80 {A.adj} {A.troops} killed, 12 were officers; {B} gave no figure.", 2),
    Self("{A} said the battle with {B} was over. It put its own losses at 15.", 1),
    Self(
      "{B.adj} forces shelled the {A.adj} lines all night. Another 18 {A.troops} were killed at dawn.",
      1),
    Self(
      "The {A.adj} army fought {B.adj} units for a week. Some 600 of its men died, and 1,500 were wounded.",
      2),
  ]

  static let both = [
    Self("The war has killed 10,000 people on both sides, {A} and {B} say.", 1),
    Self("{A} killed 50 {B.adj} {B.troops}, and {B} killed 35 {A.adj} {A.troops}.", 2),
    Self("Combined {A.adj} and {B.adj} losses exceed 20,000.", 1),
    Self("{A} lost 400 men, twice as many as {B}.", 1),
    Self("{A.adj} forces lost 75 soldiers; {B.adj} forces lost 64.", 2),
    Self("{A} says it lost 11 men, {B} says it lost 16.", 2),
    Self("For every {A.adj} soldier killed, {B} lost three; {A.adj} dead number 5,000.", 1),
  ]

  static let places = [
    Self("In {A.city}, 16 civilians were killed by {B.adj} shelling.", 1),
    Self("Eight {A.people} were killed and 21 wounded in the {B.adj} attack.", 2),
    Self("{A.capital} says 31 {A.adj} {A.troops} were killed in {B.adj} attacks.", 1),
    Self("{A.capital} acknowledged 27 dead; {B.capital} put {A.adj} deaths at 60.", 2),
    Self("Six {A.people} died when {B.adj} missiles hit {A.city}.", 1),
    Self("The {A.force} lost 41 soldiers to the {B.force}.", 1),
    Self("The {A.force} said they had killed 88 {B.adj} {B.troops}.", 1),
    Self("The {B.force} killed 13 people in {A.city}.", 1),
    Self("Rockets fired at {A.capital} by {B.adj} forces killed 5 civilians.", 1),
    Self("An attack by {B} on {A.city} left 20 people dead.", 1),
    Self("In {A.land}, 3,500 people have died since {B} invaded.", 1),
    Self("About 250,000 {A.people} fled {B.adj} attacks.", 1),
    Self("The death toll in {A.city} rose to 57 after the {B.adj} strike.", 1),
    Self("{A.adj} strikes kill 18 in {B.city}", 1),
    Self("{B} attacks {A.city}: 11 civilians dead, 30 wounded", 2),
    Self("Residents of {A.city} buried 7 children killed by {B.adj} bombs.", 1),
    Self("The {A.people} lost 4,000 dead, the {B.people} 3,000.", 2),
  ]
}
