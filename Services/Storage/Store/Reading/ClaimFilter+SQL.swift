import Ledger

/// Conditions of a query with what is bound to them. The SQL is made of the texts in this folder only.
struct Conditions {
  private(set) var sql: [String] = []
  private(set) var values: [SQLValue] = []

  mutating func add(_ condition: String, _ values: SQLValue...) {
    sql.append(condition)
    self.values += values
  }

  mutating func add(_ condition: String, _ inner: Conditions) {
    sql.append(condition)
    values += inner.values
  }

  var joined: String { sql.isEmpty ? "TRUE" : sql.joined(separator: " AND ") }
}

extension ClaimFilter {
  /// Adds what a row of `claim` must fulfil, but for the words of its sentence.
  func add(to conditions: inout Conditions, at revision: Revision) {
    if let conflict { conditions.add("claim.conflict = ?", .text(conflict.value)) }
    if let party { conditions.add("claim.party = ?", .text(party.value)) }
    if let measure { conditions.add("claim.measure = ?", .text(measure.value)) }
    if let population { conditions.add("claim.population = ?", .text(population.value)) }
    if let place { conditions.add("claim.place = ?", .text(place.folded)) }
    if let claimant {
      let name = SQLValue.text(claimant.folded)
      conditions.add("(claim.claimant_id = ? OR instr(claim.claimant, ?) > 0)", name, name)
    }
    if let outlet {
      // An outlet is named by the text itself or by whoever submitted it.
      let name = SQLValue.text(outlet.folded)
      conditions.add(
        """
        (claim.outlet_id = ? OR instr(claim.outlet, ?) > 0 OR EXISTS (
          SELECT 1 FROM sighting WHERE sighting.document = claim.document AND sighting.entry <= ?
            AND (sighting.outlet_id = ? OR instr(sighting.outlet, ?) > 0)))
        """, name, name, .revision(revision), name, name)
    }
    if let since { conditions.add("claim.about_last >= ?", .integer(since.firstDay.dayNumber)) }
    if let until { conditions.add("claim.about_first <= ?", .integer(until.lastDay.dayNumber)) }
    if let document {
      conditions.add(
        "claim.document = (SELECT began FROM document WHERE id = ?)", .digest(document.digest))
    }
    if let language {
      conditions.add("\(ClaimRows.language) = ?", .text(language.lowercased()))
    }
    if let kind { conditions.add("claim.kind = ?", .integer(Int64(kind.rawValue))) }
    if let polarity { conditions.add("claim.polarity = ?", .integer(Int64(polarity.rawValue))) }
    let spans = "entry <= ? AND (ended IS NULL OR ended > ?)"
    if let review {
      // Whatever was never decided on has no state at all.
      let (test, decision) =
        review == .unreviewed ? ("NOT IN", "decision <> ?") : ("IN", "decision = ?")
      conditions.add(
        "claim.id \(test) (SELECT claim FROM review_state WHERE \(decision) AND \(spans))",
        .integer(Int64(review.rawValue)), .revision(revision), .revision(revision))
    }
    if let pendingReview {
      conditions.add(
        "claim.id IN (SELECT claim FROM review_state WHERE pending = ? AND \(spans))",
        .integer(Int64(pendingReview.rawValue)), .revision(revision), .revision(revision))
    }
  }

  /// Whether anything is asked for besides words.
  var asksForMoreThanWords: Bool {
    var rest = self
    rest.words = nil
    return rest != ClaimFilter()
  }

  /// What was asked, as one digest, so that a cursor of one question is not taken for another's.
  var digest: Digest {
    var fields = FieldDigest(domain: "reckoner.filter.2")
    for text in [
      conflict?.value, party?.value, measure?.value, population?.value, place, claimant, outlet,
      since?.description, until?.description, document?.description, words, language,
      kind?.name, polarity?.name, review?.name, pendingReview.map { "\($0)" },
    ] { fields.add(text) }
    return fields.finish()
  }
}
