import Ledger

/// Conditions of a query with what is bound to them. The SQL is made of the texts in this folder only.
struct Conditions {
  private(set) var sql: [String] = []
  private(set) var values: [SQLValue] = []

  mutating func add(_ condition: String, _ values: SQLValue...) {
    sql.append(condition)
    self.values += values
  }

  var joined: String { sql.isEmpty ? "TRUE" : sql.joined(separator: " AND ") }
}

extension ClaimFilter {
  /// What a row of `claim` must fulfil.
  func conditions(at revision: Revision) -> Conditions {
    var conditions = Conditions()
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
    return conditions
  }

  /// What was asked, as one digest, so that a cursor of one question is not taken for another's.
  var digest: Digest {
    var fields = FieldDigest(domain: "reckoner.filter.1")
    for text in [
      conflict?.value, party?.value, measure?.value, population?.value, place, claimant, outlet,
      since?.description, until?.description, document?.description,
      review.map { "\($0)" }, pendingReview.map { "\($0)" },
    ] { fields.add(text) }
    return fields.finish()
  }
}
