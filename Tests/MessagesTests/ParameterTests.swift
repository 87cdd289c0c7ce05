import Ledger
import Testing

@testable import Messages

/// Requests that are filled from values by name.
@Suite struct ParameterTests {
  @Test func fieldsOfInnerMessagesAreNamedByThemselves() throws {
    let request = try SearchClaimsRequest(parameters: [
      ("party", "ukraine"), ("since", "2025-02"), ("polarity", "POLARITY_DENIED"),
      ("pageSize", "20"), ("cursor", "c1"), ("at", "120"), ("sightings", "true"),
    ])
    #expect(
      request
        == SearchClaimsRequest(
          filter: ClaimFilter(
            party: PartyID("ukraine"), since: CivilDate("2025-02"), polarity: .denied),
          at: .revision(Revision(120)), pageSize: 20, cursor: "c1", sightings: true))
    #expect(try SearchClaimsRequest(parameters: []) == SearchClaimsRequest())
  }

  @Test func listsAreGivenByRepetition() throws {
    let request = try ListFindingsRequest(parameters: [
      ("types", "FINDING_TYPE_COUNT_FALLS"), ("measure", "killed"),
      ("types", "FINDING_TYPE_PART_ABOVE_WHOLE"), ("together", "true"),
    ])
    #expect(request.question.types == [.countFalls, .partAboveWhole])
    #expect(request.question.question.measure == MeasureID("killed"))
    #expect(request.question.together)
  }

  @Test func aQuestionThatMayStandEmptyIsAskedForByItsName() throws {
    #expect(try SearchClaimsRequest(parameters: [("count", "true")]).count == CountQuestion())
    #expect(try SearchClaimsRequest(parameters: [("count", "false")]).count == nil)
    #expect(
      try SearchClaimsRequest(parameters: [("facets", "CLAIM_FACET_PARTY")]).count?.facets
        == [.party])
  }

  @Test(arguments: [
    ("0", LedgerPoint.revision(.empty)), ("2026", .revision(Revision(2026))),
    ("20260205", .revision(Revision(20_260_205))),
    ("2026-02-05T12:00:00Z", .moment(Moment(microseconds: 1_770_292_800_000_000))),
    ("2026-02-05", .moment(Moment(microseconds: 1_770_249_600_000_000))),
  ]) func aPointIsARevisionOrAMoment(_ text: String, _ point: LedgerPoint) throws {
    #expect(try CompareRequest(parameters: [("at", text)]).at == point)
  }

  @Test(arguments: [
    ("at", "-1"), ("at", ""), ("at", "soon"), ("pageSize", "2147483648"), ("pageSize", "1.5"),
    ("polarity", ""), ("polarity", "POLARITY_UNSPECIFIED"), ("polarity", "polarity_denied"),
    ("sightings", "1"), ("party", "Not An Id"), ("since", "2025-02-30"), ("words", "a\u{0}b"),
    ("filter", "x"), ("page_size", "1"), ("", ""),
  ]) func whatCannotBeReadIsNamed(_ name: String, _ value: String) {
    let error = #expect(throws: LedgerError.self) {
      _ = try SearchClaimsRequest(parameters: [(name, value)])
    }
    #expect(error?.reason == .malformed)
    #expect(error?.subject.contains(name) == true, "\(String(describing: error))")
  }

  /// A name stands for one field, or it would not be known which is meant.
  @Test func namesAreUniqueWithinARequest() {
    for parameters in [
      SearchClaimsRequest.parameters, SearchTextRequest.parameters, ShowClaimRequest.parameters,
      CompareRequest.parameters, ListSeriesRequest.parameters, ListOriginsRequest.parameters,
      ListFindingsRequest.parameters, ListDerivationsRequest.parameters,
      ListCoverageRequest.parameters, BrowseReportsRequest.parameters,
      ListSourcesRequest.parameters, DescribeVocabularyRequest.parameters,
      ExplainRequest.parameters, ReportHeader.parameters,
    ] {
      #expect(Set(parameters.map(\.name)).count == parameters.count)
    }
  }
}
