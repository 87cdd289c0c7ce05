/// An identifier of an open vocabulary: a string with a type, so that a party is never passed for a measure.
/// The words of these vocabularies live in lexicon files; adding one changes no code and no schema.
@usableFromInline
package protocol VocabularyID: Hashable, Sendable, Comparable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  var value: String { get }
  init(_ value: String)
}

// Inlinable and usable from inline, because other modules compare ids with each other and with literals, and look them up,
// all the time: a call by the protocol takes longer than the comparison.
extension VocabularyID {
  @inlinable package init(stringLiteral value: String) { self.init(value) }
  /// Ids are ASCII, so two of different lengths differ: most are told apart without a call.
  @inlinable package static func == (one: Self, other: Self) -> Bool {
    one.value.utf8.count == other.value.utf8.count && one.value == other.value
  }
  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(value) }
  @inlinable package var description: String { value }
  @inlinable package static func < (one: Self, other: Self) -> Bool { one.value < other.value }

  /// Whether the text may be an id at all: 1 to 80 characters of `a-z`, `0-9`, `-`.
  package var isWellFormed: Bool {
    var text = value
    return text.withUTF8 { IdentifierText.isWellFormed(UnsafeRawBufferPointer($0)) }
  }
}

/// What an id is written with.
package enum IdentifierText {
  /// The same of text where it lies.
  package static func isWellFormed(_ text: UnsafeRawBufferPointer) -> Bool {
    (1...80).contains(text.count)
      && text.allSatisfy { unit in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(unit) || unit == UInt8(ascii: "-")
      }
  }
}

/// What is counted: `killed`, `wounded`, `missing`, `captured`, `casualties`, `losses`, `displaced`.
@usableFromInline package struct MeasureID: VocabularyID {
  @usableFromInline package let value: String
  @inlinable package init(_ value: String) { self.value = value }
}

/// The side whose people are counted, such as `russia` or `hamas`; `all` for everyone, `both` for a stated sum of two sides.
@usableFromInline package struct PartyID: VocabularyID {
  @usableFromInline package let value: String
  @inlinable package init(_ value: String) { self.value = value }
}

/// Which of a party's people: `military`, `civilian`, `children`, `all`, or narrower as stated (`women`, `journalists`).
@usableFromInline package struct PopulationID: VocabularyID {
  @usableFromInline package let value: String
  @inlinable package init(_ value: String) { self.value = value }
}

/// A war or armed conflict, such as `russia-ukraine`.
@usableFromInline package struct ConflictID: VocabularyID {
  @usableFromInline package let value: String
  @inlinable package init(_ value: String) { self.value = value }
}

/// Somebody who counts, speaks or publishes, such as `general-staff-of-ukraine`.
@usableFromInline package struct SourceID: VocabularyID {
  @usableFromInline package let value: String
  @inlinable package init(_ value: String) { self.value = value }
}

/// A document: the SHA-256 of its original bytes.
package struct DocumentID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let digest: Digest
  package init(_ digest: Digest) { self.digest = digest }
  package init(original bytes: [UInt8]) { digest = Digest(of: bytes) }
  package init?(_ hex: String) {
    guard let digest = Digest(hex: hex) else { return nil }
    self.digest = digest
  }
  package var description: String { digest.hex }
  package static func < (one: Self, other: Self) -> Bool { one.digest < other.digest }
}

/// A claim: the SHA-256 over its document, number span and extracted fields. `ClaimID(of:)` says which.
package struct ClaimID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let digest: Digest
  package init(_ digest: Digest) { self.digest = digest }
  package init?(_ hex: String) {
    guard let digest = Digest(hex: hex) else { return nil }
    self.digest = digest
  }
  package var description: String { digest.hex }
  package static func < (one: Self, other: Self) -> Bool { one.digest < other.digest }
}
