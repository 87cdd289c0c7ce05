/// What an answer is cited by: the question, and the state of the ledger that answered it. It is all that it takes to ask again,
/// for as long as there is the ledger: `compare@128-5f3a9c21/conflict=russia-ukraine/measure=killed`.
///
/// The digits behind the revision begin the chain's hash there, so that an answer of one ledger is not taken for one of another.
package struct AnswerID: Hashable, Sendable, CustomStringConvertible {
  package var kind: Kind
  package var revision: Revision
  /// Eight hexadecimal digits; empty where nobody could say.
  package var mark: String
  /// What was asked for, by the names of the command line's options; sorted by them.
  package var parameters: [Parameter]

  package enum Kind: String, CaseIterable, Sendable {
    case compare, series, origins, findings, derivations, coverage
  }

  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  package init(
    _ kind: Kind, at revision: Revision, hash: Digest?, _ parameters: [(String, String?)]
  ) {
    self.kind = kind
    self.revision = revision
    mark = hash.map { String($0.hex.prefix(Self.markLength)) } ?? ""
    self.parameters = parameters.compactMap { name, value in
      value.map { Parameter(name: name, value: $0) }
    }.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
  }

  package var description: String {
    let state = "\(kind.rawValue)@\(revision.number)" + (mark.isEmpty ? "" : "-\(mark)")
    return ([state] + parameters.map { "\($0.name)=\($0.value)" }).joined(separator: "/")
  }

  /// Reads what `description` writes. Throws `malformed` for anything else, with what is wrong.
  package init(_ text: String) throws(LedgerError) {
    guard text.utf8.count <= Self.longest else { throw Self.malformed("it is too long") }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let head = parts[0].split(separator: "@", omittingEmptySubsequences: false)
    guard head.count == 2, let kind = Kind(rawValue: String(head[0])) else {
      throw Self.malformed("it begins with no question that the ledger answers")
    }
    let state = head[1].split(separator: "-", omittingEmptySubsequences: false)
    guard state.count <= 2, let number = Int64(state[0]), number >= 0, "\(number)" == state[0],
      state.count == 1 || Self.isMark(state[1])
    else { throw Self.malformed("it names no revision behind the @") }
    self.kind = kind
    revision = Revision(number)
    mark = state.count == 2 ? String(state[1]) : ""
    parameters = []
    for part in parts.dropFirst() {
      guard let sign = part.firstIndex(of: "="), sign > part.startIndex,
        part.index(after: sign) < part.endIndex, part.allSatisfy(Self.isPlain)
      else { throw Self.malformed("“\(part.prefix(40))” is no name with a value") }
      parameters.append(
        Parameter(
          name: String(part[..<sign]), value: String(part[part.index(after: sign)...])))
    }
    guard description == text else { throw Self.malformed("its parts are not in their order") }
  }

  /// All values of a name.
  package func values(_ name: String) -> [String] {
    parameters.filter { $0.name == name }.map(\.value)
  }

  /// Whether an answer at its revision is of the ledger that it was given by.
  package func isOf(chainWith hash: Digest) -> Bool { mark.isEmpty || hash.hex.hasPrefix(mark) }

  private static let markLength = 8
  private static let longest = 1_000

  private static func isMark(_ text: Substring) -> Bool {
    text.count == markLength && text.allSatisfy { "0123456789abcdef".contains($0) }
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-=_.".contains(character))
  }

  private static func malformed(_ why: String) -> LedgerError {
    LedgerError(
      .malformed, subject: "answer", "No id of an answer: \(why).",
      hint: "answers end with their id, such as compare@128-5f3a9c21/measure=killed")
  }
}
