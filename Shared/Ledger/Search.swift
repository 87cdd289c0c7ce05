/// What words are looked for in. Numbers are those of `SearchScope` in search.proto; a test compares them.
package enum SearchScope: Int32, CaseIterable, Sendable {
  /// Texts and titles of documents.
  case reports = 1
  /// The sentences of claims.
  case claims
}

/// What a found passage is. Numbers are those of `PassageKind` in search.proto; a test compares them.
package enum PassageKind: Int32, CaseIterable, Sendable {
  /// The whole text of a document.
  case text = 1
  case title
  /// The sentence of a claim.
  case sentence
}

/// A passage that holds the words that were looked for.
package struct TextHit: Hashable, Sendable {
  package var kind: PassageKind
  package var document: DocumentID
  /// Of a text: its first sighting. Of a title: the first one that has it.
  package var sighting: Sighting?
  /// Of a sentence: its claim.
  package var claim: ClaimRecord?
  package var excerpt: Excerpt

  package init(
    kind: PassageKind, document: DocumentID, sighting: Sighting? = nil, claim: ClaimRecord? = nil,
    excerpt: Excerpt
  ) {
    self.kind = kind
    self.document = document
    self.sighting = sighting
    self.claim = claim
    self.excerpt = excerpt
  }
}

/// A part of a passage, with what was found in it.
package struct Excerpt: Hashable, Sendable {
  package var words: String
  /// What was found, as stretches of `words`, in their order.
  package var matches: [Span]
  /// The byte of the passage at which `words` begin.
  package var byteStart: Int
  /// Bytes of the whole passage.
  package var passageSize: Int

  package init(
    words: String = "", matches: [Span] = [], byteStart: Int = 0, passageSize: Int = 0
  ) {
    self.words = words
    self.matches = matches
    self.byteStart = byteStart
    self.passageSize = passageSize
  }

  package var isCutBefore: Bool { byteStart > 0 }
  package var isCutAfter: Bool { byteStart + words.utf8.count < passageSize }
}

/// What claims can be counted by. Numbers are those of `ClaimFacet` in search.proto; a test compares them.
package enum ClaimFacet: Int32, CaseIterable, Sendable {
  case conflict = 1
  case party, measure, population
  /// An id, else the name in small letters.
  case claimant
  /// As `claimant`. A claim counts for each outlet that its document was seen in.
  case outlet
  /// The year of the last day that a figure is about.
  case year
  /// The document's.
  case language
  case kind, polarity, review
}

/// Asks how many claims match, and how many of each.
package struct CountQuestion: Hashable, Sendable {
  package var facets: [ClaimFacet]
  /// The most frequent values of each facet, so many at most; at most 1,000; 0 means 20.
  package var values: Int

  package init(facets: [ClaimFacet] = [], values: Int = 0) {
    self.facets = facets
    self.values = values
  }
}

/// How many match: all of them, not only those of a page.
package struct ClaimCounts: Hashable, Sendable {
  package var claims: Int64
  /// In a search: documents whose text or title holds the words. Else documents that hold the claims.
  package var reports: Int64
  package var facets: [FacetCounts]

  package init(claims: Int64 = 0, reports: Int64 = 0, facets: [FacetCounts] = []) {
    self.claims = claims
    self.reports = reports
    self.facets = facets
  }
}

/// How many claims have each value of one facet.
package struct FacetCounts: Hashable, Sendable {
  package var facet: ClaimFacet
  /// The most frequent first.
  package var values: [FacetValue]
  /// Values that are not listed.
  package var otherValues: Int64
  /// Claims that have them.
  package var otherClaims: Int64

  package init(
    facet: ClaimFacet, values: [FacetValue] = [], otherValues: Int64 = 0, otherClaims: Int64 = 0
  ) {
    self.facet = facet
    self.values = values
    self.otherValues = otherValues
    self.otherClaims = otherClaims
  }
}

package struct FacetValue: Hashable, Sendable {
  /// Empty: the claims leave it open.
  package var value: String
  package var claims: Int64

  package init(value: String = "", claims: Int64 = 0) {
    self.value = value
    self.claims = claims
  }
}

extension Claim.Kind {
  /// As people type it: `period-total`.
  package var name: String { "\(self)".hyphenated }
}

extension Claim.Polarity {
  package var name: String { "\(self)" }
}

extension ReviewDecision.Decision {
  package var name: String { "\(self)" }
}

extension String {
  fileprivate var hyphenated: String {
    reduce(into: "") { out, letter in
      out += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
  }
}
