package import Messages

/// The methods of `reckoner.v1.AnalyticsService`. A test compares this table with the schema.
package enum AnalyticsAPI {
  static let service = "reckoner.v1.AnalyticsService"

  package static let compare =
    Unary<AnalyticsServiceCompareRequest, AnalyticsServiceCompareResponse>(service, "Compare")
  package static let listSeries =
    Unary<AnalyticsServiceListSeriesRequest, AnalyticsServiceListSeriesResponse>(
      service, "ListSeries")
  package static let listOrigins =
    Unary<AnalyticsServiceListOriginsRequest, AnalyticsServiceListOriginsResponse>(
      service, "ListOrigins")
  package static let listFindings =
    Unary<AnalyticsServiceListFindingsRequest, AnalyticsServiceListFindingsResponse>(
      service, "ListFindings")
  package static let listDerivations =
    Unary<AnalyticsServiceListDerivationsRequest, AnalyticsServiceListDerivationsResponse>(
      service, "ListDerivations")
  package static let listCoverage =
    Unary<AnalyticsServiceListCoverageRequest, AnalyticsServiceListCoverageResponse>(
      service, "ListCoverage")
  package static let check =
    Unary<AnalyticsServiceCheckRequest, AnalyticsServiceCheckResponse>(service, "Check")
  package static let getPosition = Unary<GetPositionRequest, GetPositionResponse>(
    service, "GetPosition")
  package static let getStatus = Unary<GetAnalyticsStatusRequest, GetAnalyticsStatusResponse>(
    service, "GetAnalyticsStatus")

  package static let all = [
    compare.name, listSeries.name, listOrigins.name, listDerivations.name, listFindings.name,
    listCoverage.name, check.name, getPosition.name, getStatus.name,
  ]
}
