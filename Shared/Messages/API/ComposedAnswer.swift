/// An answer that says what it rests on and what is missing from it.
package protocol ComposedAnswer: Message {
  var status: AnswerStatus { get }
}

extension BrowseAccessesResponse: ComposedAnswer {}
extension BrowseBackupsResponse: ComposedAnswer {}
extension BrowseCheckpointsResponse: ComposedAnswer {}
extension BrowseCustodyResponse: ComposedAnswer {}
extension BrowseReportsResponse: ComposedAnswer {}
extension CheckResponse: ComposedAnswer {}
extension CompareResponse: ComposedAnswer {}
extension DescribeVocabularyResponse: ComposedAnswer {}
extension ExplainResponse: ComposedAnswer {}
extension GetStatusResponse: ComposedAnswer {}
extension ListCoverageResponse: ComposedAnswer {}
extension ListDerivationsResponse: ComposedAnswer {}
extension ListFindingsResponse: ComposedAnswer {}
extension ListOriginsResponse: ComposedAnswer {}
extension ListSeriesResponse: ComposedAnswer {}
extension ListSourcesResponse: ComposedAnswer {}
extension ProveClaimResponse: ComposedAnswer {}
extension ReviewClaimsResponse: ComposedAnswer {}
extension SearchClaimsResponse: ComposedAnswer {}
extension SearchTextResponse: ComposedAnswer {}
extension ShowCheckpointResponse: ComposedAnswer {}
extension ShowClaimResponse: ComposedAnswer {}
